"""Changing what is held of a provider's time in a process."""

from tests.assure.oversight.making import an_entry

TYPED = {
    "entered": "June 2024",
    "reason_entered": "Three concerns",
    "stage": "Weekly calls",
    "reason": "One more came in",
    "version": 1,
}


def test_changes_and_keeps_what_it_said(world, sign_in):
    entry = an_entry(world)
    client, address = sign_in(world.dana), f"/assure/oversight/{entry.public_id}/"

    assert client.post(f"{address}correct/", TYPED).status_code == 302

    page = client.get(address).content.decode()
    assert "Reason: Two concerns in a month → Three concerns" in page
    assert "Stage: nothing → Weekly calls" in page


def test_others_do_not_find_it(world, sign_in):
    entry = an_entry(world)

    assert sign_in(world.pat).get(f"/assure/oversight/{entry.public_id}/correct/").status_code == 404
