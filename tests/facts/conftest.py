"""Each proof works on the whole demonstration, in a transaction that is taken back."""

import os

import pytest

from tests import databases, demonstration


@pytest.fixture(scope="session")
def demo_database(django_db_setup, django_db_blocker):
    """Make this run's own copy of the demonstration."""
    name = f"facts_{os.getpid()}"
    with django_db_blocker.unblock():
        databases.copy(demonstration.template(), name)
        yield name
        databases.remove(name)


@pytest.fixture
def on_demo(demo_database, django_db_blocker):
    """Point the connections at the demonstration for one test."""
    with django_db_blocker.unblock(), databases.using(demo_database):
        yield


@pytest.fixture
def demo(on_demo, request):
    """Return the demonstration's people and organisations."""
    request.getfixturevalue("db")
    return demonstration.Demo()
