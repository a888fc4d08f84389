"""Recording a contract, by which a provider's records come into reach."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.core.access.queries import contracted
from safeguarding.core.organisations import operations
from safeguarding.core.organisations.models import Contract


def test_records_a_contract_of_ones_own(world, sign_in):
    typed = {
        "title": "Maternity",
        "commissioner": str(world.wyvern.public_id),
        "service_types": ["maternity"],
        "starts_on": "1 4 2025",
    }
    address = f"/core/organisations/{world.riverside.public_id}/contract/"

    response = sign_in(world.connie).post(address, typed, follow=True)

    assert "Maternity" in response.content.decode()
    backwards = sign_in(world.connie).post(address, typed | {"ends_on": "1 4 2024"}).content.decode()
    assert "cannot end before it starts" in backwards


def test_nobody_records_a_contract_between_others(world):
    with pytest.raises(operations.NotPossible, match="your organisation has a part"):
        sign(world, "otto", world.wyvern)

    assert not Contract.objects.filter(title="Taken").exists()


@pytest.mark.parametrize("who", ["gail", "homer", "pat", "dana"])
def test_those_who_do_not_keep_the_register_are_refused(world, who):
    with pytest.raises(PermissionDenied):
        sign(world, who, world.millpond)


def sign(world, who, commissioner):
    return operations.sign_contract(
        commissioner=commissioner,
        provider=world.riverside,
        title="Taken",
        service_types=["acute"],
        starts_on=date(2025, 4, 1),
        ends_on=None,
        by=world.actor(who),
        at=timezone.now(),
    )


@pytest.mark.parametrize("who", ["elsewhere_icb", "northvale"])
def test_no_commissioner_or_council_is_laid_open_by_calling_it_a_provider(world, sign_in, who):
    """A contract opens the records of its other side, of years past too, and that side is not asked."""
    typed = {
        "title": "Taken",
        "commissioner": str(world.wyvern.public_id),
        "service_types": ["maternity"],
        "starts_on": "1 4 2015",
    }
    address = f"/core/organisations/{getattr(world, who).public_id}/contract/"

    page = sign_in(world.connie).post(address, typed).content.decode()

    assert "is not a provider" in page
    actor = world.actor("connie")
    assert not Contract.objects.filter(title="Taken").exists()
    assert getattr(world, who).pk not in contracted(actor).values_list("provider", flat=True)
