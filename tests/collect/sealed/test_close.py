"""Closing a sealed note."""

from datetime import date

from tests.core.restricted.making import a_note, as_reader, kept, opened


def test_closes_it_and_counts_from_that_day(world, sign_in):
    note, today = a_note(world), date.today()
    client, address = opened(sign_in(world.hana), world), f"/collect/sealed/{note.public_id}/close/"

    early = client.post(address, {"ended_on": "2020-01-01", "version": 1}).content.decode()
    assert client.post(address, {"ended_on": today.isoformat(), "version": 1}).status_code == 302

    assert "must lie between" in early
    as_reader(world, "hana")
    assert kept(note).counts_from == today
