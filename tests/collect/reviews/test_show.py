"""One review: what is known, its clock, its stages and its history."""

import pytest
from django.utils import timezone

from safeguarding.collect.reviews import operations
from safeguarding.kit import when
from tests.collect.reviews.making import a_review


def test_shows_law_clock_stages_and_history(world, sign_in):
    review = a_review(
        world,
        "lee",
        kind="leder",
        label="L-1",
        notified=when.read("15 May 2019"),
        commissioned=None,
        delay_reason="CAPACITY",
    )
    operations.reach_stage(
        review=review,
        version=1,
        stage="allocated",
        on=when.read("July 2019"),
        by=world.actor("lee"),
        at=timezone.now(),
    )

    page = sign_in(world.lee).get(f"/collect/reviews/{review.public_id}/").content.decode()

    for words in (
        "15 November 2019",
        "Late (guidance) by",
        "LeDeR programme guidance",
        "Allocated to a reviewer",
        "Lee LeDeR",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("dana", 200), ("bo", 404), ("pat", 404), ("oscar", 404), ("olga", 404), ("terry", 404)],
)
def test_who_may_open_it(world, sign_in, who, status):
    review = a_review(world)

    assert sign_in(getattr(world, who)).get(f"/collect/reviews/{review.public_id}/").status_code == status
