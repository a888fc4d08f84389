"""Changing a visit with a reason."""

from tests.assure.visits.making import a_visit

TYPED = {
    "kind": "FOCUSED",
    "state": "DONE",
    "on": "15 November 2024",
    "priority_areas": "0",
    "reason": "Letter came",
}


def test_changes_and_keeps_what_it_said(world, sign_in):
    visit = a_visit(world)
    client, address = sign_in(world.dana), f"/assure/visits/{visit.public_id}/"

    assert client.post(f"{address}correct/", TYPED | {"version": 1}).status_code == 302
    stale = client.post(f"{address}correct/", TYPED | {"version": 1, "focus": "Front door"})

    page = client.get(address).content.decode()
    assert "November 2024 → 15 November 2024" in page
    assert "Priority areas: nothing → 0" in page
    assert "Somebody else changed this" in stale.content.decode()


def test_others_do_not_find_it(world, sign_in):
    visit = a_visit(world, about="riverside")

    for who in ("pat", "oscar", "chris"):
        assert (
            sign_in(getattr(world, who)).get(f"/assure/visits/{visit.public_id}/correct/").status_code == 404
        )
