"""The list of hand-overs, for those who look after sign-ins."""

import pytest

from tests.core.cover.acts import hand_over

ADDRESS = "/core/cover/leavers/"


def test_it_lists_who_left_and_who_took_over(world, client):
    hand_over(world, client, world.dana, to=world.hana)

    page = client.get(ADDRESS).content.decode()

    assert "Dana Designated" in page
    assert "Hana Head" in page
    assert "Closed" in page


def test_an_empty_list_says_where_to_begin(world, sign_in):
    assert "People and roles" in sign_in(world.una).get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("una", 200), ("cal", 403), ("hana", 403), ("pat", 403), ("noone", 302)]
)
def test_each_member_of_the_cast(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == status
