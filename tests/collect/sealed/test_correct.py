"""Correcting a sealed note."""

from tests.core.restricted.making import a_note, opened


def test_changes_it_with_a_reason(world, sign_in):
    note = a_note(world)
    client, address = opened(sign_in(world.hana), world), f"/collect/sealed/{note.public_id}/"
    typed = {"title": "Panel", "text": "Settled", "reason": "The panel met", "version": 1}

    assert client.post(f"{address}correct/", typed).status_code == 302

    assert "Settled" in client.get(address).content.decode()
    assert "Nothing was changed" in client.post(f"{address}correct/", typed | {"version": 2}).content.decode()
