"""Giving one organisation longer."""

import pytest
from django.urls import reverse

from tests.collect.assessments import acts


@pytest.fixture
def assessment(world):
    return acts.return_of(world, acts.issue(world, "riverside", due=-5), "riverside")


def address(assessment):
    return reverse("collect:assessments_extend", args=[assessment.public_id])


def test_moves_the_date_and_tells_why(world, sign_in, assessment):
    form = {"version": 1, "due_on": "2030-01-31", "reason": "A new named nurse"}

    sign_in(world.dana).post(address(assessment), form)

    page = sign_in(world.pat).get(reverse("collect:assessments_show", args=[assessment.public_id]))
    assert "31 January 2030" in page.content.decode()
    assert "A new named nurse" in page.content.decode()


def test_what_was_sent_needs_no_more_time(world, sign_in, assessment):
    acts.send(world, assessment)
    form = {"version": assessment.version, "due_on": "2030-01-31", "reason": "Late"}

    assert "It was sent already" in sign_in(world.dana).post(address(assessment), form).content.decode()


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("adi", 200), ("pat", 404), ("oscar", 404), ("noone", 302)]
)
def test_only_those_who_run_rounds_open_the_page(world, sign_in, assessment, person, status):
    assert sign_in(getattr(world, person)).get(address(assessment)).status_code == status
