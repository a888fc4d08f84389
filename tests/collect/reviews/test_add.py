"""Entering a review, and being refused one that says who somebody is."""

import pytest

from safeguarding.collect.reviews.models import Review

ADDRESS = "/collect/reviews/add/"
TYPED = {"label": "SAR-9", "status": "ONGOING", "commissioned": "June 2024"}


def test_asks_for_the_type_first(world, sign_in):
    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert "Which type of review is it?" in page
    assert "Serious case review" in page


def test_enters_a_review(world, sign_in):
    response = sign_in(world.dana).post(f"{ADDRESS}?type=safeguarding-adults-review", TYPED)

    assert response.status_code == 302
    world.actor("dana")
    assert Review.objects.get().label == "SAR-9"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"label": "943 476 5919"}, "an NHS number"),
        ({"commissioned": "soon"}, "must be a day, a month or a year"),
        ({"status": "PUBLISHED"}, "Say when the review was published"),
    ],
)
def test_says_what_is_wrong_and_keeps_nothing(world, sign_in, changed, said):
    response = sign_in(world.dana).post(f"{ADDRESS}?type=safeguarding-adults-review", TYPED | changed)

    assert said in response.content.decode()
    world.actor("dana")
    assert not Review.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("bo", 403), ("adi", 403), ("perry", 403), ("pat", 200)])
def test_who_may_open_it(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == status
