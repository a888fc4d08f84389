"""Fixtures that every test may use: a copy of the world, the cast, and a browser that is signed in."""

import gc
import os
import shutil

import pytest
from django.conf import settings
from xdist.scheduler import LoadFileScheduling

from safeguarding.config import postgres
from tests import databases, demonstration

# Few tests and long ones begin first, so that no worker is left with one of them when the others are done.
FIRST = (
    "tests/journeys/",
    "tests/config/",
    "tests/report/test_the_year",
    "tests/house/test_round_trips",
    "tests/kit/test_pages_in_browser",
)
# By one worker, because all of them need the same server on the same demonstration.
TOGETHER = ("tests/journeys/",)


class ByFile(LoadFileScheduling):
    """Gives each file to one worker, and what stands together to one as well."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config, log):
    """Share the tests out when several workers run them, file by file if that was asked for."""
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Let the slow files begin first, and in them what uses up others' things end; else the order stays as it was drawn."""
    items.sort(key=lambda item: (_turn(item.nodeid), item.get_closest_marker("last") is not None))


def pytest_collection_finish():
    """Let the collector of garbage leave alone what stays until the end: the tests themselves and the whole product."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _turn(name: str) -> int:
    return next((turn for turn, start in enumerate(FIRST) if name.startswith(start)), len(FIRST))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """Give this run its own copy of the world in place of Django's empty test database."""
    from tests.world import of_ones_own, template

    with django_db_blocker.unblock():
        postgres.ensure_running(tests=True)
        template()
    with of_ones_own("run"):
        yield


@pytest.fixture
def world(db):
    """Return the cast and their organisations."""
    from tests.world import World

    return World()


@pytest.fixture
def sign_in(client):
    """Return a function that signs a member of the cast in, acting for their organisation."""

    def enter(user, organisation=None):
        client.force_login(user)
        if organisation is not None:
            session = client.session
            session["organisation"] = str(organisation.public_id)
            session.save()
        return client

    return enter


@pytest.fixture(autouse=True)
def _files_of_this_run(tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(scope="session")
def demo_database(django_db_setup, django_db_blocker):
    """Make this run's own copy of the demonstration."""
    name = f"facts_{os.getpid()}"
    with django_db_blocker.unblock():
        databases.copy(demonstration.template(), name)
    yield name
    databases.remove(name)


@pytest.fixture
def on_demo(demo_database, django_db_blocker, _files_of_this_run):
    """Point the connections at the demonstration for one test, with a copy of its files."""
    shutil.copytree(demonstration.files(), settings.FILES)
    with django_db_blocker.unblock(), databases.using(demo_database):
        yield


@pytest.fixture
def demo(on_demo, request):
    """Return the demonstration's people and organisations."""
    request.getfixturevalue("db")
    return demonstration.Demo()
