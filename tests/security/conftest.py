"""A demonstration in which every text says whose it is, and a reader for every role."""

import os
import shutil

import psycopg
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from safeguarding.config import postgres
from safeguarding.core.restricted.gate import PURPOSE
from tests import databases, demonstration
from tests.security import canaries
from tests.security.crawling import Crawl, Watch
from tests.security.filling import Form
from tests.security.readers import Facts, Reader
from tests.world import World, of_ones_own

WRITERS = ("R02", "R10", "R15", "R16", "R29", "R30")


def _is_apart(item) -> bool:
    return item.get_closest_marker("apart") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Let the two longest proofs begin first and half-way: two processes begin there when they share the work."""
    longest, others = [i for i in items if _is_apart(i)], [i for i in items if not _is_apart(i)]
    if len(longest) == 2:
        half = len(others) // 2
        items[:] = [longest[0], *others[:half], longest[1], *others[half:]]


@pytest.fixture(autouse=True)
def _nobody_is_stopped(monkeypatch):
    """Let a crawl see in a minute what nobody reads in a day; `core/restricted/test_watching.py` proves the real limits."""
    for limit in ("MOST_RECORDS_AN_HOUR", "MOST_SEARCHES_AN_HOUR"):
        monkeypatch.setattr(settings, limit, 10**9)


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Keep a world of one's own in which transactions really end."""
    with django_db_blocker.unblock(), of_ones_own("committed"):
        yield World()


@pytest.fixture(scope="session")
def planted(django_db_setup, django_db_blocker):
    """Make this run's copy of the demonstration with a reader for every role and a canary in every text."""
    name = f"canaries_{os.getpid()}"
    with django_db_blocker.unblock():
        databases.copy(canaries.template(), name)
        with psycopg.connect(**databases.parameters(name, postgres.SUPERUSER)) as superuser:
            canaries.freshen(superuser)
            staff, plant = canaries.kept(superuser)
            yield name, staff, plant, Facts(superuser, timezone.localdate())
        databases.remove(name)


@pytest.fixture
def on_canaries(planted, django_db_blocker, request, _files_of_this_run):
    """Point the connections at the planted demonstration for one test; what the test does is undone."""
    shutil.copytree(demonstration.files(), settings.FILES)
    with django_db_blocker.unblock(), databases.using(planted[0]):
        request.getfixturevalue("db")
        yield


@pytest.fixture
def readers(on_canaries, planted):
    """Return a signed-in browser for every role, which has said what it reads for, and one that is not signed in."""
    from safeguarding.core.people.models import User

    _, staff, _, facts = planted
    places = dict(facts.superuser.execute("select id, public_id from core_organisation").fetchall())
    clients = {}
    for role, (user, place) in staff.items():
        clients[Reader(role, place, user)] = client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(pk=user))
        session = client.session
        session[PURPOSE] = {str(places[place]): "protect"}
        session.save()
    clients[Reader("R32", None, None)] = Client(raise_request_exception=False)
    return clients


@pytest.fixture(scope="session")
def doors() -> dict[str, list[str]]:
    """Keep the addresses of each route that the writers found: each proof begins from the same rows, so one walk is enough."""
    return {}


@pytest.fixture
def forms(readers, planted, doors):
    """Return every form that a few writers find, with its writer's browser."""
    if not doors:
        crawl = Crawl(Watch(planted[3], planted[2]), planted[3], readers)
        for reader in readers:
            if reader.role in WRITERS:
                crawl.walk(reader, each=1)
        doors |= {name: list(addresses) for name, addresses in crawl.harvest.items()}
    found = {}
    for name, addresses in doors.items():
        for reader, client in readers.items():
            if reader.role in WRITERS and name not in found:
                page = client.get(addresses[0])
                if page.status_code == 200 and b'method="post"' in page.content:
                    found[name] = (client, addresses[0], Form(page.content))
    return found
