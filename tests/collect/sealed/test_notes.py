"""The list of sealed notes."""

from tests.core.restricted.making import a_note, broken_audit, name, opened

ADDRESS = "/collect/sealed/"


def test_shows_those_on_whose_list_one_stands_and_no_count_of_others(world, sign_in):
    note = a_note(world)

    assert "Panel" in opened(sign_in(world.hana), world).get(ADDRESS).content.decode()
    assert (
        "There is no sealed note on whose list you stand"
        in opened(sign_in(world.dana), world).get(ADDRESS).content.decode()
    )
    name(world, note, "dana", "hana")
    assert "1 note" in opened(sign_in(world.dana), world).get(ADDRESS).content.decode()


def test_asks_for_a_fresh_second_factor(world, sign_in, monkeypatch):
    monkeypatch.setattr("safeguarding.config.middleware.stepped_up", lambda request, now: False)

    assert opened(sign_in(world.hana), world).get(ADDRESS).status_code == 302


def test_is_never_handed_out_as_a_file(world, sign_in):
    a_note(world)

    assert "text/html" in opened(sign_in(world.hana), world).get(f"{ADDRESS}?export=csv")["Content-Type"]


def test_nothing_is_shown_when_the_reading_cannot_be_written(world, sign_in):
    a_note(world)
    client = opened(sign_in(world.hana), world)

    with broken_audit():
        assert client.get(ADDRESS).status_code == 503
