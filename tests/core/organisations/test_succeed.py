"""Recording who took over from an organisation."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.core.organisations import operations
from safeguarding.core.organisations.models import Lineage, Succession

TYPED = {"kind": "TRANSFER", "effective_on": "1 4 2026", "authority": "An order"}


def test_a_provider_is_followed_by_another(world, sign_in):
    client = sign_in(world.connie)
    typed = TYPED | {"successor": str(world.moorland.public_id)}

    response = client.post(f"/core/organisations/{world.riverside.public_id}/succeed/", typed, follow=True)

    assert "was succeeded by" in response.content.decode()
    assert Succession.objects.get().successor == world.moorland


def test_nobody_makes_themselves_heir_of_another(world, sign_in):
    address = f"/core/organisations/{world.riverside.public_id}/succeed/"

    page = (
        sign_in(world.connie)
        .post(address, TYPED | {"successor": str(world.wyvern.public_id)})
        .content.decode()
    )

    assert "can hand its records over to you" in page
    assert not Succession.objects.exists()


@pytest.mark.parametrize("who", ["gail", "homer", "pat", "dana"])
def test_those_who_do_not_keep_the_register_are_refused(world, who):
    with pytest.raises(PermissionDenied):
        operations.succeed(
            predecessor=world.elsewhere,
            successor=world.riverside,
            kind="MERGE",
            effective_on=date(2025, 4, 1),
            by=world.actor(who),
            at=timezone.now(),
        )


@pytest.mark.parametrize("heir", ["elsewhere_icb", "northvale", "elsewhere"])
def test_a_providers_records_are_not_handed_to_a_stranger(world, sign_in, heir):
    """The heir would read every draft of the provider's as its own."""
    address = f"/core/organisations/{world.riverside.public_id}/succeed/"
    typed = TYPED | {"effective_on": "1 4 2025", "successor": str(getattr(world, heir).public_id)}

    sign_in(world.connie).post(address, typed)
    with pytest.raises(operations.NotPossible, match="hand its records over to"):
        operations.succeed(
            predecessor=world.riverside,
            successor=getattr(world, heir),
            kind="MERGE",
            effective_on=date(2025, 4, 1),
            by=world.actor("connie"),
            at=timezone.now(),
        )

    assert not Lineage.objects.filter(ancestor=world.riverside).exists()
