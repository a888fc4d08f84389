"""
How often each page asks the database: never more than 25 times, never more than before, whatever the number of rows.

The pages are found as a reader finds them: from the front page and every address without parts, link by link, for
people of the demonstration. `round_trips.json` holds what each took; a change that makes a page cheaper or adds one
writes it anew with `ROUND_TRIPS=write ./run test tests/house/test_round_trips.py`.
"""

import json
import os
import re
from collections.abc import Iterator

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from safeguarding.kit.forms.lists import Listing
from tests.demonstration import Demo
from tests.house.reading import ROOT
from tests.house.test_addresses import our_routes

BASELINE = ROOT / "tests" / "house" / "round_trips.json"
MOST = 25
# Before a paper is frozen these pages read every register that it is made of; the number grows with its sections, not
# with rows. It may only get smaller: the reading belongs in a job that keeps what it found.
WHOLE_PAPERS = {"report:papers_check": 210, "report:papers_read": 210}
LINK = re.compile(r'href="(/[^"#?]*)')
# Which documents a report is made of is work of a job; what leaves the building is not a page.
NOT_PAGES = ("account", "files_download", "papers_file", "bodies_feed", "access_choose")
BOARDS = (("wyvern", "head"), ("mb", "head"))
PROVIDERS = ("pat@riverside.demo.invalid",)


def readers(demo: Demo) -> Iterator[Client]:
    """Yield a client for each reader, signed in."""
    people = [demo.user(seed, post) for seed, post in BOARDS]
    people += [type(people[0]).objects.get(email=email) for email in PROVIDERS]
    for person in people:
        client = Client()
        client.force_login(person)
        yield client


def found(client: Client) -> Iterator[tuple[str, int]]:
    """Walk from page to page; yield each page's name and how often it asked."""
    waiting, seen = ["/", *front_doors()], set()
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        if not name or name in seen:
            continue
        count, answer = trips(client, address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            seen.add(name)
            yield name, count
            waiting += LINK.findall(answer.content.decode())


def front_doors() -> Iterator[str]:
    """Yield the addresses that have no parts."""
    for route in our_routes():
        try:
            yield reverse(route.name)
        except NoReverseMatch:
            continue


def name_of(address: str) -> str:
    """Return the name of one of our pages by its address, or nothing."""
    try:
        name = resolve(address).view_name
    except Resolver404:
        return ""
    ours = ":" in name and not any(word in name for word in NOT_PAGES)
    return name if ours else ""


def trips(client: Client, address: str) -> tuple[int, HttpResponse]:
    """Return how often the page asks, and the page."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    framing = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
    return sum(not query["sql"].startswith(framing) for query in asked.captured_queries), answer


def test_no_page_asks_more_than_25_times_or_more_than_it_did(demo):
    counts: dict[str, int] = {}
    for client in readers(demo):
        for name, count in found(client):
            counts[name] = max(counts.get(name, 0), count)
    if os.environ.get("ROUND_TRIPS") == "write":
        BASELINE.write_text(json.dumps(dict(sorted(counts.items())), indent=1) + "\n", encoding="utf-8")
    before = json.loads(BASELINE.read_text(encoding="utf-8"))

    assert len(counts) > 50
    assert {name: count for name, count in counts.items() if count > WHOLE_PAPERS.get(name, MOST)} == {}
    # Two more: what a worker keeps in memory, such as a framework, is asked for once by whoever comes first.
    assert {
        name: count
        for name, count in counts.items()
        if count > before.get(name, WHOLE_PAPERS.get(name, MOST)) + 2
    } == {}


def test_a_list_asks_no_more_when_twice_as_many_rows_are_shown(demo, monkeypatch):
    shown, build = [2], Listing.__init__
    lengths: list[int] = []

    def build_short(self, *arguments, **options):
        build(self, *arguments, **options | {"per_page": shown[0]})
        lengths.append(len(self.rows))

    monkeypatch.setattr(Listing, "__init__", build_short)
    client, lists, uneven = next(readers(demo)), set(), {}
    for address in front_doors():
        counts = {}
        for shown[0] in (2, 4):
            lengths.clear()
            counts[shown[0]], _ = trips(client, address)
        if lengths and max(lengths) == 4:
            lists.add(address)
            if counts[4] > counts[2]:
                uneven[address] = counts

    assert len(lists) > 5
    assert uneven == {}
