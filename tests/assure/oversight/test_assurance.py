"""Noting assurance that was had."""

ADDRESS = "/assure/oversight/assurance/"


def test_stands_on_the_timeline_of_whom_it_is_about(world, sign_in):
    typed = {"about": str(world.riverside.public_id), "means": "COMMITTEE", "on": "June 2025"}

    response = sign_in(world.dana).post(ADDRESS, typed, follow=True)

    assert "Attendance at the provider&#39;s safeguarding committee" in response.content.decode()


def test_others_may_not(world, sign_in):
    assert sign_in(world.pat).get(ADDRESS).status_code == 403
