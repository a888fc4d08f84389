"""The first page that each person sees."""

import pytest


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
