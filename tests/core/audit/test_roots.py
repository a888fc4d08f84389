"""The signed roots: a chain that was cut short is told from one that was changed, and roots themselves are checked."""

import json

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.core.audit import roots
from safeguarding.core.audit.operations import record
from safeguarding.core.audit.verify import verify
from tests import databases
from tests.core.audit.recording import record_some_things
from tests.world import World, of_ones_own


@pytest.fixture(scope="module")
def recorded(django_db_setup, django_db_blocker):
    """Keep a world with a chain of some length."""
    with django_db_blocker.unblock(), of_ones_own("roots") as name:
        yield name, record_some_things()


@pytest.fixture
def after(recorded, django_db_blocker, settings, tmp_path):
    """Write a root, then run statements as somebody with every right; return what the check says."""
    name, place = recorded
    copy = f"{name}_copy"
    settings.AUDIT_ROOTS, settings.AUDIT_KEY = tmp_path / "roots", tmp_path / "key"

    def do(*statements, before=None):
        roots.write_root(timezone.now())
        with databases.superuser(copy) as superuser:
            superuser.execute("set session_replication_role = replica")
            for statement in statements:
                superuser.execute(statement, {"place": place})
        if before:
            before(settings.AUDIT_ROOTS / roots.FILE)
        return {fault.kind for fault in roots.check()[1]}

    with django_db_blocker.unblock():
        databases.point_at({"default": name, "owner": name})
        databases.copy(name, copy)
        with databases.using(copy):
            yield do
        databases.remove(copy)


LAST = "(select max(sequence) from core_auditrecord where organisation_id = %(place)s)"
CUT = (
    f"delete from core_auditrecord where organisation_id = %(place)s and sequence = {LAST}",
    "update core_audithead h set sequence = r.sequence, hash = r.hash from core_auditrecord r"
    " where h.organisation_id = %(place)s and r.organisation_id = %(place)s"
    f" and r.sequence = {LAST}",
)


def test_untouched_chains_have_no_fault(after):
    assert after() == set()


def test_a_tail_cut_with_its_head_is_called_truncated_where_the_chain_alone_sees_nothing(after):
    assert after(*CUT) == {"truncated"}
    assert verify()[1] == []


def test_a_whole_chain_that_is_gone_is_called_truncated(after):
    gone = [
        f"delete from {table} where organisation_id = %(place)s"
        for table in ("core_auditrecord", "core_audithead")
    ]

    assert after(*gone) == {"truncated"}


def test_another_record_at_the_same_place_is_called_tampered(after):
    assert after(
        f"update core_auditrecord set hash = repeat('0', 64) where organisation_id = %(place)s and sequence = {LAST}"
    ) == {"tampered"}


def test_records_added_since_are_no_fault(after):
    def grow(file):
        with transaction.atomic():
            dana = World().actor("dana")
            record("thing.done", about=dana.user, by=dana, at=timezone.now())

    assert after(before=grow) == set()


@pytest.mark.parametrize("what", ["signature", "heads", "root", "previous"])
def test_a_root_that_was_changed_is_found(after, what):
    def change(file):
        root = json.loads(file.read_text())
        root[what] = {
            "signature": "00" * 64,
            "heads": {"1": [1, "x"]},
            "root": "0" * 64,
            "previous": "0" * 64,
        }[what]
        file.write_text(json.dumps(root) + "\n")

    assert "roots" in after(before=change)


def test_a_root_that_was_taken_out_is_found(after):
    def take_out(file):
        roots.write_root(timezone.now())
        file.write_text(file.read_text().splitlines()[1] + "\n")

    assert "roots" in after(before=take_out)


@given(st.lists(st.binary(max_size=8), max_size=20), st.integers(0, 19), st.binary(max_size=8))
def test_every_leaf_counts_in_the_tree(leaves, place, other):
    if place < len(leaves) and leaves[place] != other:
        assert roots.merkle(leaves) != roots.merkle([*leaves[:place], other, *leaves[place + 1 :]])
    assert roots.merkle(leaves) != roots.merkle([*leaves, other])


def test_the_tree_of_a_known_example():
    # RFC 6962 test vectors of the reference implementation: the empty tree, and one empty leaf.
    assert roots.merkle([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert roots.merkle([b""]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
