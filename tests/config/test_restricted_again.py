"""What was closed further after a backup was made is closed again when the backup is restored; nothing is opened."""

import os
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from safeguarding.config import restricted_again
from safeguarding.core.restricted import ledger, operations
from tests import databases
from tests.core.restricted.making import a_note, a_request, as_reader, kept, name
from tests.core.restricted.test_decide import ask, decide
from tests.world import World, template

FIFTY = 50


@pytest.fixture
def older(django_db_setup, django_db_blocker, settings, tmp_path):
    """Close five records further after a backup; give the world, the records and the database of the backup."""
    settings.AUDIT_ROOTS = tmp_path / "roots"
    in_use, restored = (f"{kind}_{os.getpid()}" for kind in ("in_use_closed", "restored_closed"))
    with django_db_blocker.unblock():
        databases.copy(template(), in_use)
        with databases.using(in_use):
            world = World()
            with transaction.atomic():
                rows = {what: a_request(world, about=f"C-{what}") for what in ("raised", "held", "kept_out")}
                rows |= {"lowered": a_note(world), "left": a_note(world)}
                name(world, rows["left"], "dana", "hana")
        databases.copy(in_use, restored)
        with databases.using(in_use):
            close_further(world, rows)
            yield world, rows, in_use, restored
        for database in (in_use, restored):
            databases.remove(database)


def close_further(world, rows) -> None:
    now = timezone.now()
    with transaction.atomic():
        by = as_reader(world, "hana")
        operations.raise_level(restricted=kept(rows["raised"]), by=by, at=now)
        operations.flag(restricted=kept(rows["held"]), safe_address=True, hold="A claim", by=by, at=now)
        operations.exclude(restricted=kept(rows["kept_out"]), person=world.dana, by=by, at=now)
        decide(world, ask(world, rows["lowered"], "LOWER", person=None), "cal")
        decide(world, ask(world, rows["left"], "UNNAME"), "cal")


def closed(connection, row) -> dict:
    return next(one for one in restricted_again.closed_in(connection) if one["record"] == row.public_id)


@pytest.mark.parametrize("from_the_file", [True, False])
def test_every_restriction_since_is_there_again_and_what_was_opened_stays_closed(older, from_the_file):
    world, rows, in_use, restored = older
    with databases.superuser(in_use) as connection:
        lines = (
            ledger.closed_since(timezone.now() - timedelta(hours=1))
            if from_the_file
            else restricted_again.closed_in(connection)
        )

    with databases.superuser(restored) as connection:
        assert restricted_again.close(connection, lines) == 4
        assert restricted_again.close(connection, lines) == 0

        assert closed(connection, rows["raised"])["level"] == 4
        held = closed(connection, rows["held"])
        assert (held["has_safe_address"], held["held_for"]) == (True, "A claim")
        assert held["held_by"] == world.hana.pk
        assert [user for user, *_ in closed(connection, rows["kept_out"])["kept_out"]] == [world.dana.pk]
        assert closed(connection, rows["lowered"])["level"] == 4
        assert world.dana.pk in closed(connection, rows["left"])["taken_off"]


def test_a_line_from_before_the_backup_closes_nothing_again(older):
    assert ledger.closed_since(timezone.now() + timedelta(seconds=1)) == []


def test_a_hold_by_somebody_whom_the_backup_does_not_know_stands_all_the_same(older):
    _, rows, in_use, restored = older
    with databases.superuser(in_use) as connection:
        line = closed(connection, rows["held"]) | {"held_by": 10**9}

    with databases.superuser(restored) as connection:
        restricted_again.close(connection, [line])

        (is_system,) = connection.execute(
            "select is_system from core_user where id = %s", [closed(connection, rows["held"])["held_by"]]
        ).fetchone()
    assert is_system


def test_somebody_kept_out_of_fifty_records_is_kept_out_of_all(older):
    world, _, in_use, restored = older
    with databases.using(in_use), transaction.atomic():
        rows = [a_request(world, about=f"C-{number}") for number in range(FIFTY)]
    databases.remove(restored)
    databases.copy(in_use, restored)
    with databases.using(in_use), transaction.atomic():
        for row in rows:
            by = as_reader(world, "hana")
            operations.exclude(restricted=kept(row), person=world.dana, by=by, at=timezone.now())

    with databases.superuser(restored) as connection:
        restricted_again.close(connection, ledger.closed_since(timezone.now() - timedelta(hours=1)))

        found = connection.execute(
            "select count(*) from core_exclusion where user_id = %s and record = any(%s)",
            [world.dana.pk, [row.public_id for row in rows]],
        ).fetchone()
    assert found == (FIFTY,)
