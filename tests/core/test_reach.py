"""Who reaches which organisation, in the queryset and in the database alike."""

import pytest

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may, organisations_where
from safeguarding.core.organisations.models import Contract

READ_ANSWERS = Permission("SELF", "r")


def names(actor, permission=READ_ANSWERS):
    return set(organisations_where(actor, permission).values_list("name", flat=True))


def test_a_designated_nurse_reaches_the_providers_under_contract_and_no_other(world):
    dana = world.actor("dana")

    assert may(dana, READ_ANSWERS, world.riverside)
    assert not may(dana, READ_ANSWERS, world.elsewhere)
    assert "Foxglove House" in names(dana)


def test_a_provider_reaches_itself_alone(world):
    assert names(world.actor("pat")) == {"Riverside NHS Trust"}


@pytest.mark.parametrize(
    ("person", "count"), [("dana", 5), ("pat", 1), ("olga", 1), ("oscar", 1), ("noone", 0)]
)
def test_the_database_itself_shows_the_contracts_of_the_acting_organisation_only(world, person, count):
    world.actor(person)

    assert Contract.objects.count() == count
