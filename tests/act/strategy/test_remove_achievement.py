"""Taking an achievement away."""

import pytest
from django.urls import reverse

from safeguarding.act.strategy import operations
from tests.act.strategy import acts as plans
from tests.core.people import acts


def address(world):
    aim = plans.aim(world)
    done = operations.add_achievement(aim=aim, text="Trained 40 people", by=world.actor("hana"), at=acts.NOW)
    return reverse("act:strategy_remove_achievement", args=[done.pk])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(here, {})

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "Trained 40 people" not in page


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status
