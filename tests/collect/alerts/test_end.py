"""Ending an alert."""

from datetime import date

from tests.core.restricted.making import an_alert, as_reader, kept, opened


def test_ends_it_and_counts_from_that_day(world, sign_in):
    row = an_alert(world)
    client, address = opened(sign_in(world.pat), world, "riverside"), f"/collect/alerts/{row.public_id}/end/"

    early = client.post(address, {"ended_on": "2025-06-01", "version": 1}).content.decode()
    assert client.post(address, {"ended_on": "2025-06-20", "version": 1}).status_code == 302

    assert "before it was raised" in early
    as_reader(world, "pat")
    assert kept(row).counts_from == date(2025, 6, 20)
