"""Taking back a request."""

import pytest
from django.urls import reverse

from safeguarding.collect.assessments import listeners
from tests.collect.assessments import acts
from tests.collect.assessments.test_listeners import heard, kinds


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


def test_what_was_answered_is_not_withdrawn(world, sign_in, assessment):
    acts.send(world, assessment)
    form = {"version": assessment.version, "reason": "The service has closed"}

    page = sign_in(world.dana).post(address(assessment), form).content.decode()

    assert "It has answered this round already" in page
    assert acts.return_of(world, assessment.round, "riverside").state == "SUBMITTED"


def test_the_organisation_is_told_and_reads_why(world, sign_in, assessment):
    acts.operations.withdraw(
        assessment=assessment,
        version=1,
        reason="The service has closed",
        by=world.actor("dana"),
        at=acts.timezone.now(),
    )

    heard(world, listeners.tell_who_need_not_answer, assessment, "dana")

    assert kinds(world, "pat") == ["assessment.withdrawn"]
    show = reverse("collect:assessments_show", args=[assessment.public_id])
    page = sign_in(world.pat).get(show).content.decode()
    assert "you need not answer" in page
    assert "The service has closed" in page
