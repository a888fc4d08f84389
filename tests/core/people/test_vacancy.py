"""Recording what is done about a vacancy."""

import pytest
from django.urls import reverse

from tests.core.people import acts


def address(world):
    world.actor("hana")
    return reverse("core:people_vacancy", args=[acts.post(world).public_id])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here,
        {
            "vacant_since_month": "10",
            "vacant_since_year": "2025",
            "recruitment": "RECRUITING",
            "mitigation": "A neighbour covers",
            "version": 1,
        },
    )

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "Vacant since October 2025" in page
    assert "A neighbour covers" in page


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = sign_in(world.hana).post(here, {"recruitment": "RECRUITING", "version": 9}).content.decode()

    assert "Somebody else changed this" in page
