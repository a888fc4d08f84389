"""Changing a source."""

import pytest
from django.urls import reverse

from safeguarding.core.vocabulary import queries


def address(world):
    world.actor("hana")
    return reverse("core:vocabulary_change_source", args=[queries.source("mca-amendment-2019").public_id])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here,
        {
            "title": "Mental Capacity (Amendment) Act 2019",
            "kind": "ACT",
            "in_force_on": "2020-01-01",
            "version": 1,
        },
    )

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "1 January 2020" in page
    assert "May 2019" in page


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("hana", 200), ("adi", 404), ("pat", 404)])
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = sign_in(world.hana).post(here, {"title": "X", "kind": "ACT", "version": 9}).content.decode()

    assert "Somebody else changed this" in page
