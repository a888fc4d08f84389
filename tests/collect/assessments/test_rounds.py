"""The rounds that we have issued."""

import pytest
from django.urls import reverse

from tests.collect.assessments import acts

ADDRESS = reverse("collect:assessments_rounds")


def test_an_empty_list_says_what_will_stand_there_and_offers_to_start(world, sign_in):
    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert "the round stands here with how many came back" in page
    assert "Issue a round" in page


def test_lists_a_round_with_how_many_came_back(world, sign_in):
    issued = acts.issue(world, "riverside", "foxglove")
    acts.send(world, acts.return_of(world, issued, "riverside"))

    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert "Safeguarding assurance 2025/26" in page
    assert "1 of 2" in page


def test_downloads_as_listed(world, sign_in):
    acts.issue(world, "riverside")

    file = sign_in(world.dana).get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")

    assert "Safeguarding assurance 2025/26" in file


@pytest.mark.parametrize("person", ["pat", "olga", "oscar", "connie"])
def test_the_rounds_of_one_commissioner_are_its_own(world, sign_in, person):
    acts.issue(world, "riverside")

    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert ("Safeguarding assurance 2025/26" in page) == (person == "connie")
