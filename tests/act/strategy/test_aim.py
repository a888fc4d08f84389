"""The page of one aim."""

import pytest
from django.urls import reverse

from tests.act.strategy import acts as plans
from tests.core.people import acts


@pytest.mark.parametrize(("person", "status"), acts.CAST)
def test_only_its_own_organisation_sees_an_aim(world, sign_in, person, status):
    here = reverse("act:strategy_aim", args=[plans.aim(world).public_id])

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_not_known_and_offers_readers_no_change(world, sign_in):
    page = acts.text(sign_in(world.bo), reverse("act:strategy_aim", args=[plans.aim(world).public_id]))

    assert "None is recorded yet" in page
    assert "Not recorded" in page
    assert "Set its status" not in page
