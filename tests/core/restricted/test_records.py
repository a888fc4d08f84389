"""The restricted records that somebody looks after."""

from tests.core.restricted.making import a_note, kept, opened

ADDRESS = "/core/restricted/"


def test_shows_references_and_no_words(world, sign_in):
    note = a_note(world, text="What nobody else may read")
    reference = kept(note).reference

    page = opened(sign_in(world.cal), world).get(ADDRESS).content.decode()

    assert reference in page
    assert "What nobody else may read" not in page
    assert "Panel" not in page


def test_shows_not_even_a_count_to_others(world, sign_in):
    a_note(world)

    page = opened(sign_in(world.doc), world).get(ADDRESS).content.decode()

    assert "There is no restricted record that you look after" in page


def test_asks_for_a_second_factor_of_the_last_five_minutes(world, sign_in, monkeypatch):
    client = opened(sign_in(world.cal), world)
    assert client.get(ADDRESS).status_code == 200

    monkeypatch.setattr("safeguarding.config.middleware.stepped_up", lambda request, now: False)

    assert client.get(ADDRESS)["Location"].startswith("/account/")
