"""One sealed note."""

from datetime import date

from safeguarding.core.access.models import Share
from tests.core.restricted.making import a_note, name, opened


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


def test_an_independent_reviewer_named_from_outside_reads_it_and_is_not_told_of_the_review(world, sign_in):
    """The review is its owner's: who stands on a note's list reads the note, and the review only where a role reads it."""
    note = a_note(world)
    reviewer = world.give("noone", "R25", "northvale")
    name(world, note, "noone", "hana")
    client, address = opened(sign_in(reviewer), world, "northvale"), f"/collect/sealed/{note.public_id}/"

    alone = {each: client.get(each).content.decode() for each in (address, "/collect/sealed/")}
    shared = Share(
        organisation=world.wyvern,
        shared_with=world.northvale,
        resource="REV",
        reason="Both commissioned it",
        starts_on=date.today(),
        ends_on=date.today(),
        given_by=world.actor("hana").person,
    )
    shared.save()
    besides = {each: client.get(each).content.decode() for each in alone}

    for pages in (alone, besides):
        assert "What the panel has still to settle" in pages[address]
        assert "Panel" in pages["/collect/sealed/"]
        assert [each for each, page in pages.items() if note.review.label in page] == []
        assert all("Not shown to you" in page for page in pages.values())
        assert "Change who sees it" not in pages[address]
    own = opened(sign_in(world.hana), world).get(address).content.decode()
    assert note.review.label in own
    assert "Change who sees it" in own
    assert note.review.label in opened(sign_in(world.hana), world).get("/collect/sealed/").content.decode()
