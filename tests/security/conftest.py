"""A demonstration in which every text says whose it is, and a reader for every role."""

import os
import shutil
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from safeguarding.config import postgres
from safeguarding.core.access import context, policy
from safeguarding.core.access.operations import give_role, system_actor
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.operations import add_person
from tests import databases, demonstration
from tests.security.planting import plant
from tests.security.readers import Facts, Reader

WYVERN = "NHS Wyvern Integrated Care Board"
PLACES = {
    "R19": "Millpond Surgery",
    "R20": "Foxglove House",
    "R22": "Wyvern Safeguarding Children Partnership",
    "R23": "Northvale County Council",
    "R24": "Wyvern Child Death Overview Panel",
    "R25": "Northvale County Council",
    "R26": "NHS England North West",
    "R27": "Care Quality Commission",
    "R31": "Riverside NHS Trust",
    "R33": "Wyvern Safeguarding Adults Board",
}


def place_of(role: str) -> str:
    """Return the organisation for which somebody holds a role here."""
    if role in policy.PROVIDER_ROLES:
        return PLACES.get(role, "Riverside NHS Trust")
    return PLACES.get(role, WYVERN)


def employ() -> dict[str, tuple[int, int]]:
    """Add a person for every role of the matrix; return the ids of each person and their organisation."""
    now, staff = timezone.now(), {}
    with transaction.atomic():
        by = system_actor(now.date(), "the crawl")
        with context.acting(by):
            for role in sorted(set(policy.roles()) - {"R32"}):
                place = Organisation.objects.get(name=place_of(role))
                email = f"crawl-{role.lower()}@crawl.invalid"
                person = add_person(
                    email=email,
                    name=f"Reader {role}",
                    password="a-crawl-only",
                    is_demonstration=True,
                    by=by,
                    at=now,
                )
                first = now.date() - timedelta(days=30)
                give_role(user=person, organisation=place, role=role, starts_on=first, by=by, at=now)
                staff[role] = (person.pk, place.pk)
    return staff


@pytest.fixture(scope="session")
def planted(django_db_setup, django_db_blocker):
    """Make this run's copy of the demonstration with a reader for every role and a canary in every text."""
    name = f"canaries_{os.getpid()}"
    with django_db_blocker.unblock():
        databases.copy(demonstration.template(), name)
        with databases.using(name):
            staff = employ()
        with psycopg.connect(**databases.parameters(name, postgres.SUPERUSER)) as superuser:
            yield name, staff, plant(superuser), Facts(superuser, timezone.localdate())
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
    """Return a signed-in browser for every role, and one that is not signed in."""
    from safeguarding.core.people.models import User

    clients = {}
    for role, (user, place) in planted[1].items():
        clients[Reader(role, place, user)] = client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(pk=user))
    clients[Reader("R32", None, None)] = Client(raise_request_exception=False)
    return clients
