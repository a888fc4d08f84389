"""Writing a sealed note."""

from safeguarding.collect.sealed.models import SealedNote
from tests.collect.reviews.making import a_review
from tests.core.restricted.making import as_reader, kept, opened

ADDRESS = "/collect/sealed/write/"


def test_seals_it_at_once(world, sign_in):
    review = a_review(world, "hana")
    client = opened(sign_in(world.hana), world)

    assert "SAR-1" in client.get(ADDRESS).content.decode()
    assert (
        client.post(
            ADDRESS, {"review": str(review.public_id), "title": "Panel", "text": "To settle"}
        ).status_code
        == 302
    )

    as_reader(world, "hana")
    assert kept(SealedNote.objects.get()).level == 4


def test_refuses_words_that_say_who_it_is(world, sign_in):
    review = a_review(world, "hana")
    typed = {"review": str(review.public_id), "title": "Panel", "text": "Mrs Green was seen"}

    assert "name" in opened(sign_in(world.hana), world).post(ADDRESS, typed).content.decode()
