"""Ending a contract."""

from datetime import date

import pytest
from django.urls import reverse

from tests.core.organisations.test_line import riversides


def address(contract):
    return reverse("core:organisations_end", args=[contract.public_id])


def test_its_last_day_stands_on_the_providers_page(world, sign_in):
    here = address(riversides(world))
    client = sign_in(world.connie)

    assert "cannot end before it starts" in client.post(here, {"ends_on": "1 1 2020"}).content.decode()
    assert client.post(here, {"ends_on": "31 3 2031"}, follow=True).status_code == 200

    contract, shown = riversides(world), reverse("core:organisations_show", args=[world.riverside.public_id])
    assert "to 31 March 2031" in client.get(shown).content.decode()
    assert {party.ends_on for party in contract.parties.all()} == {contract.ends_on} == {date(2031, 3, 31)}


@pytest.mark.parametrize(
    ("person", "status"),
    [("connie", 200), ("dana", 404), ("pat", 404), ("otto", 404), ("una", 404), ("noone", 302)],
)
def test_only_those_who_keep_our_contracts_open_it(world, sign_in, person, status):
    here = address(riversides(world))

    assert sign_in(getattr(world, person)).get(here).status_code == status
