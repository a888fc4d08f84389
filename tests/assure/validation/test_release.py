"""Letting the provider read the validation."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from safeguarding.assure.validation.models import Judgement, Validation
from tests.assure.validation import acts


@pytest.fixture
def validation(world):
    return acts.final(world, acts.sent(world))


def address(validation):
    return reverse("assure:validation_release", args=[validation.assessment.public_id])


def test_releases_once_and_the_board_shows_it(world, sign_in, validation):
    client = sign_in(world.hana)
    client.post(address(validation), {"version": validation.version})

    again = client.post(address(validation), {"version": validation.version + 1}).content.decode()

    assert "Make the validation final before you release it" in again
    world.actor("dana")
    validation.assessment.refresh_from_db()
    assert validation.assessment.state == "RELEASED"
    assert Validation.objects.get().released_by == world.hana


def test_a_draft_is_not_released(world, sign_in):
    draft = acts.begun(world, acts.sent(world))

    page = sign_in(world.hana).post(address(draft), {"version": 1}).content.decode()

    assert "Make the validation final" in page


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("hana", 200),
        ("dana", 200),
        ("quin", 404),
        ("connie", 404),
        ("pat", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_only_those_who_approve_may_release(world, sign_in, validation, person, status):
    assert sign_in(getattr(world, person)).get(address(validation)).status_code == status


def test_nobody_changes_what_was_released(world):
    validation = acts.released(world, acts.sent(world))
    world.actor("dana")
    judgement = Judgement.objects.filter(validation=validation).order_by("pk").first()

    for rows, change in (
        (Judgement.objects.filter(pk=judgement.pk), {"rating": "not-met"}),
        (Validation.objects.filter(pk=validation.pk), {"overall": "Better than we said"}),
        (
            Validation.objects.filter(pk=validation.pk),
            {"state": "DRAFT", "released_at": None, "released_by": None},
        ),
    ):
        with pytest.raises(DatabaseError, match="stands as it was approved"), transaction.atomic():
            rows.update(**change)
    judgement.refresh_from_db()
    assert judgement.rating == "met"


def test_until_it_is_released_a_rating_may_change(world, validation):
    world.actor("dana")

    assert Judgement.objects.filter(validation=validation).update(comment="Looked at again")
