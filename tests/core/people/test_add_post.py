"""Adding a post."""

import pytest
from django.urls import reverse


def address(world):
    world.actor("hana")
    return reverse("core:people_add_post")


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here,
        {
            "title": "Named GP",
            "capacity_unit": "PA",
            "capacity": "2.5",
            "flags": ["is_statutory"],
            "portfolio": "Adults\nPrevent",
        },
    )

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "2.5 PAs a week" in page
    assert "Adults and Prevent" in page


@pytest.mark.parametrize(
    ("person", "status"), [("hana", 200), ("adi", 200), ("bo", 403), ("doc", 403), ("terry", 403)]
)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = sign_in(world.hana).post(here, {"title": "", "capacity_unit": "PA"}).content.decode()

    assert "Enter a title" in page
