"""Adding a line to a contract's safeguarding schedule."""

import pytest
from django.urls import reverse

from safeguarding.core.organisations.models import Contract


def riversides(world, who="connie"):
    world.actor(who)
    return Contract.objects.get(provider=world.riverside)


def address(contract):
    return reverse("core:organisations_line", args=[contract.public_id])


def test_the_line_stands_on_the_providers_page_and_once(world, sign_in):
    here, typed = address(riversides(world)), {"obligation": "Section 11 audit", "cadence": "yearly"}
    client = sign_in(world.connie)

    page = client.post(here, typed, follow=True).content.decode()

    assert "Section 11 audit" in page
    assert "yearly" in page
    assert here in page
    assert "stands in the schedule already" in client.post(here, typed).content.decode()


@pytest.mark.parametrize(
    ("person", "status"),
    [("connie", 200), ("dana", 404), ("pat", 404), ("otto", 404), ("una", 404), ("noone", 302)],
)
def test_only_those_who_keep_our_contracts_open_it(world, sign_in, person, status):
    here = address(riversides(world))

    assert sign_in(getattr(world, person)).get(here).status_code == status
