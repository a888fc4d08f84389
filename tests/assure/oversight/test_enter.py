"""Noting that a provider entered a process."""

import pytest

from safeguarding.assure.oversight.models import ProcessEntry
from tests.assure.oversight.making import OUTSIDE

ADDRESS = "/assure/oversight/enter/"


def test_notes_an_entry_once(world, sign_in):
    typed = {
        "about": str(world.riverside.public_id),
        "process": "RADAR",
        "entered": "May 2025",
        "reason": "Concerns",
    }
    client = sign_in(world.quin)

    assert client.post(ADDRESS, typed).status_code == 302
    assert "already in this process" in client.post(ADDRESS, typed).content.decode()
    world.actor("dana")
    assert ProcessEntry.objects.count() == 1


@pytest.mark.parametrize("who", [*OUTSIDE, "chris", "connie"])
def test_others_may_not(world, sign_in, who):
    assert sign_in(getattr(world, who)).post(ADDRESS, {}).status_code == 403
