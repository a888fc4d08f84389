"""The list of what was concluded."""

import pytest
from django.urls import reverse

from tests.assure.conclusions import acts

ADDRESS = reverse("assure:conclusions_register")


@pytest.mark.parametrize(("person", "sees"), [("hana", True), ("bo", True), ("pat", False), ("oscar", False)])
def test_our_own_people_read_it_and_others_do_not(world, sign_in, person, sees):
    acts.conclusion(world)

    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert (acts.SENTENCE in page) == sees


def test_downloads_as_listed(world, sign_in):
    acts.conclusion(world)

    assert acts.SENTENCE in sign_in(world.dana).get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")
