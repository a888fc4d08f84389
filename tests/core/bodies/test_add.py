"""Adding a body."""

import pytest
from django.urls import reverse


def address(world):
    world.actor("hana")
    return reverse("core:bodies_add")


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here,
        {
            "name": "Radar",
            "kind": "GROUP",
            "aliases": "Children's Radar",
            "starts_on_month": "6",
            "starts_on_year": "2019",
        },
    )

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "June 2019" in page
    assert "Children&#39;s Radar" in page


@pytest.mark.parametrize(
    ("person", "status"), [("hana", 200), ("adi", 200), ("bo", 403), ("doc", 403), ("terry", 403)]
)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = sign_in(world.hana).post(here, {"name": "", "kind": "GROUP"}).content.decode()

    assert "Enter a name" in page
