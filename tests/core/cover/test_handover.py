"""The receipt of a hand-over."""

import pytest

from tests.core.cover.acts import busy, hand_over


@pytest.fixture
def made(world, client):
    busy(world)
    return hand_over(world, client, world.dana, to=world.hana)


def test_it_says_what_went_to_whom_and_what_did_not(made, client):
    page = client.get(f"/core/cover/leavers/{made.public_id}/").content.decode()

    assert "Hana Head" in page
    assert "Open rounds that they issued" in page
    assert "never inherited" in page


@pytest.mark.parametrize(
    ("who", "status"), [("una", 200), ("cal", 404), ("hana", 404), ("pat", 404), ("olga", 404)]
)
def test_each_member_of_the_cast(world, made, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(f"/core/cover/leavers/{made.public_id}/").status_code == status
