"""One figure with its source and its history."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from safeguarding.collect.models import Observation
from tests.collect.returns.given import YEAR, record


def address(row):
    return reverse("collect:returns_figure", args=[row.public_id])


@pytest.fixture
def row(world):
    record(
        world.actor("adi"),
        ("looked-after.initial-assessments", world.north_wyvern, YEAR, 93),
        source="Health team's log",
    )
    return Observation.objects.get()


def test_a_figure_says_where_it_comes_from_and_how_well_it_is_known(world, sign_in, row):
    page = sign_in(world.dana).get(address(row)).content.decode()

    assert "93%" in page
    assert "Health team&#39;s log" in page
    assert "percentage only, numbers not given" in page
    assert "Correct this figure" in page


def test_what_it_was_before_stands_below_and_on_a_day_it_is_as_it_was_known(world, sign_in, row):
    record(world.actor("adi"), ("looked-after.initial-assessments", world.north_wyvern, YEAR, (45, 50)))
    client = sign_in(world.dana)
    today = timezone.localdate()

    page = client.get(address(row), {"known_on": today.isoformat()}).content.decode()
    before = client.get(address(row), {"known_on": (today - timedelta(days=9)).isoformat()}).content.decode()

    assert "93%" in page
    assert "known as 90%" in page
    assert "it was not known" in before
    assert client.get(address(row), {"known_on": "nonsense"}).status_code == 200


@pytest.mark.parametrize("person", ["pat", "olga", "oscar"])
def test_out_of_reach_it_is_not_there(world, sign_in, row, person):
    assert sign_in(getattr(world, person)).get(address(row)).status_code == 404


def test_who_only_reads_is_not_offered_to_correct(world, sign_in, row):
    assert "Correct this figure" not in sign_in(world.connie).get(address(row)).content.decode()
