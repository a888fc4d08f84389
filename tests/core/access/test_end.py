"""A role is ended by another administrator, never by its holder, and opens nothing from the next day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.core.access import operations
from safeguarding.core.access.models import RoleHolding


def holding_of(world, who: str) -> RoleHolding:
    world.actor("una")
    return RoleHolding.objects.select_related("organisation", "user").get(user=getattr(world, who))


def address(holding: RoleHolding) -> str:
    return f"/core/access/roles/{holding.public_id}/end/"


def test_a_role_that_ended_yesterday_opens_nothing(world, sign_in, client):
    holding = holding_of(world, "dana")
    yesterday = timezone.localdate() - timedelta(days=1)

    response = sign_in(world.una).post(address(holding), {"ends_on": yesterday.isoformat()})

    assert response.status_code == 302
    assert world.actor("dana").roles == frozenset()


def test_the_last_day_lies_on_or_after_the_first(world, sign_in):
    holding = holding_of(world, "dana")

    response = sign_in(world.una).post(address(holding), {"ends_on": "2001-01-01"})

    assert response.status_code == 200
    assert "on or after" in response.content.decode()


def test_nobody_ends_a_role_of_their_own(world, sign_in):
    holding = holding_of(world, "una")
    today = timezone.localdate()

    response = sign_in(world.una).post(address(holding), {"ends_on": today.isoformat()})

    assert "You cannot end a role of your own" in response.content.decode()
    with pytest.raises(operations.NotYours):
        operations.end_role(holding=holding, ends_on=today, by=world.actor("una"), at=timezone.now())


def test_it_is_kept_who_ended_it_and_why(world, sign_in):
    holding = holding_of(world, "dana")
    today = timezone.localdate().isoformat()

    sign_in(world.una).post(address(holding), {"ends_on": today, "reason": "Moves to another team"})

    world.actor("una")
    holding.refresh_from_db()
    assert (holding.ended_by, holding.end_reason) == (world.una, "Moves to another team")


def test_the_last_who_looks_after_sign_ins_stays(world, sign_in):
    holding = holding_of(world, "una")

    page = sign_in(world.opal).post(address(holding), {"ends_on": timezone.localdate().isoformat()})

    assert "is the last who looks after the sign-ins" in page.content.decode()
    world.actor("una")
    holding.refresh_from_db()
    assert holding.ends_on is None


@pytest.mark.parametrize(("ends", "status"), [(None, 302), (30, 200)])
def test_unless_somebody_else_holds_the_role_without_an_end(world, sign_in, ends, status):
    holding, by = holding_of(world, "una"), world.actor("una")
    operations.give_role(
        user=world.bo,
        organisation=world.wyvern,
        role="R29",
        starts_on=by.today,
        ends_on=ends and by.today + timedelta(days=ends),
        by=by,
        at=timezone.now(),
    )

    page = sign_in(world.opal).post(address(holding), {"ends_on": timezone.localdate().isoformat()})

    assert page.status_code == status


@pytest.mark.parametrize(
    ("person", "status"), [("una", 200), ("dana", 404), ("pat", 404), ("olga", 404), ("oscar", 404)]
)
def test_others_learn_nothing_of_it(world, sign_in, person, status):
    holding = holding_of(world, "dana")

    assert sign_in(getattr(world, person)).get(address(holding)).status_code == status
