"""A year of figures for the made-up board, and a paper on it in each state."""

import shutil

import pytest
from django.conf import settings
from django.utils import timezone

from safeguarding.report.papers import queries
from tests import databases
from tests.report import stages
from tests.report.stages import YEAR

__all__ = ["YEAR"]


@pytest.fixture(scope="session")
def reached(django_db_setup, django_db_blocker, tmp_path_factory):
    """Keep what is made of each stage for the tests that follow."""
    with django_db_blocker.unblock(), stages.kept(tmp_path_factory.mktemp("stages")) as kept:
        yield kept


@pytest.fixture(autouse=True)
def _begin_on_the_stage(request, _files_of_this_run):
    """Point the connections at the furthest stage that a test names, with a copy of its files."""
    if not (stage := stages.furthest(request.fixturenames)):
        yield
        return
    reached, blocker = request.getfixturevalue("reached"), request.getfixturevalue("django_db_blocker")
    with blocker.unblock(), databases.using(reached.database(stage)):
        shutil.copytree(reached.files(stage), settings.FILES)
        yield


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def figures(world):
    """Concerns and enquiries of two years in two areas."""
    return stages.new_figures(world)


@pytest.fixture
def paper(world):
    """A draft by the designated nurse, with one section written."""
    return stages.the_paper(world.actor("dana"))


@pytest.fixture
def frozen(world):
    """The same paper, frozen by its author."""
    return stages.the_paper(world.actor("dana"))


@pytest.fixture
def signed(world):
    """The same paper, signed off by the chief nurse."""
    return stages.the_paper(world.actor("chris"))


def fresh(actor, paper):
    return queries.get_paper(actor, paper.public_id)
