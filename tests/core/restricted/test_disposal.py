"""What is disposed of when its time has passed, and what never is (security plan, G44)."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from safeguarding.act.disclosures.models import Disclosure
from safeguarding.collect.sealed.models import SealedNote
from safeguarding.core.audit.models import AuditRecord, RowHistory
from safeguarding.core.breakglass.queries import by_reference
from safeguarding.core.restricted import disposing, keeping, ledger, operations, queries, retention
from safeguarding.core.restricted.models import Disposal, RestrictedRecord
from safeguarding.kit.refusals import Refused
from tests.core.restricted.making import a_note, a_request, as_reader, kept

LONG_AGO = date(1990, 5, 1)


@dataclass(frozen=True)
class Case:
    """One dated record: its class, when it ended, the years known of a child, and the first day on which it may go."""

    key: str
    ended: date | None
    due: date | None
    born_in: int | None = None
    died_in: int | None = None


def day(text):
    return date.fromisoformat(text)


ADULTS = [
    Case("adult", day(ended), day(due))
    for ended, due in (
        ("2018-11-21", "2026-11-21"),
        ("2018-11-22", "2026-11-22"),
        ("2018-11-23", "2026-11-23"),
        ("2016-02-29", "2024-03-01"),
        ("2020-02-29", "2028-03-01"),
        ("2017-12-31", "2025-12-31"),
        ("2018-01-01", "2026-01-01"),
        ("1999-12-31", "2007-12-31"),
        ("2026-11-22", "2034-11-22"),
        ("2012-03-31", "2020-03-31"),
    )
]
SERIOUS = [
    Case("serious", day(ended), day(due))
    for ended, due in (
        ("2006-11-21", "2026-11-21"),
        ("2006-11-23", "2026-11-23"),
        ("2004-02-29", "2024-03-01"),
        ("2024-02-29", "2044-03-01"),
        ("2000-01-01", "2020-01-01"),
        ("2010-06-30", "2030-06-30"),
    )
]
UNKNOWN_AGE = [
    Case("child", day(ended), day(due))
    for ended, due in (
        ("2000-11-21", "2026-11-21"),
        ("2000-11-23", "2026-11-23"),
        ("2000-02-29", "2026-03-01"),
        ("2019-09-29", "2045-09-29"),
    )
]
# To the 25th birthday; the year alone is known, so that its last day counts.
CHILDREN = [
    Case("child", day(ended), day(due), born_in=born)
    for ended, born, due in (
        ("2015-06-01", 2000, "2026-01-01"),
        ("2016-12-31", 2000, "2026-01-01"),
        ("2010-01-01", 2001, "2027-01-01"),
        ("2001-05-01", 2001, "2027-01-01"),
        ("2002-02-02", 1999, "2025-01-01"),
        ("2026-11-22", 2020, "2046-01-01"),
        ("2026-11-22", 2026, "2052-01-01"),
        ("2012-02-29", 1996, "2022-01-01"),
        ("2014-07-14", 1998, "2024-01-01"),
        ("2025-01-01", 2009, "2035-01-01"),
    )
]
# To the 26th birthday of somebody who was, or may have been, 17 when it ended.
SEVENTEEN = [
    Case("child", day(ended), day(due), born_in=born)
    for ended, born, due in (
        ("2017-01-01", 2000, "2027-01-01"),
        ("2017-12-31", 2000, "2027-01-01"),
        ("2018-06-01", 2000, "2027-01-01"),
        ("2016-03-01", 1999, "2026-01-01"),
        ("2026-01-01", 2009, "2036-01-01"),
        ("2016-02-29", 1998, "2025-01-01"),
    )
]
# Whoever was 18 for certain was an adult when it ended: eight years.
GROWN_UP = [
    Case("child", day("2019-06-01"), day("2027-06-01"), born_in=2000),
    Case("child", day("2020-02-29"), day("2028-03-01"), born_in=1995),
]
# Eight years after a death, and never before it ended.
DIED = [
    Case("child", day("2015-06-01"), day("2024-01-01"), born_in=2000, died_in=2015),
    Case("child", day("2019-06-01"), day("2027-01-01"), born_in=2010, died_in=2018),
    Case("child", day("2017-06-01"), day("2026-01-01"), died_in=2017),
    Case("child", day("2018-12-31"), day("2027-01-01"), died_in=2018),
    Case("child", day("2024-03-01"), day("2024-03-01"), born_in=2001, died_in=2010),
    Case("child", day("2026-11-22"), day("2035-01-01"), born_in=2026, died_in=2026),
]
IN_USE = [
    Case("adult", None, None),
    Case("serious", None, None),
    Case("child", None, None),
    Case("child", None, None, born_in=1980),
    Case("child", None, None, died_in=1985),
    Case("child", None, None, born_in=1980, died_in=1985),
]
CASES = [*ADULTS, *SERIOUS, *UNKNOWN_AGE, *CHILDREN, *SEVENTEEN, *GROWN_UP, *DIED, *IN_USE]


def test_there_are_fifty_of_them():
    assert len(CASES) == len(set(CASES)) == 50


@pytest.mark.parametrize("case", CASES)
def test_goes_from_the_right_day_and_never_while_it_is_held(case):
    years = {"born_in": case.born_in, "died_in": case.died_in}
    row = RestrictedRecord(resource="SHR", retention=case.key, counts_from=case.ended, **years)

    assert retention.due_on(case.key, case.ended, **years) == case.due == disposing.due_on(row)
    if case.due:
        assert not disposing.may_go(row, date.fromordinal(case.due.toordinal() - 1)).may
        assert disposing.may_go(row, case.due).may
    row.held_at = timezone.now()
    assert not disposing.may_go(row, date(2100, 1, 1)).may


def passed(world, row, who="hana"):
    """End a record so long ago that its time has passed."""
    as_reader(world, who)
    keeping.count_from(row.public_id, LONG_AGO)
    return kept(row)


def ask(world, row, who="hana"):
    """Ask to dispose of a record."""
    restricted = passed(world, row, who)
    return operations.propose(
        restricted=restricted,
        kind="DISPOSE",
        reason="Its time has passed",
        by=as_reader(world, who),
        at=timezone.now(),
    )


def agree(world, asked, who="cal"):
    """Agree to it as a second person."""
    return operations.decide(
        proposal=asked, version=1, agree=True, by=as_reader(world, who), at=timezone.now()
    )


def test_its_words_go_and_the_stub_says_who_when_and_why(
    world, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.AUDIT_ROOTS = tmp_path / "roots"
    row = a_request(world)
    asked = ask(world, row)
    with django_capture_on_commit_callbacks(execute=True):
        agree(world, asked)

    as_reader(world, "hana")
    stub = Disposal.objects.get(restricted__record=row.public_id)
    assert not Disclosure.objects.filter(public_id=row.public_id).exists()
    assert (stub.asked_by, stub.disposed_by, stub.retention) == (world.hana, world.cal, "child")
    assert stub.was_due_on == date(2016, 5, 1)
    told = RowHistory.objects.filter(relation="act_disclosure", row_id=row.pk)
    assert {(one.verb, one.before, one.after) for one in told} == {
        ("INSERT", None, None),
        ("DELETE", None, None),
    }
    assert AuditRecord.objects.filter(what="restricted.disposed").count() == 1
    assert [line["record"] for line in ledger.read()] == [str(row.public_id)]
    assert by_reference(kept(row).reference) is None


def test_a_sealed_note_goes_though_whoever_agrees_never_reads_it(world):
    row = a_note(world)
    agree(world, ask(world, row))

    as_reader(world, "hana")
    assert not SealedNote.objects.filter(public_id=row.public_id).exists()
    assert Disposal.objects.get().disposed_by == world.cal
    as_reader(world, "cal")
    assert not queries.is_on_list(as_reader(world, "cal"), row.public_id)


def test_takes_two(world):
    asked = ask(world, a_request(world))

    with pytest.raises(Refused, match="Somebody else"):
        agree(world, asked, who="hana")


def test_not_before_its_time(world):
    row = a_request(world)
    with pytest.raises(Refused, match="has not passed"):
        operations.propose(
            restricted=kept(row),
            kind="DISPOSE",
            reason="No longer needed",
            by=as_reader(world, "hana"),
            at=timezone.now(),
        )


def test_a_legal_hold_that_comes_between_wins(world):
    row = a_request(world)
    asked = ask(world, row)
    operations.flag(restricted=kept(row), hold="An inquiry", by=as_reader(world, "hana"), at=timezone.now())

    with pytest.raises(Refused, match="legal hold"):
        agree(world, operations.Proposal.objects.select_related("restricted").get(pk=asked.pk))

    as_reader(world, "hana")
    assert Disclosure.objects.filter(public_id=row.public_id).exists()


def test_nothing_more_is_done_with_what_is_gone(world):
    row = a_request(world)
    agree(world, ask(world, row))

    with pytest.raises(Refused, match="disposed of"):
        ask(world, row)


def test_the_database_itself_deletes_nothing_that_two_did_not_agree_on(world):
    row = a_request(world)
    passed(world, row)

    with pytest.raises(DatabaseError, match="two people agree"), transaction.atomic():
        Disclosure.objects.filter(pk=row.pk).delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RowHistory.objects.filter(relation="act_disclosure", row_id=row.pk).update(after=None)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from core_rowhistory")
