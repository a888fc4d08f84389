"""Taking back a request."""

import pytest
from django.urls import reverse

from tests.collect.assessments import acts


@pytest.fixture
def assessment(world):
    return acts.return_of(world, acts.issue(world, "riverside", due=-5), "riverside")


def address(assessment):
    return reverse("collect:assessments_withdraw", args=[assessment.public_id])


def test_it_no_longer_counts_as_asked(world, sign_in, assessment):
    form = {"version": 1, "reason": "The service has closed"}

    page = sign_in(world.dana).post(address(assessment), form, follow=True).content.decode()

    assert "The request has been withdrawn" in page
    assert "Withdrawn" in page
    with pytest.raises(acts.operations.Locked):
        acts.answer(world, "pat", assessment, only={"A1"})


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("connie", 404), ("pat", 404), ("oscar", 404), ("noone", 302)]
)
def test_only_those_who_run_rounds_open_the_page(world, sign_in, assessment, person, status):
    assert sign_in(getattr(world, person)).get(address(assessment)).status_code == status
