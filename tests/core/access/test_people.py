"""Those who look after an organisation's sign-ins see its people, and no others."""

import pytest

ADDRESS = "/core/access/people/"


def test_lists_who_holds_which_role(world, sign_in):
    page = sign_in(world.una).get(ADDRESS).content.decode()

    assert "Dana Designated" in page
    assert "Designated nurse for safeguarding children" in page
    assert "Pat Provider" not in page
    assert "/core/access/people/invite/" in page


def test_offers_no_way_to_change_ones_own_role(world, sign_in):
    page = sign_in(world.una).get(ADDRESS + "?q=una@demo.invalid").content.decode()

    assert "Una Users" in page
    assert "/end/" not in page
    assert f"/core/access/people/{world.una.public_id}/reset/" not in page


@pytest.mark.parametrize(("state", "count"), [("now", 1), ("past", 0), ("later", 0)])
def test_filters_by_when_a_role_is_held(world, sign_in, state, count):
    page = sign_in(world.una).get(ADDRESS, {"q": "dana", "state": state}).content.decode()

    assert page.count("dana@demo.invalid") == count


@pytest.mark.parametrize(
    ("person", "status"),
    [("una", 200), ("dana", 403), ("hana", 403), ("pat", 403), ("olga", 403), ("cal", 403)],
)
def test_only_the_administrator_of_sign_ins_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status


def test_asks_as_much_for_many_as_for_few(world, sign_in, django_assert_max_num_queries):
    client = sign_in(world.una)
    client.get(ADDRESS)

    with django_assert_max_num_queries(25):
        client.get(ADDRESS)
