"""One event."""

import pytest

from tests.act.supervision.making import an_event


def test_flags_attendance_that_nobody_stated(world, sign_in):
    client = sign_in(world.dana)

    def page(event):
        return client.get(f"/act/supervision/{event.public_id}/").content.decode()

    assert "Attendance not stated" in page(an_event(world))
    assert "Attendance not stated" not in page(an_event(world, attended=0))


@pytest.mark.parametrize("who", ["pat", "oscar", "bo", "olga"])
def test_others_do_not_find_it(world, sign_in, who):
    event = an_event(world)

    assert sign_in(getattr(world, who)).get(f"/act/supervision/{event.public_id}/").status_code == 404
