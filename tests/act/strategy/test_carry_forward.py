"""Carrying a plan forward."""

import pytest
from django.urls import reverse

from safeguarding.act.strategy.models import Aim
from tests.act.strategy import acts as plans
from tests.core.people import acts


def address(world):
    world.actor("hana")
    return reverse("act:strategy_carry_forward", args=[plans.aim(world).plan.public_id])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here,
        {
            "title": "Next year",
            "kind": "OBJECTIVES",
            "status_words": "planned",
            "organisation": str(world.wyvern.public_id),
            "aims": [str(Aim.objects.get().public_id)],
            "status": "planned",
        },
    )

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "Next year" in page
    assert "Embed safeguarding" in page
    assert "Objectives 2021/22" in page


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = (
        sign_in(world.hana)
        .post(
            here,
            {
                "title": "Next year",
                "kind": "OBJECTIVES",
                "status_words": "planned",
                "status": "planned",
                "organisation": str(world.wyvern.public_id),
            },
        )
        .content.decode()
    )

    assert "Select an aim" in page
