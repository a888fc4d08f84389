"""
The order of the proofs where several processes share them: each always has something to do, and none waits at the end.

One begins with a part of the crawl, for which the demonstration is made first if it is not there; the others go through the
proofs that need the small world alone, and come to the demonstration when it stands. Short proofs come last.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

CRAWL = "test_no_role_receives_what_is_not_theirs"
# The forms that the first part of the crawl meets are sent by the process that met them.
AFTER_THE_FIRST_PART = "test_no_form_takes_a_field_that_it_does_not_show"
ON_THE_DEMONSTRATION = {"planted", "demo_database"}


class OneByOne(LoadScopeScheduling):
    """Gives each proof to whoever is free, and what goes with the first part of the crawl to whoever has that."""

    def _split_scope(self, nodeid: str) -> str:
        return CRAWL if is_of_the_first_part(nodeid) else nodeid


def is_of_the_first_part(nodeid: str) -> bool:
    """Test whether a proof is the first part of the crawl or lives on what that finds."""
    return nodeid.endswith((f"{CRAWL}[0]", AFTER_THE_FIRST_PART))


def pytest_xdist_make_scheduler(config, log):
    """Share the proofs out one by one."""
    return OneByOne(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put the proofs in order."""
    items.sort(key=_turn)


def _turn(item) -> int:
    if is_of_the_first_part(item.nodeid):
        return 0 if CRAWL in item.nodeid else 1
    if ON_THE_DEMONSTRATION & set(item.fixturenames):
        return 3 if CRAWL in item.nodeid else 4
    return 2 if item.get_closest_marker("long") else 5
