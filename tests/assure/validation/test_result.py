"""What the provider reads of its validation."""

import pytest
from django.urls import reverse

from tests.assure.validation import acts


@pytest.fixture
def assessment(world):
    return acts.sent(world)


def address(assessment):
    return reverse("assure:validation_result", args=[assessment.public_id])


def test_nothing_before_the_release(world, sign_in, assessment):
    acts.final(world, assessment)

    assert sign_in(world.pat).get(address(assessment)).status_code == 404


def test_both_ratings_with_comment_and_what_is_wanted_after_it(world, sign_in, assessment):
    acts.released(world, assessment, A1="partly")

    page = sign_in(world.pat).get(address(assessment)).content.decode()

    assert "You: Met. Commissioner: Partly met." in page
    assert "We looked at it" in page
    assert "Wanted: Mend A1 by 31 January 2030" in page


@pytest.mark.parametrize(
    ("person", "status"),
    [("pat", 200), ("perry", 200), ("homer", 404), ("olga", 404), ("oscar", 404), ("noone", 302)],
)
def test_who_reads_it(world, sign_in, assessment, person, status):
    acts.released(world, assessment)

    assert sign_in(getattr(world, person)).get(address(assessment)).status_code == status
