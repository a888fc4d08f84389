"""Sends requests on the loopback: latency with one client, requests a second with several."""

import re
import socket
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    head: str
    body: bytes
    seconds: float

    def header(self, name: str) -> str:
        """Return a header, or nothing."""
        found = re.search(rf"(?im)^{re.escape(name)}: *(.*?)\r?$", self.head)
        return found.group(1) if found else ""


@dataclass
class Client:
    """One kept-alive connection of one signed-in person."""

    port: int
    cookie: str = ""
    _socket: socket.socket | None = field(default=None, repr=False)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self.send("GET", path, b"", headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """Send a form."""
        more = {"Content_Type": "application/x-www-form-urlencoded", **headers}
        return self.send("POST", path, urlencode(fields).encode(), more)

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        """Send a request and read the whole answer."""
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
        lines += [f"Cookie: {self.cookie}"] if self.cookie else []
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        wire = "\r\n".join([*lines, "", ""]).encode() + body
        started = time.perf_counter()
        self._connect().sendall(wire)
        status, head, content = self._read()
        return Answer(status, head, content, time.perf_counter() - started)

    def close(self) -> None:
        """Close the connection."""
        if self._socket:
            self._socket.close()
            self._socket = None

    def _connect(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_SECONDS)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _read(self) -> tuple[int, str, bytes]:
        connection, received = self._connect(), b""
        while b"\r\n\r\n" not in received:
            received += self._more(connection)
        raw_head, _, body = received.partition(b"\r\n\r\n")
        head = raw_head.decode("latin-1")
        status = int(head.split(" ", 2)[1])
        length = re.search(r"(?im)^content-length: *(\d+)", head)
        wanted = 0 if status in (204, 304) else int(length.group(1)) if length else -1
        if wanted < 0:
            raise ValueError(f"The answer does not say how long it is:\n{head}")
        parts, got = [body], len(body)
        while got < wanted:
            parts.append(self._more(connection))
            got += len(parts[-1])
        return status, head, b"".join(parts)

    def _more(self, connection: socket.socket) -> bytes:
        if not (part := connection.recv(1 << 16)):
            raise ConnectionError("The server hung up in the middle of an answer.")
        return part


Send = Callable[[Client], Answer]


@dataclass(frozen=True)
class Timing:
    """What one round of one page gave."""

    p50: float
    p95: float
    rate: float = 0.0


def latency(client: Client, send: Send, *, seconds: float = 1.5, most: int = 150, least: int = 5) -> Timing:
    """Time one request after the other; every answer must be a good one."""
    taken: list[float] = []
    until = time.perf_counter() + seconds
    while (time.perf_counter() < until or len(taken) < least) and len(taken) < most:
        taken.append(checked(send(client)).seconds)
    return Timing(percentile(taken, 0.5), percentile(taken, 0.95))


def rate(clients: list[Client], send: Send, *, seconds: float = 2.5) -> float:
    """Return how many requests a second all clients together get answered."""
    done, failures = [0] * len(clients), []
    started = time.perf_counter()

    def work(number: int) -> None:
        try:
            while time.perf_counter() < started + seconds:
                checked(send(clients[number]))
                done[number] += 1
        except (OSError, ValueError) as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(done) / (time.perf_counter() - started)


def checked(answer: Answer) -> Answer:
    """Return the answer if it is a good one: a fast refusal is no result."""
    if answer.status >= 400:
        raise ValueError(f"HTTP {answer.status}: {answer.body[:300]!r}")
    return answer


def percentile(values: list[float], share: float) -> float:
    """Return a percentile, between two values where it falls between them."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def median_of(timings: list[Timing]) -> Timing:
    """Return the median round, figure by figure."""
    return Timing(
        statistics.median(t.p50 for t in timings),
        statistics.median(t.p95 for t in timings),
        statistics.median(t.rate for t in timings),
    )
