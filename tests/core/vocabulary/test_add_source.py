"""Adding a source."""

import pytest
from django.urls import reverse


def address(world):
    world.actor("hana")
    return reverse("core:vocabulary_add_source")


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here,
        {
            "title": "Serious Violence Act 2030",
            "kind": "ACT",
            "royal_assent_month": "5",
            "royal_assent_year": "2030",
        },
    )

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "May 2030" in page
    assert "Not yet in force" in page


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("hana", 200), ("adi", 403), ("pat", 403)])
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = sign_in(world.hana).post(here, {"title": "Care Act 2014", "kind": "ACT"}).content.decode()

    assert "is known already" in page
