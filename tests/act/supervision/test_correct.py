"""Changing an event with a reason."""

from tests.act.supervision.making import an_event

TYPED = {
    "kind": "FORUM",
    "title": "Leadership forum",
    "held": "2024/25",
    "times": "1",
    "mode": "NOT_STATED",
    "attended": "12",
    "reason": "List found",
    "version": 1,
}


def test_changes_and_keeps_what_it_said(world, sign_in):
    event = an_event(world)
    client, address = sign_in(world.dana), f"/act/supervision/{event.public_id}/"

    assert client.post(f"{address}correct/", TYPED).status_code == 302

    assert "Attended: nothing → 12" in client.get(address).content.decode()
    assert (
        "Somebody else changed this"
        in client.post(f"{address}correct/", TYPED | {"attended": "13"}).content.decode()
    )


def test_others_do_not_find_it(world, sign_in):
    event = an_event(world)

    assert sign_in(world.pat).get(f"/act/supervision/{event.public_id}/correct/").status_code == 404
