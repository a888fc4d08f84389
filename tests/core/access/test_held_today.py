"""The question that every request begins with finds what the tables say, and no more."""

from datetime import timedelta

import pytest

from safeguarding.core.access.held_today import own_and_lent
from safeguarding.core.access.models import RoleHolding
from safeguarding.core.access.queries import holdings
from tests.core.cover.test_name_deputy import away


def values(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.parametrize("person", ["hana", "dana", "pat", "gail", "homer", "olga", "noone"])
def test_it_finds_the_very_rows_of_the_tables(world, person):
    actor = world.actor(person)
    found = {one.pk: one for one in own_and_lent(actor.user, actor.today)}
    expected = {one.pk: one for one in holdings(actor.user, actor.today)}

    assert found.keys() == expected.keys()
    assert bool(found) is (person != "noone")
    for pk, one in found.items():
        assert values(one) == values(expected[pk])
        assert values(one.organisation) == values(expected[pk].organisation)
        assert values(one.organisation.kind) == values(expected[pk].organisation.kind)
        assert not one._state.adding


def test_a_role_that_has_ended_or_not_begun_is_not_held(world):
    actor = world.actor("una")
    day = timedelta(days=1)
    for first, last in ((actor.today - 9 * day, actor.today - day), (actor.today + day, None)):
        RoleHolding.objects.create(
            user=world.dana, organisation=actor.organisation, role="R11", starts_on=first, ends_on=last
        )
    dana = world.actor("dana")

    assert "R11" not in {one.role for one in own_and_lent(dana.user, dana.today)}


@pytest.mark.parametrize(("first", "last", "lends"), [(0, 7, True), (0, 0, True), (1, 7, False)])
def test_a_colleagues_roles_come_on_the_days_of_standing_in_alone(world, first, last, lends):
    named = away(world, first=first, last=last)
    bo = world.actor("bo")

    def lenders():
        return {one.user_id for one in own_and_lent(bo.user, bo.today)} - {bo.user.pk}

    assert lenders() == ({world.hana.pk} if lends else set())
    type(named).objects.update(ended_at=named.named_at, ended_by=world.hana)
    assert lenders() == set()
