"""Asking the executive lead to approve."""

import pytest
from django.urls import reverse

from tests.collect.assessments import acts


@pytest.fixture
def assessment(world):
    assessment = acts.return_of(world, acts.issue(world, "riverside"), "riverside")
    acts.answer(world, "pat", assessment, how_we_know="")
    assessment.refresh_from_db()
    return assessment


def address(assessment):
    return reverse("collect:assessments_ask", args=[assessment.public_id])


def test_closes_the_answers_and_asks(world, sign_in, assessment):
    client = sign_in(world.pat)
    assert "70 answers say nothing of how you know" in client.get(address(assessment)).content.decode()

    page = client.post(address(assessment), {"version": assessment.version}, follow=True).content.decode()

    assert "Awaiting executive" in page


def test_unanswered_questions_are_named(world, sign_in):
    home = acts.return_of(world, acts.issue(world, "riverside"), "riverside")
    acts.answer(world, "pat", home, only={"A1"})
    home.refresh_from_db()

    page = sign_in(world.pat).post(address(home), {"version": home.version}).content.decode()

    assert "Missing: A2, A3" in page


def test_asking_again_is_refused(world, sign_in, assessment):
    client = sign_in(world.pat)
    client.post(address(assessment), {"version": assessment.version})

    page = client.post(address(assessment), {"version": assessment.version + 1}).content.decode()

    assert "is awaiting executive" in page


@pytest.mark.parametrize(
    ("person", "status"),
    [("pat", 200), ("perry", 404), ("dana", 404), ("olga", 404), ("noone", 302)],
)
def test_only_those_who_write_the_answers_may_ask(world, sign_in, assessment, person, status):
    assert sign_in(getattr(world, person)).get(address(assessment)).status_code == status
