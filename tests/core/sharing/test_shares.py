"""The list of what an organisation shares and what is shared with it."""

import pytest

from tests.core.sharing.test_give import given, partner

ADDRESS = "/core/sharing/"
REASON = "The partnership writes its yearly report"


@pytest.mark.parametrize(
    ("who", "sees"), [("dana", True), ("bo", True), ("pat", False), ("olga", False), ("oscar", False)]
)
def test_the_two_organisations_alone_find_it(world, client, who, sees):
    given(world)
    client.force_login(getattr(world, who))

    page = client.get(ADDRESS)

    assert page.status_code == 200
    assert (REASON in page.content.decode()) is sees


def test_the_other_organisation_finds_it_and_cannot_end_it(world, client):
    share = given(world)
    client.force_login(partner(world))

    page = client.get(ADDRESS).content.decode()

    assert REASON in page
    assert f"/core/sharing/{share.public_id}/end/" not in page


def test_an_empty_list_says_so(world, sign_in):
    assert "Nothing is shared" in sign_in(world.dana).get(ADDRESS).content.decode()


def test_whoever_may_share_nothing_is_not_led_there(world, sign_in):
    assert "/core/sharing/give/" not in sign_in(world.bo).get(ADDRESS).content.decode()
    assert "/core/sharing/give/" in sign_in(world.dana).get(ADDRESS).content.decode()
