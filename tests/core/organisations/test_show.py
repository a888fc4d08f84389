"""One organisation as at a day."""

from datetime import date

import pytest
from django.utils import timezone

from safeguarding.core.organisations import operations
from safeguarding.core.organisations.models import Relation


def address(organisation):
    return f"/core/organisations/{organisation.public_id}/"


def test_shows_names_codes_members_and_contracts_as_at_a_day(world, sign_in):
    who = {"by": world.actor("connie"), "at": timezone.now()}
    operations.rename(
        organisation=world.riverside, name="Waterside NHS Trust", from_on=date(2025, 4, 1), **who
    )
    operations.relate(
        child=world.millpond,
        parent=world.wyvern,
        kind=Relation.Kind.MEMBER_OF,
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31),
        **who,
    )
    client = sign_in(world.dana)
    world._places["riverside"] = "Waterside NHS Trust"

    then = client.get(address(world.riverside), {"on": "2024-06-01"}).content.decode()
    members = client.get(address(world.wyvern), {"on": "2024-06-01"}).content.decode()
    later = client.get(address(world.wyvern), {"on": "2025-06-01"}).content.decode()

    assert "Riverside NHS Trust" in then.split("Name on that day")[1].split("</dd>")[0]
    assert "RWY1" in then
    assert "Services of Riverside NHS Trust" in then
    assert "1 member practice on this day" in members
    assert "member practice" not in later


@pytest.mark.parametrize(
    ("who", "status"), [("dana", 200), ("pat", 200), ("oscar", 404), ("olga", 404), ("gail", 404)]
)
def test_a_provider_is_found_by_itself_and_its_commissioner(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(address(world.riverside)).status_code == status


def test_a_council_is_found_by_everyone(world, sign_in):
    assert sign_in(world.oscar).get(address(world.northvale)).status_code == 200


def test_a_contract_of_others_is_not_shown(world, sign_in):
    assert "Services of Riverside" not in sign_in(world.oscar).get(address(world.wyvern)).content.decode()
