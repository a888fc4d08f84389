"""The list of organisations in reach."""

import pytest

ADDRESS = "/core/organisations/"


def test_lists_what_is_in_reach_and_downloads_it(world, sign_in):
    client = sign_in(world.dana)

    page = client.get(ADDRESS, {"kind": "acute-trust"}).content.decode()
    file = client.get(ADDRESS, {"export": "csv"}).content.decode()

    assert "Riverside NHS Trust" in page
    assert "Foxglove House" not in page
    assert "Foxglove House" in file
    assert "Elsewhere" not in file


@pytest.mark.parametrize("who", ["pat", "perry", "gail", "homer", "oscar", "olga"])
def test_others_list_their_own(world, sign_in, who):
    page = sign_in(getattr(world, who)).get(ADDRESS, {"export": "csv"}).content.decode()

    assert "Moorland" not in page


@pytest.mark.parametrize(("who", "status"), [("terry", 403), ("noone", 302), ("bo", 200)])
def test_who_may_open_it(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == status


def test_costs_the_same_whatever_there_is(world, sign_in, django_assert_max_num_queries):
    client = sign_in(world.dana)
    client.get(ADDRESS)

    with django_assert_max_num_queries(25):
        client.get(ADDRESS)
