"""Counts by kind of provider and year."""

import pytest

from tests.assure.oversight.making import OUTSIDE, an_entry

ADDRESS = "/assure/oversight/counts/"


def test_counts_entries_by_kind_of_provider(world, sign_in):
    an_entry(world)
    client = sign_in(world.dana)

    assert "Acute trust" in client.get(ADDRESS, {"year": "2024"}).content.decode()
    assert "No provider entered or left" in client.get(ADDRESS, {"year": "2023"}).content.decode()


@pytest.mark.parametrize("who", OUTSIDE)
def test_others_count_nothing(world, sign_in, who):
    an_entry(world)

    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == 403
