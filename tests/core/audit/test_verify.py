"""Whatever somebody with every right does to a recorded chain, the check finds it."""

import json

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.core.audit.verify import Record, digest, faults, verify
from tests import databases
from tests.core.audit.recording import record_some_things
from tests.world import of_ones_own

MIDDLE = "organisation_id = %(place)s and sequence = %(middle)s"


@pytest.fixture(scope="module")
def chain(django_db_setup, django_db_blocker):
    """Keep a world of one's own with a chain of some length; give its name, an organisation and a middle record."""
    with django_db_blocker.unblock(), of_ones_own("chain") as name:
        yield {"name": name, "place": record_some_things()}


@pytest.fixture
def tampered(chain, django_db_blocker):
    """Return a function that runs a statement as the superuser with every trigger off, checks the chains, and undoes it."""
    copy = f"{chain['name']}_copy"

    def tamper(statement: str) -> list[str]:
        with databases.superuser(copy) as superuser:
            superuser.execute("set session_replication_role = replica")
            (last,) = superuser.execute(
                "select max(sequence) from core_auditrecord where organisation_id = %s", [chain["place"]]
            ).fetchone()
            values = {"place": chain["place"], "middle": last - 5, "plain": last - 4, "last": last}
            assert superuser.execute(statement, values).rowcount > 0
        _, breaks = verify()
        return [found.reason for found in breaks]

    with django_db_blocker.unblock():
        databases.point_at({"default": chain["name"], "owner": chain["name"]})
        databases.copy(chain["name"], copy)
        with databases.using(copy):
            yield tamper
        databases.remove(copy)


def test_an_untouched_chain_holds(chain, django_db_blocker):
    with django_db_blocker.unblock(), databases.using(chain["name"]):
        count, breaks = verify()

    assert count > 40
    assert breaks == []


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            f"update core_auditrecord set body = replace(body, 'thing', 'other') where {MIDDLE}",
            "content is not what",
        ),
        (
            f"update core_auditrecord set recorded_at = recorded_at - interval '1 day' where {MIDDLE}",
            "content is not what",
        ),
        (f"update core_auditrecord set what = 'other.done' where {MIDDLE}", "what beside it"),
        (f"update core_auditrecord set by = 'somebody@else.invalid' where {MIDDLE}", "by beside it"),
        (f"update core_auditrecord set about = '' where {MIDDLE}", "about beside it"),
        (f"delete from core_auditrecord where {MIDDLE}", "should stand here"),
        (
            "delete from core_auditrecord where organisation_id = %(place)s and sequence = %(last)s",
            "does not end where",
        ),
        ("delete from core_auditrecord where organisation_id = %(place)s", "does not end where"),
        ("delete from core_audithead where organisation_id = %(place)s", "does not end where"),
        (
            "update core_auditrecord set sequence = case when sequence = %(middle)s then -1 else sequence end"
            " where organisation_id = %(place)s",
            "should stand here",
        ),
        (
            "with pair as (select id, body from core_auditrecord where organisation_id = %(place)s and sequence in"
            " (%(middle)s, %(last)s)) update core_auditrecord r set body = o.body from pair o, pair m"
            " where r.id = m.id and o.id <> m.id",
            "content is not what",
        ),
        (
            "insert into core_auditrecord (organisation_id, sequence, recorded_at, what, by, about, concerns, body,"
            " previous, hash) select organisation_id, sequence + 1, recorded_at, what, by, about, concerns, body, hash,"
            " repeat('0', 64) from core_auditrecord where organisation_id = %(place)s and sequence = %(last)s",
            "content is not what",
        ),
        (
            # A forger who can work out hashes adds a record with a right one; the head still gives it away.
            "insert into core_auditrecord (organisation_id, sequence, recorded_at, what, by, about, concerns, body,"
            " previous, hash) select organisation_id, sequence + 1, recorded_at, what, by, about, concerns, body, hash,"
            " core_audit_digest(hash, sequence + 1, recorded_at, body) from core_auditrecord"
            " where organisation_id = %(place)s and sequence = %(last)s",
            "does not end where",
        ),
        (
            f"update core_auditrecord set body = '{{}}', hash = core_audit_digest(previous, sequence, recorded_at, '{{}}') where {MIDDLE}",
            "does not follow from",
        ),
        (
            "update core_auditcontent set content = replace(content, 'wrong', 'right')",
            "what was written beside it is not what was recorded",
        ),
        ("update core_auditcontent set content = null", "what was written with it is gone"),
        ("delete from core_auditcontent", "what was written beside it is not what was recorded"),
        (
            "with other as (select max(entry_id) as last, min(entry_id) as first from core_auditcontent)"
            " delete from core_auditcontent using other where entry_id = other.last",
            "what was written beside it is not what was recorded",
        ),
        (
            f"insert into core_auditcontent (entry_id, content) select id, '{{}}' from core_auditrecord where {MIDDLE.replace('middle', 'plain')}",
            "what was written beside it is not what was recorded",
        ),
    ],
)
def test_tampering_is_found(tampered, statement, reason):
    reasons = tampered(statement)

    assert any(reason in found for found in reasons), reasons


MOMENT = timezone.now()
BODY = json.dumps({"what": "thing.done", "by": "dana@demo.invalid", "about": "core.User:1"})


def whole(previous: str, sequence: int) -> Record:
    return Record(
        1,
        sequence,
        MOMENT,
        BODY,
        previous,
        digest(previous, sequence, MOMENT, BODY),
        "thing.done",
        "dana@demo.invalid",
        "core.User:1",
    )


@given(
    st.sampled_from(["body", "previous", "hash", "what", "by", "about", "sequence"]),
    st.one_of(st.text(max_size=80), st.integers(0, 10)),
)
def test_any_change_of_any_part_is_found(part, other):
    record = whole("a" * 64, 5)
    assert list(faults(record, 4, "a" * 64)) == []
    other = (other if isinstance(other, int) else len(other)) if part == "sequence" else str(other)
    if other == getattr(record, part):
        return

    assert list(faults(record._replace(**{part: other}), 4, "a" * 64)) != []
