"""The list of events, with attendance or its absence."""

import pytest

from tests.act.supervision.making import an_event
from tests.counting import trips

ADDRESS = "/act/supervision/"


def test_lists_filters_and_downloads(world, sign_in):
    an_event(world, title="Many came", attended=1162)
    an_event(world, title="Nobody counted", attendance_words="described as high")
    client = sign_in(world.dana)

    page = client.get(ADDRESS, {"stated": "no"}).content.decode()
    file = client.get(ADDRESS, {"export": "csv"}).content.decode()

    assert "not stated (described as high)" in page
    assert "Many came" not in page
    assert '"1,162"' in file


def test_an_empty_register_says_so(world, sign_in):
    assert "No event is in the register yet." in sign_in(world.dana).get(ADDRESS).content.decode()


def test_costs_the_same_for_one_row_and_for_many(world, sign_in):
    client = sign_in(world.dana)
    an_event(world)
    once = trips(client, ADDRESS)

    for number in range(11):
        an_event(world, title=f"Forum {number}")

    assert trips(client, ADDRESS) == once


@pytest.mark.parametrize("who", ["pat", "perry", "gail", "homer", "oscar", "olga"])
def test_others_see_an_empty_list_and_file(world, sign_in, who):
    an_event(world)
    client = sign_in(getattr(world, who))

    assert "Leadership forum" not in client.get(ADDRESS).content.decode()
    assert "Leadership forum" not in client.get(ADDRESS, {"export": "csv"}).content.decode()


@pytest.mark.parametrize(("who", "status"), [("bo", 403), ("cal", 403), ("noone", 302)])
def test_who_may_open_it(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == status
