"""Our own return as a list of tasks."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.collect.assessments import acts


@pytest.fixture
def assessment(world):
    return acts.return_of(world, acts.issue(world, "riverside"), "riverside")


def address(assessment):
    return reverse("collect:assessments_show", args=[assessment.public_id])


def test_shows_each_standard_with_how_far_it_is(world, sign_in, assessment):
    acts.answer(world, "pat", assessment, only={"A1", "A2"})

    page = sign_in(world.pat).get(address(assessment)).content.decode()

    assert "2 of 6 questions answered" in page
    assert "Ask your executive lead to approve" in page
    assert "Answer every standard first" in page


def test_a_manager_alone_is_not_told_to_ask_an_executive(world, sign_in):
    home = acts.return_of(world, acts.issue(world, "foxglove"), "foxglove")

    page = sign_in(world.homer).get(address(home)).content.decode()

    assert "Ask your executive lead" not in page
    assert "Sign the declaration and submit" in page


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("pat", 200),
        ("perry", 200),
        ("dana", 302),
        ("adi", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_who_opens_it(world, sign_in, assessment, person, status):
    assert sign_in(getattr(world, person)).get(address(assessment)).status_code == status


def test_one_that_is_not_there_is_not_found(world, sign_in):
    assert sign_in(world.pat).get(reverse("collect:assessments_show", args=[uuid4()])).status_code == 404
