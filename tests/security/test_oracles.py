"""What is out of reach cannot be told from what never was: not by its bytes, its headers or the statements it costs."""

import statistics
import time
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from tests.house.test_addresses import our_routes
from tests.security.crawling import Crawl, near

# The clock, and the word that lets this answer's own scripts run.
NEW_EACH_TIME = ("Expires", "Date", "Set-Cookie", "Content-Security-Policy")


@pytest.fixture
def crawl(readers, planted):
    return Crawl(None, planted[3], readers)


def probes(crawl, reader):
    """Yield the address of a foreign record and of an unknown one, for every route that takes an id."""
    for route in our_routes():
        for model in near(route.name):
            foreign = [
                row
                for row in crawl.one_of_each(model)
                if crawl.facts.relation(reader, model, row) == "foreign"
                and not crawl.facts.may_read(reader, model, row)
            ]
            try:
                unknown = reverse(route.name, kwargs={"public_id": uuid4()})
            except NoReverseMatch:
                break
            for row in foreign[:1]:
                yield crawl.address(route.name, model, row), unknown


def what_shows(client, address):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    headers = {name: value for name, value in answer.headers.items() if name not in NEW_EACH_TIME}
    return answer.status_code, answer.content, headers, len(asked)


@pytest.mark.long
@pytest.mark.parametrize("role", ["R02"])
def test_a_foreign_record_answers_as_one_that_never_was(crawl, role, record_property):
    reader = next(reader for reader in crawl.clients if reader.role == role)
    client, told, tried = crawl.clients[reader], [], 0
    for foreign, unknown in probes(crawl, reader):
        tried += 1
        first, second = what_shows(client, foreign), what_shows(client, unknown)
        if first[:3] != second[:3]:
            told.append(f"{foreign}: {first[0]} {first[2]} not {second[0]} {second[2]}")
    record_property("figure", f"{len(told)} of {tried} foreign records told from unknown ones")

    assert not told, "\n".join(told)
    assert tried > 50


def auc(ones: list[float], others: list[float]) -> float:
    """Return how well one number tells two kinds apart: 0.5 is not at all."""
    wins = sum((one > other) + (one == other) / 2 for one in ones for other in others)
    found = wins / (len(ones) * len(others))
    return max(found, 1 - found)


@pytest.mark.long
@pytest.mark.whole
def test_neither_does_the_time_that_it_takes_tell(crawl, record_property):
    """The processor's time, not the wall's, so that a busy machine decides nothing."""
    reader = next(reader for reader in crawl.clients if reader.role == "R02")
    client = crawl.clients[reader]
    by_kind: dict[str, list[list[float]]] = {}
    pairs = list(probes(crawl, reader))
    for number in range(max(500, len(pairs))):
        foreign, unknown = pairs[number % len(pairs)]
        taken = []
        for address in (foreign, unknown) if number % 2 else (unknown, foreign):
            before = time.process_time()
            client.get(address)
            taken.append(time.process_time() - before)
        kind = foreign.split("/")[1]
        by_kind.setdefault(kind, [[], []])
        for place, one in enumerate(taken if number % 2 else reversed(taken)):
            by_kind[kind][place].append(one)
    worst = max(auc(*times) for times in by_kind.values())
    record_property("figure", f"at worst {worst:.2f} by time, over {len(by_kind)} kinds of address")

    assert statistics.median([auc(*times) for times in by_kind.values()]) < 0.6
