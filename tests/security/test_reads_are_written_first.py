"""Every page of restricted records writes down what was read before it shows it; when it cannot, it shows nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from safeguarding.core.access.decision import ORDINARY_CEILING
from safeguarding.core.restricted.models import Proposal
from tests.core.breakglass.making import opening
from tests.core.restricted.making import a_note, a_request, an_alert, as_reader, broken_audit, kept, opened
from tests.core.restricted.test_decide import ask
from tests.house.test_addresses import our_routes

READERS = ("hana", "dana", "pat", "cal")
NOTED = "insert into core_auditrecord"
# These show a question and no record; what follows from the answer is written down.
NOTHING_SHOWN = {"core:breakglass_open", "act:disclosures_add", "collect:alerts_add", "collect:sealed_write"}


def restricted_routes() -> list[str]:
    return [route.name for route in our_routes() if route.view.rule.level > ORDINARY_CEILING]


@pytest.fixture
def ids(world):
    """Make one record of each kind, something that waits and an open glass; return their public ids."""
    request, alert, note = a_request(world), an_alert(world), a_note(world)
    glass = opening(world, "hana", alert)
    ask(world, note)
    as_reader(world, "hana")
    waiting = Proposal.objects.get(restricted=kept(note))
    return [row.public_id for row in (request, alert, note, glass, waiting)]


@pytest.fixture
def clients(world, ids):
    """Return the browsers of people who have said what they read for."""
    found = {}
    for person in READERS:
        found[person] = client = Client()
        client.force_login(getattr(world, person))
        opened(client, world, "riverside" if person == "pat" else "wyvern")
    return found


def addresses(name: str, ids: list) -> list[str]:
    """Return the addresses of a route for these records."""
    found = []
    for given in ({}, *({key: one} for one in ids for key in ("public_id", "record"))):
        try:
            found.append(reverse(name, kwargs=given))
        except NoReverseMatch:
            continue
    return found


def first_to_open(clients, address: str):
    """Return the first reader to whom an address opens, and whether what they read was noted."""
    for client in clients.values():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        if answer.status_code == 200:
            return client, any(query["sql"].lower().startswith(NOTED) for query in asked.captured_queries)
    return None, False


@pytest.mark.long
def test_no_page_shows_a_restricted_record_that_it_could_not_write_down(clients, ids, record_property):
    shown, unnoted, unguarded = set(), [], []
    for name in restricted_routes():
        for address in addresses(name, ids):
            client, was_noted = first_to_open(clients, address)
            if client is None:
                continue
            shown.add(name)
            if name not in NOTHING_SHOWN:
                unnoted += [] if was_noted else [address]
                with broken_audit():
                    unguarded += [address] if client.get(address).status_code != 503 else []
    routes = set(restricted_routes())
    record_property(
        "figure", f"{len(shown)} of {len(routes)} routes of restricted records write first or show nothing"
    )

    assert unnoted == []
    assert unguarded == []
    assert shown == routes
