"""Search over what one may see: what lies beyond is not found, not counted and not hinted at."""

import pytest

from tests.collect.reviews.making import a_review
from tests.core.restricted.making import a_note, a_request, an_alert

ADDRESS = "/search/"


def ask(world, sign_in, who, words):
    return sign_in(getattr(world, who)).get(ADDRESS, {"q": words}).content.decode()


def test_finds_a_review_by_its_label(world, sign_in):
    review = a_review(world, label="SAR-77")

    assert f"/collect/reviews/{review.public_id}/" in ask(world, sign_in, "dana", "sar-77")


@pytest.mark.parametrize("who", ["pat", "oscar", "una", "bo"])
def test_says_the_same_of_what_is_out_of_reach_and_of_what_never_was(world, sign_in, who):
    a_review(world, label="SAR-77")

    found, never = ask(world, sign_in, who, "SAR-77"), ask(world, sign_in, who, "SAR-78")

    assert found.replace("SAR-77", "SAR-78").split("<main")[1] == never.split("<main")[1]


def test_finds_nothing_restricted_even_for_those_who_may_see_it(world, sign_in):
    a_request(world, about="ZQ-1")
    an_alert(world, about="ZQ-2")
    a_note(world, text="ZQ-3")

    for who in ("dana", "hana", "pat"):
        page = ask(world, sign_in, who, "ZQ-")
        assert "Nothing that you may see holds" in page


def test_asks_for_two_letters_and_refuses_what_cannot_be_typed(world, sign_in):
    assert "nhsuk-heading-m" not in ask(world, sign_in, "dana", "a").split("<main")[1]
    assert sign_in(world.dana).get(ADDRESS, {"q": "a\x00b"}).status_code == 400
