"""Saying what an area calls something."""

import pytest
from django.urls import reverse


def address(world):
    world.actor("hana")
    return reverse("core:vocabulary_say_locally", args=["looked-after"])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here, {"area": str(world.north_wyvern.public_id), "word": "Our children", "reason": "They asked"}
    )

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "<strong>Our children</strong> (They asked)" in page


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("hana", 200), ("adi", 404), ("pat", 404)])
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = sign_in(world.hana).post(here, {"word": "x", "reason": "y"}).content.decode()

    assert "Select an area" in page
