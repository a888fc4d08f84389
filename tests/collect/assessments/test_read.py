"""A whole return on one page."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.collect.assessments.models import Answer
from tests.collect.assessments import acts


@pytest.fixture
def assessment(world):
    return acts.return_of(world, acts.issue(world, "riverside"), "riverside")


def address(assessment):
    return reverse("collect:assessments_read", args=[assessment.public_id])


def test_the_commissioner_reads_nothing_before_it_is_sent(world, sign_in, assessment):
    acts.answer(world, "pat", assessment)

    assert sign_in(world.dana).get(address(assessment)).status_code == 404
    world.actor("dana")
    assert not Answer.objects.exists()
    world.actor("pat")
    assert Answer.objects.count() == 70


def test_the_commissioner_reads_everything_once_it_is_sent(world, sign_in, assessment):
    acts.send(world, assessment)

    page = sign_in(world.dana).get(address(assessment)).content.decode()

    assert page.count("A policy and a lead") == 70
    assert "100.0% (70 of 70)" in page


@pytest.mark.parametrize("person", ["dana", "pat", "perry"])
def test_what_was_sent_cannot_be_changed_even_in_the_database(world, assessment, person):
    acts.send(world, assessment)
    world.actor(person)

    with pytest.raises(ProgrammingError, match="row-level security"):
        Answer.objects.update(rating="not-met")

    connection.needs_rollback = False


def test_the_page_asks_twenty_times_at_most(world, sign_in, assessment):
    acts.send(world, assessment)
    client = sign_in(world.dana)
    client.get(address(assessment))

    with CaptureQueriesContext(connection) as asked:
        client.get(address(assessment))

    assert len(asked) <= 20


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("pat", 200),
        ("perry", 200),
        ("dana", 200),
        ("connie", 200),
        ("adi", 404),
        ("homer", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_who_reads_a_return_that_was_sent(world, sign_in, assessment, person, status):
    acts.send(world, assessment)

    assert sign_in(getattr(world, person)).get(address(assessment)).status_code == status
