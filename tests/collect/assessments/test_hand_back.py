"""Handing a return back for correction."""

import pytest
from django.urls import reverse

from tests.collect.assessments import acts


@pytest.fixture
def assessment(world):
    assessment = acts.return_of(world, acts.issue(world, "riverside"), "riverside")
    acts.send(world, assessment)
    return assessment


def address(assessment):
    return reverse("collect:assessments_hand_back", args=[assessment.public_id])


def test_the_organisation_may_change_and_send_again(world, sign_in, assessment):
    form = {"version": assessment.version, "reason": "C2 contradicts your figures"}

    sign_in(world.dana).post(address(assessment), form)

    page = sign_in(world.pat).get(reverse("collect:assessments_show", args=[assessment.public_id]))
    assert "C2 contradicts your figures" in page.content.decode()
    assert "Receipt 1" in page.content.decode()
    assessment.refresh_from_db()
    acts.answer(world, "pat", assessment, "partly", only={"C2"})
    assessment.refresh_from_db()
    assert acts.send(world, assessment).number == 2


def test_the_commissioner_does_not_read_the_correction_while_it_is_written(world, sign_in, assessment):
    client = sign_in(world.dana)
    client.post(address(assessment), {"version": assessment.version, "reason": "Look again"})

    assert client.get(reverse("collect:assessments_read", args=[assessment.public_id])).status_code == 404


def test_a_return_that_was_not_sent_is_not_handed_back(world, sign_in):
    home = acts.return_of(world, acts.issue(world, "foxglove"), "foxglove")

    page = sign_in(world.dana).post(address(home), {"version": 1, "reason": "Now"}).content.decode()

    assert "that step comes later" in page


@pytest.mark.parametrize(
    ("person", "status"),
    [("dana", 200), ("adi", 404), ("connie", 404), ("pat", 404), ("oscar", 404), ("noone", 302)],
)
def test_only_those_who_validate_open_the_page(world, sign_in, assessment, person, status):
    assert sign_in(getattr(world, person)).get(address(assessment)).status_code == status
