"""Registering an organisation."""

import pytest

from safeguarding.core.organisations.models import Organisation

ADDRESS = "/core/organisations/begin/"
TYPED = {"kind": "gp-practice", "name": "Quayside Surgery", "ods": "YWY99"}


def test_registers_a_practice_and_refuses_its_code_to_another(world, sign_in):
    client = sign_in(world.adi)

    assert client.post(ADDRESS, TYPED).status_code == 302
    assert (
        "already means Quayside Surgery" in client.post(ADDRESS, TYPED | {"name": "Other"}).content.decode()
    )
    assert Organisation.objects.filter(name__in=["Quayside Surgery", "Other"]).count() == 1


@pytest.mark.parametrize("who", ["dana", "pat", "bo"])
def test_readers_may_not(world, sign_in, who):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == 403


@pytest.mark.parametrize("who", ["gail", "homer", "una"])
def test_whoever_writes_about_themselves_does_not_keep_the_register(world, sign_in, who):
    assert sign_in(getattr(world, who)).post(ADDRESS, TYPED).status_code == 403
    assert not Organisation.objects.filter(name="Quayside Surgery").exists()
