"""One provider's time in a process."""

import pytest

from tests.assure.oversight.making import OUTSIDE, an_entry


def test_shows_why_and_since_when(world, sign_in):
    entry = an_entry(world)

    page = sign_in(world.chris).get(f"/assure/oversight/{entry.public_id}/").content.decode()

    assert "Two concerns in a month" in page
    assert "June 2024" in page


@pytest.mark.parametrize("who", [*OUTSIDE, "oscar", "adi", "bo"])
def test_others_learn_not_even_that_it_exists(world, sign_in, who):
    entry = an_entry(world)

    assert sign_in(getattr(world, who)).get(f"/assure/oversight/{entry.public_id}/").status_code == 404
