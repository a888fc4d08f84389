"""One sealed note."""

from tests.core.restricted.making import a_note, opened


def test_shows_it_to_those_on_its_list_alone(world, sign_in):
    note = a_note(world)
    address = f"/collect/sealed/{note.public_id}/"

    assert (
        "What the panel has still to settle"
        in opened(sign_in(world.hana), world).get(address).content.decode()
    )
    for who in ("dana", "cal", "chris", "opal", "una"):
        assert opened(sign_in(getattr(world, who)), world).get(address).status_code == 404


def test_the_review_and_its_counts_say_nothing_of_it(world, sign_in):
    note = a_note(world)

    page = sign_in(world.hana).get(f"/collect/reviews/{note.review.public_id}/").content.decode()

    assert "Panel" not in page
    assert "settle" not in page
