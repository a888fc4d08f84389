"""The receipt: what was sent, as it was, for ever."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.urls import reverse

from tests.collect.assessments import acts


@pytest.fixture
def assessment(world):
    assessment = acts.return_of(world, acts.issue(world, "riverside"), "riverside")
    acts.send(world, assessment)
    return assessment


def address(assessment, number=1):
    return reverse("collect:assessments_receipt", args=[assessment.public_id, number])


def test_says_who_when_and_the_digest_of_what(world, sign_in, assessment):
    page = sign_in(world.pat).get(address(assessment)).content.decode()

    sent = assessment.submissions.get()
    assert sent.digest in page
    assert "Perry Executive, Director of nursing" in page
    assert "A policy and a lead" in page


def test_stays_as_it_was_when_the_answers_change_after_a_hand_back(world, sign_in, assessment):
    acts.operations.hand_back(
        assessment=assessment,
        version=assessment.version,
        reason="C2 contradicts your figures",
        by=world.actor("dana"),
        at=acts.timezone.now(),
    )
    assessment.refresh_from_db()
    acts.answer(world, "pat", assessment, "not-met", only={"C2"}, what_we_do="Less than we said")
    assessment.refresh_from_db()
    acts.send(world, assessment, rating="partly")
    client = sign_in(world.pat)

    first, second = (client.get(address(assessment, n)).content.decode() for n in (1, 2))

    assert first.count("<strong>Met</strong>") == 70
    assert "<strong>Met</strong>" not in second


def test_the_database_refuses_to_change_it(world, assessment):
    world.actor("pat")

    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("update collect_submission set digest = ''")

    connection.needs_rollback = False


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("pat", 200),
        ("perry", 200),
        ("dana", 200),
        ("adi", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_who_reads_it(world, sign_in, assessment, person, status):
    assert sign_in(getattr(world, person)).get(address(assessment)).status_code == status


def test_a_receipt_that_was_never_given_is_not_found(world, sign_in, assessment):
    assert sign_in(world.pat).get(address(assessment, 9)).status_code == 404
