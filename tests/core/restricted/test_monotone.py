"""Whoever writes, and in whatever order: a level or a flag falls only when two people agreed, and nothing held goes."""

import random

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from safeguarding.core.restricted.models import RestrictedRecord
from tests.core.restricted.making import a_note, a_request, as_reader, kept

WRITES = 2  # in each sequence


@pytest.mark.parametrize(
    "sequences",
    [
        pytest.param(50, marks=pytest.mark.sample),
        pytest.param(500, marks=pytest.mark.long),
        pytest.param(10_000, marks=[pytest.mark.long, pytest.mark.whole]),
    ],
)
def test_no_sequence_of_writes_lowers_anything(world, sequences, record_property):
    rows = [kept(a_request(world, about=f"C-{n}")) for n in range(4)]
    dice, falls = random.Random(7), 0
    as_reader(world, "dana")
    for _ in range(sequences):
        restricted = dice.choice(rows)
        for _ in range(WRITES):
            before = RestrictedRecord.objects.get(pk=restricted.pk)
            wanted = {
                "level": dice.choice((3, 4)),
                "has_safe_address": dice.choice((True, False)),
                "held_at": dice.choice((timezone.now(), None)),
            }
            held = wanted["held_at"] is not None
            wanted |= {"held_by": world.dana if held else None, "held_for": "An inquiry" if held else ""}
            lowers = (
                wanted["level"] < before.level
                or (before.has_safe_address and not wanted["has_safe_address"])
                or (before.held_at is not None and not held)
            )
            falls += lowers
            assert lowers != _writes(restricted, wanted)
    record_property("figure", f"0 of {falls:,} tries to lower passed, in {sequences:,} random sequences")
    assert falls > sequences / 4


def _writes(restricted, wanted) -> bool:
    """Try to write; tell whether the database took it."""
    try:
        with transaction.atomic():
            RestrictedRecord.objects.filter(pk=restricted.pk).update(**wanted)
    except DatabaseError:
        return False
    return True


def test_what_is_held_cannot_be_deleted_even_by_a_migration(world):
    note = a_note(world)
    actor = as_reader(world, "hana")
    RestrictedRecord.objects.filter(record=note.public_id).update(
        held_at=timezone.now(), held_by=actor.user, held_for="An inquiry"
    )

    with pytest.raises(DatabaseError):
        note.delete()
