"""The list of providers under closer oversight, which no provider opens."""

import pytest

from tests.assure.oversight.making import OUTSIDE, an_entry
from tests.counting import trips

ADDRESS = "/assure/oversight/"


def test_lists_filters_and_downloads(world, sign_in):
    an_entry(world)
    an_entry(world, about="foxglove", process="RADAR")
    client = sign_in(world.dana)

    page = client.get(ADDRESS, {"process": "RADAR", "open": "open"}).content.decode()
    file = client.get(ADDRESS, {"process": "RADAR", "export": "csv"}).content.decode()

    assert "Foxglove House" in page
    assert "Riverside NHS Trust</bdi>" not in page
    assert "Foxglove House" in file
    assert "Riverside" not in file


def test_an_empty_register_says_so(world, sign_in):
    assert "No provider is in a quality process." in sign_in(world.dana).get(ADDRESS).content.decode()


@pytest.mark.parametrize("who", [*OUTSIDE, "adi", "bo", "una"])
@pytest.mark.parametrize("asked", [{}, {"export": "csv"}, {"export": "xlsx"}])
def test_the_page_and_the_file_do_not_open_for_others(world, sign_in, who, asked):
    an_entry(world)

    assert sign_in(getattr(world, who)).get(ADDRESS, asked).status_code == 403


@pytest.mark.parametrize("who", ["oscar", "otto"])
def test_another_commissioner_sees_nothing(world, sign_in, who):
    an_entry(world)

    assert "Riverside" not in sign_in(getattr(world, who)).get(ADDRESS, {"export": "csv"}).content.decode()


def test_costs_the_same_for_one_row_and_for_many(world, sign_in):
    client = sign_in(world.dana)
    an_entry(world, about="riverside")
    once = trips(client, ADDRESS)

    for about in ("moorland", "millpond", "foxglove", "fairway"):
        an_entry(world, about=about)

    assert trips(client, ADDRESS) == once
