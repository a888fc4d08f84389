"""Everything that is held about one provider."""

import pytest

from tests.assure.oversight.making import OUTSIDE, an_entry


def test_shows_the_timeline(world, sign_in):
    an_entry(world)

    page = (
        sign_in(world.dana).get(f"/assure/oversight/provider/{world.riverside.public_id}/").content.decode()
    )

    assert "Entered: Quality improvement process (QPIP)" in page


@pytest.mark.parametrize("who", [*OUTSIDE, "oscar"])
def test_nobody_else_opens_it(world, sign_in, who):
    an_entry(world)

    address = f"/assure/oversight/provider/{world.riverside.public_id}/"
    assert sign_in(getattr(world, who)).get(address).status_code == 404
