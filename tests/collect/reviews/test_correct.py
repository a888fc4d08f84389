"""Changing a review: with a reason, with its history, and not from a stale page."""

import pytest

from tests.collect.reviews.making import a_review

TYPED = {"label": "SAR-1", "status": "ONGOING", "commissioned": "June 2024", "theme": "Self-neglect"}


def test_changes_with_a_reason_and_shows_before_and_after(world, sign_in):
    review = a_review(world)
    client, address = sign_in(world.dana), f"/collect/reviews/{review.public_id}/"
    assert 'value="June 2024"' in client.get(f"{address}correct/").content.decode()

    response = client.post(f"{address}correct/", TYPED | {"version": 1, "reason": "Theme agreed"})

    assert response.status_code == 302
    page = client.get(address).content.decode()
    assert "Theme: nothing → Self-neglect" in page
    assert "Reason: Theme agreed" in page


def test_a_stale_page_is_refused(world, sign_in):
    review = a_review(world)
    client, address = sign_in(world.dana), f"/collect/reviews/{review.public_id}/correct/"
    client.post(address, TYPED | {"version": 1, "reason": "Theme agreed"})

    page = client.post(
        address, TYPED | {"theme": "Neglect", "version": 1, "reason": "Other"}
    ).content.decode()

    assert "Somebody else changed this" in page


@pytest.mark.parametrize("who", ["pat", "oscar", "adi", "chris", "olga"])
def test_others_do_not_find_it(world, sign_in, who):
    review = a_review(world)

    assert (
        sign_in(getattr(world, who)).get(f"/collect/reviews/{review.public_id}/correct/").status_code == 404
    )
