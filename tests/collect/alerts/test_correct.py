"""Correcting an alert."""

from tests.collect.alerts.test_add import TYPED
from tests.core.restricted.making import an_alert, opened


def test_changes_it_and_keeps_what_it_said(world, sign_in):
    row = an_alert(world)
    client, address = opened(sign_in(world.pat), world, "riverside"), f"/collect/alerts/{row.public_id}/"

    answer = client.post(
        f"{address}correct/", TYPED | {"done": "The council visited", "reason": "Visit", "version": 1}
    )

    assert answer.status_code == 302
    assert "The council visited" in client.get(address).content.decode()
