"""Ending a request."""

from datetime import date

from tests.act.disclosures.test_decide import TYPED as DECISION
from tests.core.restricted.making import a_request, as_reader, kept, opened

TYPED = {"ended_on": "2025-06-20", "outcome": "The enquiry was closed", "version": 2}


def test_ends_it_and_counts_from_that_day(world, sign_in):
    row = a_request(world)
    client, address = opened(sign_in(world.dana), world), f"/act/disclosures/{row.public_id}/"

    early = client.post(f"{address}end/", TYPED | {"version": 1}).content.decode()
    client.post(f"{address}decide/", DECISION)
    assert client.post(f"{address}end/", TYPED).status_code == 302

    assert "Decide on the request before you end it" in early
    assert "Ended" in client.get(address).content.decode()
    as_reader(world, "dana")
    assert kept(row).counts_from == date(2025, 6, 20)
