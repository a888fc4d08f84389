"""Noting the stages that a review reached."""

from tests.collect.reviews.making import a_review


def test_notes_a_stage_once(world, sign_in):
    review = a_review(world, "lee", kind="leder", label="L-2")
    client, address = sign_in(world.lee), f"/collect/reviews/{review.public_id}/stage/"
    assert "Learning shared" in client.get(address).content.decode()

    first = client.post(address, {"stage": "allocated", "on": "July 2024", "version": 1})
    again = client.post(address, {"stage": "allocated", "on": "July 2024", "version": 2})

    assert first.status_code == 302
    assert "already noted" in again.content.decode()


def test_others_do_not_find_it(world, sign_in):
    review = a_review(world)

    assert sign_in(world.pat).get(f"/collect/reviews/{review.public_id}/stage/").status_code == 404
