"""
The policy, the querysets and row-level security agree on restricted records: every reader, record, ceiling and verb.

What each record is to each reader stands here as a table of its own, made by hand and by no query of the product.
"""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from safeguarding.act.disclosures.models import Disclosure
from safeguarding.collect.alerts.models import AdultAlert
from safeguarding.collect.sealed.models import SealedNote
from safeguarding.core.access.decision import Facts, decide, let_through
from safeguarding.core.access.policy import Permission
from safeguarding.core.restricted import operations
from safeguarding.core.restricted.models import NamedPerson
from tests.core.restricted.making import a_note, a_request, an_alert, as_reader, kept, name
from tests.world import CAST, CONTRACTED

HOME = {key: place for key, _, place, _ in CAST}
READERS = tuple(HOME)
CEILINGS = (2, 3, 4)
VERBS = "rw"


def excluded(world, row, person, by):
    as_reader(world, by)
    operations.exclude(
        restricted=kept(row), person=getattr(world, person), by=as_reader(world, by), at=timezone.now()
    )


def raised(world, row, by):
    as_reader(world, by)
    operations.raise_level(restricted=kept(row), by=as_reader(world, by), at=timezone.now())


def run_out(world, row, person, by):
    name(world, row, person, by)
    as_reader(world, by)
    ago = timezone.now() - timedelta(seconds=1)
    NamedPerson.objects.filter(record=row.public_id, user=getattr(world, person)).update(
        since=ago - timedelta(hours=4), until=ago
    )


@pytest.fixture
def table(world):
    """Make the records; return for each its row, owner, level, who is named and who is kept out."""
    rows = {}

    def put(key, row, owner, level=3, named=(), kept_out=()):
        rows[key] = (row, owner, level, frozenset(named), frozenset(kept_out))

    put("plain request", a_request(world), "wyvern", named={"dana"})
    row = a_request(world, about="C-105")
    excluded(world, row, "hana", "dana")
    name(world, row, "pat", "dana")
    put(
        "request, one kept out, one named from outside",
        row,
        "wyvern",
        named={"dana", "pat"},
        kept_out={"hana"},
    )
    row = a_request(world, about="C-106")
    raised(world, row, "hana")
    put("request closed to all but its list", row, "wyvern", 4, {"dana", "hana"})
    row = a_request(world, "oscar", about="E-1")
    put("request of another commissioner", row, "elsewhere_icb", named={"oscar"})
    put("plain alert", an_alert(world), "riverside", named={"pat"})
    row = an_alert(world, about="A-8")
    name(world, row, "perry", "pat")
    excluded(world, row, "adele", "pat")
    put("alert with two named, one kept out", row, "riverside", named={"pat", "perry"}, kept_out={"adele"})
    row = an_alert(world, about="A-9")
    run_out(world, row, "terry", "pat")
    raised(world, row, "pat")
    put("alert closed to all but its list", row, "riverside", 4, {"pat"})
    put("alert of a stranger", an_alert(world, "olga", about="O-1"), "elsewhere", named={"olga"})
    put("sealed note", a_note(world), "wyvern", 4, {"hana"})
    row = a_note(world, "dana")
    name(world, row, "doc", "dana")
    excluded(world, row, "cal", "dana")
    excluded(world, row, "doc", "dana")
    put("sealed note, one both named and kept out", row, "wyvern", 4, {"dana", "doc"}, {"cal", "doc"})
    return rows


def facts(reader, record):
    row, owner, level, named, kept_out = record
    commissioners = {"wyvern": CONTRACTED, "elsewhere_icb": ("elsewhere",)}
    return Facts(
        resource=row.resource,
        level=level,
        is_own=HOME[reader] == owner,
        is_contracted=isinstance(row, AdultAlert) and owner in commissioners.get(HOME[reader], ()),
        is_of_practice=owner == "millpond",
        is_named=reader in named,
        is_excluded=reader in kept_out,
    )


def test_policy_querysets_and_database_agree(world, table):
    pairs = yes = 0
    for reader in READERS:
        for ceiling in CEILINGS:
            actor = as_reader(world, reader, ceiling)
            seen = {
                model: set(model.objects.values_list("pk", flat=True))
                for model in (Disclosure, AdultAlert, SealedNote)
            }
            asked = {
                (model, verb): set(
                    model.rows(actor, Permission(model.resource, verb)).values_list("pk", flat=True)
                )
                for model in seen
                for verb in VERBS
            }
            for key, record in table.items():
                row, about = record[0], f"{reader}, {key}, ceiling {ceiling}"
                stands = facts(reader, record)
                assert (row.pk in seen[type(row)]) == let_through(stands, ceiling), f"the database: {about}"
                for verb in VERBS:
                    decided = decide(actor.roles, Permission(row.resource, verb), stands, ceiling)
                    found = row.pk in asked[type(row), verb]
                    assert found == decided.may, f"the queryset: {about}, {verb}: {decided.because}"
                    pairs, yes = pairs + 1, yes + found
    assert pairs == len(READERS) * len(CEILINGS) * len(table) * len(VERBS)
    assert yes > 60, "too few that may for this to mean anything"


def test_whoever_breaks_into_the_table_writes_nothing_either(world, table):
    row = table["sealed note"][0]
    for reader, level in (("dana", 4), ("hana", 3), ("pat", 4), ("opal", 4), ("cal", 4)):
        as_reader(world, reader, level)
        assert SealedNote.objects.filter(pk=row.pk).update(title="Changed") == 0, reader


def test_a_record_that_was_never_entered_is_shown_to_nobody(world):
    row = a_request(world)
    as_reader(world, "dana")
    stray = Disclosure.objects.get(pk=row.pk)
    stray.pk, stray.public_id = None, "5f0f8a4e-5a57-4a3e-9d57-4d7ad3f3b001"
    with pytest.raises(DatabaseError, match="row-level security"):
        stray.save(force_insert=True)
