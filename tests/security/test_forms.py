"""Every form takes the fields that it shows and no others, and nobody gives themselves a role."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from safeguarding.core.access.models import RoleHolding
from tests.security.filling import Form

SENTINELS = {"text": "zzslippedin", "number": "987654321", "day": "1999-09-09"}
WRITES = ("INSERT", "UPDATE", "DELETE")


def columns() -> set[str]:
    """Return the name of every column that any of our tables has, with and without its id."""
    found = set()
    for model in apps.get_models():
        if model.__module__.startswith("safeguarding."):
            for column in model._meta.concrete_fields:
                found |= {column.name, column.attname}
    return found


def extras(form: Form) -> dict[str, str]:
    """Return a value for every column that the form does not ask for."""
    kinds = list(SENTINELS.values())
    wanted = sorted(columns() - set(form.kinds) - {"form_key", "version"})
    return {name: kinds[place % len(kinds)] for place, name in enumerate(wanted)}


def what_was_written(client, address: str, sent: dict[str, str]) -> tuple[int, list[str]]:
    """Send a form, undo all of it, and return the answer and the statements that wrote."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(address, sent)
        transaction.set_rollback(True)
    return answer.status_code, [
        q["sql"] for q in asked.captured_queries if q["sql"].lstrip().upper().startswith(WRITES)
    ]


@pytest.mark.long
def test_no_form_takes_a_field_that_it_does_not_show(forms, record_property):
    slipped, taken = [], 0
    for name, (client, address, form) in forms.items():
        given = form.filled | {"form_key": str(uuid4())}
        status, written = what_was_written(client, form.action or address, given | extras(form))
        taken += status == 302
        slipped += [name for statement in written if any(value in statement for value in SENTINELS.values())]
        assert status < 500, name
    record_property(
        "figure",
        f"{len(slipped)} of {len(forms)} forms took a field beside their own ({taken} forms were accepted)",
    )

    assert slipped == []
    assert len(forms) > 40
    assert taken > 10


def test_nobody_gives_themselves_a_role(sign_in, world):
    client = sign_in(world.una)
    for role in ("R02", "R12", "R29"):
        client.post(
            "/core/access/people/invite/",
            {
                "email": "una@demo.invalid",
                "name": "Una",
                "role": role,
                "starts_on": timezone.localdate().isoformat(),
            },
        )
    world.actor("una")

    assert set(RoleHolding.objects.filter(user=world.una).values_list("role", flat=True)) == {"R29"}


@pytest.mark.parametrize("person", ["hana", "dana", "pat", "perry", "connie", "cal"])
def test_nobody_else_gives_a_role_at_all(sign_in, world, person):
    answer = sign_in(getattr(world, person)).post(
        "/core/access/people/invite/",
        {
            "email": "noone@demo.invalid",
            "name": "",
            "role": "R02",
            "starts_on": timezone.localdate().isoformat(),
        },
    )
    world.actor("una")

    assert answer.status_code == 403
    assert not RoleHolding.objects.filter(user=world.noone).exists()


def test_an_administrator_gives_nothing_that_is_not_theirs_to_give(sign_in, world):
    client = sign_in(world.una)
    for role in ("R30", "R31", "R15", "R99", "SYSTEM"):
        client.post(
            "/core/access/people/invite/",
            {
                "email": "noone@demo.invalid",
                "name": "",
                "role": role,
                "starts_on": timezone.localdate().isoformat(),
            },
        )
    world.actor("una")

    assert not RoleHolding.objects.filter(user=world.noone).exists()
