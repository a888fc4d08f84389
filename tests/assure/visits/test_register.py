"""The list of visits, done and planned."""

import pytest

from safeguarding.kit import when
from tests.assure.visits.making import a_visit
from tests.counting import trips

ADDRESS = "/assure/visits/"


def test_lists_filters_and_downloads(world, sign_in):
    a_visit(world, priority_areas=0)
    a_visit(world, about="riverside", kind="ASSURANCE", state="PLANNED", on=when.read("2099"))
    client = sign_in(world.dana)

    planned = client.get(ADDRESS, {"state": "PLANNED"}).content.decode()
    file = client.get(ADDRESS, {"export": "csv", "sort": "about"}).content.decode().splitlines()

    assert "Riverside NHS Trust" in planned
    assert "Northvale" not in planned
    assert file[1].endswith(",0")
    assert file[2].endswith(",")


def test_an_empty_register_says_so(world, sign_in):
    assert "No visit is in the register yet" in sign_in(world.dana).get(ADDRESS).content.decode()


def test_costs_the_same_for_one_row_and_for_many(world, sign_in):
    client = sign_in(world.dana)
    a_visit(world)
    once = trips(client, ADDRESS)

    for _ in range(11):
        a_visit(world)

    assert trips(client, ADDRESS) == once


@pytest.mark.parametrize("who", ["pat", "perry", "gail", "homer", "oscar", "olga"])
def test_the_visited_and_others_see_an_empty_list_and_file(world, sign_in, who):
    a_visit(world, about="riverside", focus="Maternity unit")
    client = sign_in(getattr(world, who))

    assert "Maternity unit" not in client.get(ADDRESS).content.decode()
    assert "Maternity unit" not in client.get(ADDRESS, {"export": "csv"}).content.decode()


@pytest.mark.parametrize(("who", "status"), [("bo", 403), ("lee", 403), ("adi", 200), ("noone", 302)])
def test_who_may_open_it(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == status
