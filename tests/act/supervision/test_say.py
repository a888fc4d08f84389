"""Keeping what somebody who came said, without who it was."""

from tests.act.supervision.making import an_event


def test_keeps_a_quotation_without_a_person(world, sign_in):
    event = an_event(world)
    client, address = sign_in(world.dana), f"/act/supervision/{event.public_id}/"

    refused = client.post(f"{address}say/", {"text": "So useful", "said_by": "Emily", "version": 1})
    kept = client.post(f"{address}say/", {"text": "So useful", "said_by": "a practice nurse", "version": 1})

    assert "a person" in refused.content.decode()
    assert kept.status_code == 302
    assert "So useful" in client.get(address).content.decode()


def test_others_do_not_find_it(world, sign_in):
    event = an_event(world)

    assert sign_in(world.pat).get(f"/act/supervision/{event.public_id}/say/").status_code == 404
