"""Moving a date."""

import pytest
from django.urls import reverse

from safeguarding.core.vocabulary import queries


def address(world):
    world.actor("hana")
    return reverse("core:vocabulary_milestone", args=[queries.source("lps").public_id])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here,
        {
            "title": "Liberty Protection Safeguards begin",
            "planned_for_month": "4",
            "planned_for_year": "2028",
            "reason": "consulted on again",
        },
    )

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "planned for 1 October 2020" in page
    assert "moved to April 2028 (consulted on again)" in page


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("hana", 200), ("adi", 404), ("pat", 404)])
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = sign_in(world.hana).post(here, {"title": "Liberty Protection Safeguards begin"}).content.decode()

    assert "Say why the date was moved" in page
