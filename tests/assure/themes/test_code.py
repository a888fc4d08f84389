"""Coding what falls short."""

import pytest
from django.urls import reverse

from safeguarding.assure.themes.models import Coding
from safeguarding.assure.validation.models import Judgement
from tests.assure.validation import acts


@pytest.fixture
def validation(world):
    return acts.judged(world, acts.begun(world, acts.sent(world)), C2="partly")


def address(validation):
    return reverse("assure:themes_code", args=[validation.assessment.public_id])


def test_puts_themes_on_what_falls_short_and_takes_them_off_again(world, sign_in, validation):
    client = sign_in(world.dana)
    world.actor("dana")
    name = f"j{Judgement.objects.get(question__key='C2').pk}"

    client.post(address(validation), {name: ["training", "data-quality"]})
    client.post(address(validation), {name: ["training"]})

    world.actor("dana")
    assert [coding.theme.key for coding in Coding.objects.all()] == ["training"]


def test_nothing_short_means_nothing_to_code(world, sign_in):
    validation = acts.judged(world, acts.begun(world, acts.sent(world)))

    assert "there is nothing to code" in sign_in(world.dana).get(address(validation)).content.decode()


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("pat", 404), ("oscar", 404), ("noone", 302)])
def test_who_opens_it(world, sign_in, validation, person, status):
    assert sign_in(getattr(world, person)).get(address(validation)).status_code == status
