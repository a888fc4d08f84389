"""Correcting what the log says was asked."""

from tests.core.restricted.making import a_request, opened

TYPED = {
    "about": "C-104",
    "asker": "POLICE",
    "asked_by": "duty social worker, county council",
    "asked_on": "2025-06-02",
    "purpose": "An enquiry under section 47",
    "wanted": "Attendances of the last year",
    "reason": "The police asked",
    "version": 1,
}


def test_changes_it_and_keeps_what_it_said(world, sign_in):
    row = a_request(world)
    client, address = opened(sign_in(world.dana), world), f"/act/disclosures/{row.public_id}/"

    assert client.post(f"{address}correct/", TYPED).status_code == 302

    assert "The police asked" in client.get(address).content.decode()
    assert "Nothing was changed" in client.post(f"{address}correct/", TYPED | {"version": 2}).content.decode()
