"""Correcting one figure, with its reason."""

import pytest
from django.urls import reverse

from safeguarding.collect.models import FormerFigure, Observation
from tests.collect.returns.given import YEAR, record


@pytest.fixture
def row(world):
    record(world.actor("adi"), ("adults.concerns", world.north_wyvern, YEAR, 1112))
    return Observation.objects.get()


def address(row):
    return reverse("collect:returns_correct", args=[row.public_id])


def told(value="1113", reason="One came late", version=1):
    return {"value": value, "state": "value", "reason": reason, "version": version}


def test_a_correction_is_kept_with_what_was_before(world, sign_in, row):
    response = sign_in(world.adi).post(address(row), told(), follow=True)

    page = response.content.decode()
    assert "Figure corrected" in page
    assert "One came late" in page
    world.actor("adi")
    assert FormerFigure.objects.get().value == 1112


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (told(reason=""), "Enter why"),
        (told(value="1112"), "known already"),
        (told(version=7), "Somebody else changed this"),
        (told(value="1.5"), "not a whole number"),
    ],
)
def test_a_correction_without_sense_is_refused(world, sign_in, row, sent, words):
    response = sign_in(world.adi).post(address(row), sent)

    page = response.content.decode()
    assert "There is a problem" in page
    assert words.casefold() in page.casefold() or "reason" in sent
    world.actor("adi")
    assert FormerFigure.objects.count() == 0


@pytest.mark.parametrize(("person", "status"), [("pat", 404), ("olga", 404), ("connie", 404), ("dana", 200)])
def test_who_corrects(world, sign_in, row, person, status):
    assert sign_in(getattr(world, person)).get(address(row)).status_code == status


def test_a_commissioner_does_not_correct_what_a_provider_returned(world, sign_in):
    record(world.actor("pat"), ("training.children-level-1", world.riverside, YEAR, (9, 10)))
    row = Observation.objects.get()

    assert sign_in(world.dana).get(address(row)).status_code == 404
