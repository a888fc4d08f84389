"""Which organisations stand behind the acting one is read once for each request, and from the tables wherever nobody did."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safeguarding.core.access.queries import held_and_lent, is_mine
from safeguarding.core.organisations.models import Lineage, Organisation


@pytest.fixture
def dana(world):
    """Return somebody whose organisation succeeded one long ago and succeeds another tomorrow."""
    dana = world.actor("dana")
    for ancestor, day in ((world.elsewhere, date(2022, 7, 1)), (world.moorland, dana.today + timedelta(1))):
        Lineage.objects.create(ancestor=ancestor, descendant=dana.organisation, from_on=day)
    return dana


def mine(actor) -> set[str]:
    return set(Organisation.objects.filter(is_mine(actor, "pk")).values_list("name", flat=True))


def test_what_a_request_read_gives_the_same_rows_as_the_tables(world, dana):
    [held] = {tuple(one.predecessors) for one in held_and_lent(dana.user, dana.today)}

    assert held == (world.elsewhere.pk,)
    assert mine(replace(dana, predecessors=frozenset(held))) == mine(dana)
    assert mine(dana) == {world.wyvern.name, world.elsewhere.name}


def test_a_page_takes_in_the_records_of_what_was_succeeded_from_that_day_on(world, dana, sign_in):
    page = sign_in(world.dana).get("/")

    assert page.wsgi_request.actor.predecessors == {world.elsewhere.pk}


def test_somebody_for_no_organisation_has_nothing(world):
    noone = world.actor("noone")

    assert mine(replace(noone, organisation=None, predecessors=frozenset())) == set()
