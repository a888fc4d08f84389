"""What was handed over to oneself, as far as one's own roles open it."""

import pytest

from tests.core.cover.acts import busy, hand_over

ADDRESS = "/core/cover/received/"


@pytest.mark.parametrize(
    ("who", "found"), [("hana", ["Without a post", "Open round that they issued"]), ("connie", [])]
)
def test_it_lists_what_is_open_and_what_ones_roles_open(world, client, who, found):
    busy(world)
    hand_over(world, client, world.dana, to=getattr(world, who))
    client.force_login(getattr(world, who))

    page = client.get(ADDRESS).content.decode()

    assert "Dana Designated" in page
    assert [each for each in ("Without a post", "Open round that they issued") if each in page] == found


@pytest.mark.parametrize("who", ["hana", "pat", "olga", "una"])
def test_nobody_else_finds_anything_there(world, client, who):
    busy(world)
    hand_over(world, client, world.dana, to=world.lena)
    client.force_login(getattr(world, who))

    assert "Nobody's work was handed over to you" in client.get(ADDRESS).content.decode().replace(
        "&#39;", "'"
    )


def test_the_account_page_leads_there(world, sign_in):
    assert ADDRESS in sign_in(world.hana).get("/core/signin/account/").content.decode()


def test_somebody_without_a_role_chooses_first(world, sign_in):
    assert sign_in(world.noone).get(ADDRESS).status_code == 302
