"""Suspending, resuming and closing a round."""

import pytest
from django.urls import reverse

from tests.collect.assessments import acts


@pytest.fixture
def issued(world):
    return acts.issue(world, "riverside", due=-10)


def address(issued):
    return reverse("collect:assessments_state", args=[issued.public_id])


def test_suspends_with_a_reason_and_resumes(world, sign_in, issued):
    client = sign_in(world.dana)
    form = {"version": 1, "move": "suspend", "reason": "Held in abeyance", "review_on": "2027-01-01"}

    page = client.post(address(issued), form, follow=True).content.decode()

    assert "Held in abeyance" in page
    assert "1 January 2027" in page
    page = client.post(address(issued), {"version": 2, "move": "resume"}, follow=True).content.decode()
    assert "Overdue" in page


def test_a_reason_is_asked_for(world, sign_in, issued):
    response = sign_in(world.dana).post(address(issued), {"version": 1, "move": "suspend"})

    assert "Enter why the round is suspended" in response.content.decode()


def test_a_closed_round_stays_closed(world, sign_in, issued):
    client = sign_in(world.dana)
    client.post(address(issued), {"version": 1, "move": "close"})

    with pytest.raises(acts.operations.NotOpen, match="cannot become open"):
        acts.operations.resume_round(issued=issued, version=2, by=world.actor("dana"), at=acts.timezone.now())


def test_a_stale_page_is_refused(world, sign_in, issued):
    response = sign_in(world.dana).post(address(issued), {"version": 7, "move": "close"})

    assert "Somebody else changed this" in response.content.decode()


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("connie", 404), ("pat", 404), ("oscar", 404), ("noone", 302)]
)
def test_only_those_who_run_rounds_open_the_page(world, sign_in, issued, person, status):
    assert sign_in(getattr(world, person)).get(address(issued)).status_code == status
