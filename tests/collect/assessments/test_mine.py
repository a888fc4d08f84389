"""What we have been asked to answer."""

import pytest
from django.urls import reverse

from tests.collect.assessments import acts

ADDRESS = reverse("collect:assessments_mine")


def test_lists_what_we_are_asked_and_by_whom(world, sign_in):
    acts.issue(world, "riverside", due=-1)

    page = sign_in(world.pat).get(ADDRESS).content.decode()

    assert "Safeguarding assurance 2025/26" in page
    assert "NHS Wyvern Integrated Care Board" in page
    assert "Overdue" in page
    file = sign_in(world.pat).get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")
    assert "0 of 70" in file


@pytest.mark.parametrize("person", ["homer", "olga", "dana"])
def test_others_do_not_see_it_there(world, sign_in, person):
    acts.issue(world, "riverside")

    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert "it stands here with the day it is due" in page
