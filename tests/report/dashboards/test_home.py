"""The first page that each person sees."""

from datetime import date, timedelta

import pytest

from tests.collect.assessments import acts


@pytest.mark.parametrize("person", ["dana", "pat", "gail", "homer"])
def test_everyone_with_a_role_has_a_home_page(world, sign_in, person):
    response = sign_in(getattr(world, person)).get("/")

    assert response.status_code == 200
    assert world._homes[person] in {"wyvern", "riverside", "millpond", "foxglove"}
    assert getattr(world, world._homes[person]).name in response.content.decode()


@pytest.mark.parametrize("person", ["pat", "perry"])
def test_who_answers_and_who_signs_sees_what_the_organisation_was_asked(world, sign_in, person):
    page = sign_in(getattr(world, person)).get("/").content.decode()

    assert "What you have been asked" in page


def test_a_stranger_is_asked_to_sign_in(client, db):
    response = client.get("/")

    assert response.status_code == 302
    assert response.headers["Location"] == "/account/login/?next=%2F"


def test_somebody_without_a_role_is_told_so(world, sign_in):
    response = sign_in(world.noone).get("/", follow=True)

    assert "You hold no role today" in response.content.decode()


def test_a_round_that_is_suspended_is_not_called_overdue(world, sign_in):
    late = acts.issue(world, "riverside", due=-3)
    assert "Overdue</strong>" in sign_in(world.pat).get("/").content.decode()

    acts.operations.suspend_round(
        issued=late,
        version=late.version,
        reason="The pandemic",
        review_on=date.today() + timedelta(days=60),
        by=world.actor("dana"),
        at=acts.timezone.now(),
    )

    page = sign_in(world.pat).get("/").content.decode()
    assert "Suspended</strong>" in page
    assert "Overdue</strong>" not in page
