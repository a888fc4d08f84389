"""Who reaches which organisation, in the queryset and in the database alike."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.collect.alerts.models import AdultAlert
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may, organisations_where
from safeguarding.core.organisations.models import Contract
from safeguarding.core.organisations.operations import end_contract
from tests.core.organisations.test_line import riversides
from tests.core.restricted.making import YESTERDAY, an_alert, as_reader

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


@pytest.mark.parametrize(("days_after", "shows"), [(0, True), (-1, False)])
def test_of_a_contract_that_ended_the_database_itself_shows_what_was_raised_while_it_stood(
    world, days_after, shows
):
    row, contract = an_alert(world, raised_on=YESTERDAY), riversides(world)
    last = YESTERDAY + timedelta(days=days_after)
    end_contract(contract=contract, ends_on=last, by=world.actor("connie"), at=timezone.now())

    as_reader(world, "adele", 3)

    assert AdultAlert.objects.filter(pk=row.pk).exists() is shows
