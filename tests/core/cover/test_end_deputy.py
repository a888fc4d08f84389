"""Somebody's standing in is ended before its last day."""

import pytest

from safeguarding.core.audit.models import AuditRecord
from tests.core.cover.test_name_deputy import away


def address(named) -> str:
    return f"/core/cover/deputies/{named.public_id}/end/"


@pytest.mark.parametrize("who", ["hana", "bo", "una"])
def test_whoever_is_concerned_ends_it_and_nothing_is_lent_from_then_on(world, client, who):
    named = away(world)
    client.force_login(getattr(world, who))

    assert client.get(address(named)).status_code == 200
    assert client.post(address(named)).status_code == 302

    world.actor("hana")
    assert AuditRecord.objects.filter(what="deputy.ended").count() == 1
    client.force_login(world.bo)
    assert client.get("/collect/rounds/").status_code == 403


def test_a_second_press_finds_it_ended(world, client):
    named = away(world)
    client.force_login(world.hana)
    client.post(address(named))

    assert client.post(address(named)).status_code == 404


@pytest.mark.parametrize("who", ["dana", "cal", "pat", "olga"])
def test_to_anybody_else_it_does_not_exist(world, client, who):
    named = away(world)
    client.force_login(getattr(world, who))

    assert client.get(address(named)).status_code == 404
