"""Changing a plan."""

import pytest
from django.urls import reverse

from tests.act.strategy import acts as plans
from tests.core.people import acts


def address(world):
    world.actor("hana")
    return reverse("act:strategy_change_plan", args=[plans.plan(world).public_id])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here, {"title": "New title", "kind": "WORK_PLAN", "status_words": "planned", "version": 1}
    )

    assert response.status_code == 302, response.content.decode()
    assert "New title" in sign_in(world.hana).get(response.url).content.decode()


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = (
        sign_in(world.hana)
        .post(here, {"title": "New title", "kind": "WORK_PLAN", "status_words": "planned", "version": 5})
        .content.decode()
    )

    assert "Somebody else changed this" in page
