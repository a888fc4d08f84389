"""The executive gives the answers back."""

import pytest
from django.urls import reverse

from tests.collect.assessments import acts


@pytest.fixture
def assessment(world):
    assessment = acts.return_of(world, acts.issue(world, "riverside"), "riverside")
    acts.answer(world, "pat", assessment)
    assessment.refresh_from_db()
    acts.operations.ask_executive(
        assessment=assessment, version=assessment.version, by=world.actor("pat"), at=acts.timezone.now()
    )
    assessment.refresh_from_db()
    return assessment


def address(assessment):
    return reverse("collect:assessments_send_back", args=[assessment.public_id])


def test_the_writers_may_change_their_answers_again_and_know_why(world, sign_in, assessment):
    form = {"version": assessment.version, "reason": "C2 is not what I know"}

    sign_in(world.perry).post(address(assessment), form)

    page = sign_in(world.pat).get(reverse("collect:assessments_show", args=[assessment.public_id]))
    assert "C2 is not what I know" in page.content.decode()
    acts.answer(world, "pat", assessment, "partly", only={"C2"})


def test_the_commissioner_never_learns_the_reason(world, sign_in, assessment):
    form = {"version": assessment.version, "reason": "C2 is not what I know"}
    sign_in(world.perry).post(address(assessment), form)
    assessment.refresh_from_db()
    acts.send(world, assessment)

    page = sign_in(world.dana).get(reverse("collect:assessments_read", args=[assessment.public_id]))

    assert page.status_code == 200
    assert "C2 is not what I know" not in page.content.decode()
    world.actor("dana")
    assert not acts.queries.AssessmentStep.objects.filter(kind="SENT_BACK").exists()


def test_nothing_is_sent_back_that_was_not_asked(world, sign_in, assessment):
    client = sign_in(world.perry)
    client.post(address(assessment), {"version": assessment.version, "reason": "Once"})

    page = client.post(address(assessment), {"version": assessment.version + 1, "reason": "Twice"})

    assert "that step comes later" in page.content.decode()


@pytest.mark.parametrize(
    ("person", "status"), [("perry", 200), ("pat", 404), ("dana", 404), ("olga", 404), ("noone", 302)]
)
def test_only_the_executive_opens_the_page(world, sign_in, assessment, person, status):
    assert sign_in(getattr(world, person)).get(address(assessment)).status_code == status
