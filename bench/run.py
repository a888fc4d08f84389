"""What every goal works with: the two sites, their signed-in clients, and rounds that take turns."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import psycopg

from bench import fill, peer, statements
from bench.load import Client, Send, Timing, latency, median_of, rate
from bench.place import Site

CLIENTS = 8


@dataclass
class Run:
    """One run of the bench."""

    product: Site
    minimal: Site
    people: SimpleNamespace
    database: psycopg.Connection
    rounds: int

    def head(self) -> Client:
        """Return a client of the commissioner's head of safeguarding."""
        return self.product.client(fill.sign_in(self.people.head, self.people.icb))

    def lead(self, number: int = 0) -> Client:
        """Return a client of one provider's safeguarding lead."""
        return self.product.client(fill.sign_in(self.people.leads[number], self.people.providers[number]))

    def minimal_client(self) -> Client:
        """Return a client of the minimal application, signed in the same way."""
        return self.minimal.client(fill.sign_in_to_minimal(self.people.head))

    def public(self) -> Client:
        """Return a client of the product that nobody has signed in."""
        return self.product.client()

    def compare(
        self, ours: list[Client], send: Send, beside: Send, *, close: bool = True
    ) -> tuple[Timing, Timing]:
        """Time ours and the minimal application in turns; the first client's latency, then all clients' rate."""
        theirs = [self.minimal_client() for _ in ours]
        found: tuple[list[Timing], list[Timing]] = ([], [])
        for clients, ask in ((ours, send), (theirs, beside)):
            latency(clients[0], ask, seconds=0.3)
        for number in range(self.rounds):
            turns = [(0, ours, send), (1, theirs, beside)]
            for place, clients, ask in turns if number % 2 == 0 else reversed(turns):
                found[place].append(timed(clients, ask))
        for client in (*(ours if close else ()), *theirs):
            client.close()
        return median_of(found[0]), median_of(found[1])

    def slowness(self) -> float:
        """Return how many times as long as in the peer's rounds the minimal page takes at this moment."""
        client = self.minimal_client()
        taken = latency(client, lambda c: c.get("/page"))
        client.close()
        return taken.p50 / peer.MINIMAL_PAGE

    def statements(self, client: Client, send: Send) -> int:
        """Return how many statements one request takes, without the frame of its transaction."""
        return statements.count(self.database, client, send)[0]


def timed(clients: list[Client], send: Send) -> Timing:
    """Return one round: latency, and with several clients the rate."""
    alone = latency(clients[0], send)
    return Timing(alone.p50, alone.p95, rate(clients, send) if len(clients) > 1 else 0.0)


Measure = Callable[[Run], list]
