"""What our rounds demonstrated."""

import pytest
from django.urls import reverse

from tests.assure.themes import acts

ADDRESS = reverse("assure:themes_findings")


@pytest.mark.parametrize(("person", "sees"), [("dana", True), ("hana", True), ("oscar", False)])
def test_findings_are_their_commissioners_own(world, sign_in, person, sees):
    acts.found(world)

    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert ("Policies are out of date" in page) == sees


@pytest.mark.parametrize(("person", "offered"), [("dana", True), ("connie", False)])
def test_only_those_who_may_record_one_are_offered_to(world, sign_in, person, offered):
    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert (reverse("assure:themes_add") in page) == offered


def test_downloads_as_listed(world, sign_in):
    acts.found(world)

    assert "Policies are out of date" in sign_in(world.dana).get(ADDRESS, {"export": "csv"}).content.decode(
        "utf-8-sig"
    )


def test_the_provider_does_not_open_the_page(world, sign_in):
    assert sign_in(world.pat).get(ADDRESS).status_code == 403
