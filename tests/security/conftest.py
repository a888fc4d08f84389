"""A demonstration in which every text says whose it is, and a reader for every role."""

import logging
import os
import shutil
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from safeguarding.core.restricted.gate import PURPOSE
from tests import databases, demonstration
from tests.security import canaries
from tests.security.crawling import WRITERS, Crawl, Watch
from tests.security.filling import Form
from tests.security.planting import Plant
from tests.security.readers import Facts, Reader
from tests.world import World, of_ones_own


@dataclass
class Planted:
    """The planted demonstration of this run: its database, readers and canaries, the forms that a crawl met, the files taken."""

    name: str
    staff: dict[str, tuple[int, int]]
    plant: Plant
    facts: Facts
    addresses: dict[str, str]
    forms: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)
    files: dict[tuple[str, str], bytes] = field(default_factory=dict)


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
        with databases.superuser(name) as superuser:
            canaries.freshen(superuser)
            staff, plant, addresses = canaries.kept(superuser)
            yield Planted(name, staff, plant, Facts(superuser, timezone.localdate()), addresses)
        databases.remove(name)


@pytest.fixture
def on_canaries(planted, django_db_blocker, request, _files_of_this_run):
    """Point the connections at the planted demonstration for one test; what the test does is undone."""
    shutil.copytree(demonstration.files(), settings.FILES)
    with django_db_blocker.unblock(), databases.using(planted.name):
        request.getfixturevalue("db")
        yield


@pytest.fixture
def readers(on_canaries, planted, monkeypatch):
    """Return a signed-in browser for every role, which has said what it reads for, and one that is not signed in."""
    from safeguarding.core.people.models import User

    monkeypatch.setattr(settings, "MOST_MISSES_AN_HOUR", 10**9)
    places = dict(planted.facts.superuser.execute("select id, public_id from core_organisation").fetchall())
    clients = {}
    for role, (user, place) in planted.staff.items():
        clients[Reader(role, place, user)] = client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(pk=user))
        session = client.session
        session[PURPOSE] = {str(places[place]): "protect"}
        session.save()
    clients[Reader("R32", None, None)] = Client(raise_request_exception=False)
    return clients


@pytest.fixture
def crawl(readers, planted):
    """Return a crawl whose watch listens to the logs as well."""
    watch = Watch(planted.facts, planted.plant)
    logging.getLogger().addHandler(watch)
    found = Crawl(watch, planted.facts, readers)
    for name, address in planted.addresses.items():
        found.harvest[name].setdefault(address)
    yield found
    logging.getLogger().removeHandler(watch)


@pytest.fixture
def forms(readers, planted):
    """Return every form that writers find, with the browser of one who opens it; a crawl of this run has found them."""
    if not planted.forms:
        crawl = Crawl(Watch(planted.facts, planted.plant), planted.facts, readers)
        for reader in readers:
            if reader.role in WRITERS:
                crawl.walk(reader, each=1)
        planted.forms |= crawl.forms
    clients = {reader.role: client for reader, client in readers.items()}
    return {
        name: (clients[role], address, Form(page)) for name, (role, address, page) in planted.forms.items()
    }
