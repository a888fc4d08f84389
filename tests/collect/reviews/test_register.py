"""The list of reviews: filtered, sorted, downloaded, and closed to everyone else."""

import pytest

from safeguarding.kit import when
from tests.collect.reviews.making import a_review
from tests.counting import trips

ADDRESS = "/collect/reviews/"


def test_lists_filters_and_downloads(world, sign_in):
    a_review(world)
    a_review(world, label="SAR-2", status="PUBLISHED", published=when.read("March 2025"))
    client = sign_in(world.dana)

    page = client.get(ADDRESS, {"status": "PUBLISHED", "year": "2024", "sort": "-label"}).content.decode()
    file = client.get(ADDRESS, {"status": "PUBLISHED", "export": "csv"}).content.decode()

    assert "SAR-2" in page
    assert "SAR-1" not in page
    assert file.splitlines()[1].startswith("SAR-2,Safeguarding adults review")
    assert len(file.splitlines()) == 2


def test_says_what_to_do_when_there_is_nothing(world, sign_in):
    assert "No review is in the register yet" in sign_in(world.dana).get(ADDRESS).content.decode()


def test_costs_the_same_for_one_row_and_for_many(world, sign_in):
    client = sign_in(world.dana)
    a_review(world, label="SAR")
    once = trips(client, ADDRESS)

    for number in range(11):
        a_review(world, label=f"SAR-{number}")

    assert trips(client, ADDRESS) == once


@pytest.mark.parametrize("who", ["pat", "perry", "gail", "homer", "oscar", "olga"])
def test_others_see_an_empty_register_and_an_empty_file(world, sign_in, who):
    a_review(world)
    client = sign_in(getattr(world, who))

    assert "SAR-1" not in client.get(ADDRESS).content.decode()
    assert "SAR-1" not in client.get(ADDRESS, {"export": "csv"}).content.decode()


@pytest.mark.parametrize(("who", "status"), [("terry", 403), ("cal", 403), ("noone", 302), ("bo", 200)])
def test_who_may_open_the_page(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == status
