"""Giving a seat."""

import pytest
from django.urls import reverse

from tests.core.people import acts


def address(world):
    world.actor("hana")
    return reverse("core:bodies_seat", args=[acts.body(world).public_id])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here,
        {"organisation": str(world.northvale.public_id), "level": "executive", "is_statutory_partner": "on"},
    )

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "Northvale County Council, executive" in page
    assert "Statutory partner" in page


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = sign_in(world.hana).post(here, {"level": "executive"}).content.decode()

    assert "Say whose seat it is" in page
