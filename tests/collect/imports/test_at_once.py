"""
A file that is checked as a whole says what it says row by row, and one with a fault is never let through.

And a file, or the same figures in another file, sent again and again leaves the figures as they were (G33).
"""

from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeguarding.collect.imports.registry import Options, SentFile
from safeguarding.collect.models import FormerFigure, Observation, Total
from safeguarding.collect.returns.formats import figures
from safeguarding.collect.returns.formats.figures import FIGURES
from safeguarding.kit.spreadsheets import read_table, write_csv

TITLES = tuple(column.title for column in figures.OURS.columns)
NAMES = (
    "Safeguarding adult alerts",
    "adults.concerns",
    "Review Health Assessments on time",
    "training.competence",
)
PLACES = ("North Wyvern", "south wyvern")
# Nothing is stored by reading, and what is stored is taken back: every example finds the world as it was.
SAME_WORLD = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = st.sampled_from(["", "Moving, handling", 'He said "no"', "back\\slash", "tab\there"])


def rows(faulty):
    """Return a strategy of rows: sound ones, and where faults are wanted any that a person may type."""
    some = (lambda *more: st.sampled_from(more)) if faulty else (lambda first, *_: st.just(first))
    count = st.tuples(
        st.sampled_from(NAMES[:2]),
        st.sampled_from(PLACES),
        st.sampled_from(["2023-24", "2024-25", "Q1 2024/25", "31/03/2025"]),
        some("", "1", "x"),
        st.just(""),
        st.sampled_from(["0", "5", "1,162", "5.0"])
        if not faulty
        else st.sampled_from(["5", "5.5", "-1", "lots", ""]),
        some("", "nil return", "lost"),
        st.sampled_from(["", "approximately", "at least"]),
        some("", "no such split"),
        WORDS,
    )
    share = st.tuples(
        st.sampled_from(NAMES[2:]),
        st.sampled_from(PLACES),
        st.sampled_from(["2023-24", "2024-25"]),
        st.sampled_from(["3", "3.0", "5"]),
        st.sampled_from(["5", "7"]) if not faulty else st.sampled_from(["5", "4", ""]),
        some("", "60", "99.9"),
        some("", "suspended"),
        some("", "exactly"),
        some("", "One"),
        WORDS,
    )
    return st.lists(st.one_of(count, share), min_size=1, max_size=12)


def once_each(found):
    """Return the rows whose figure was not given before."""
    seen = {}
    for row in found:
        name, place, when, split = row[0], row[1], row[2], row[8]
        same = {"Safeguarding adult alerts": 1, "adults.concerns": 1}.get(name, name)
        seen.setdefault((same, place, when, split), row)
    return list(seen.values())


@contextmanager
def read_here():
    """Read tables in this process: the guarded one takes longer to start than all the rest."""
    with patch.object(figures, "read_table_guarded", read_table):
        yield


def prepared(actor, data):
    with read_here():
        return FIGURES.prepare(data, "figures.csv", Options(source="Test"), actor)


def row_by_row(actor, data):
    with patch.object(figures, "read_columns", lambda *_: None):
        return prepared(actor, data)


def file_of(found):
    return write_csv(TITLES, found)


@settings(SAME_WORLD, max_examples=20)
@given(data=st.data())
def test_a_sound_file_says_the_same_checked_as_a_whole_and_row_by_row(world, data):
    adi = world.actor("adi")
    sent = file_of(once_each(data.draw(rows(faulty=False))))

    with patch.object(figures, "_row_by_row", side_effect=AssertionError("it was not checked as a whole")):
        whole = prepared(adi, sent)

    assert whole == row_by_row(adi, sent)
    assert whole.problems == ()


@settings(SAME_WORLD, max_examples=20)
@given(data=st.data())
def test_a_fault_is_found_either_way_and_in_the_same_words(world, data):
    adi = world.actor("adi")
    sent = file_of(data.draw(rows(faulty=True)))

    assert prepared(adi, sent) == row_by_row(adi, sent)


def known():
    """Return all that is known: the figures, what they were before, and the sums over areas."""
    plain = (
        "series",
        "about",
        "starts_on",
        "ends_on",
        "numerator",
        "denominator",
        "value",
        "state",
        "qualifiers",
    )
    return (
        sorted(Observation.objects.values_list(*plain, "version", "batch", "source", "reason")),
        FormerFigure.objects.count(),
        sorted(
            Total.objects.values_list(
                "series", "starts_on", "rows_count", "numerator", "denominator", "value"
            )
        ),
    )


def store(actor, data, name):
    ready = prepared(actor, data)
    file = SentFile(name, name, ready.read_rows)
    return FIGURES.operations.store(rows=ready.rows, file=file, by=actor, at=timezone.now())


def stays_as_it_was(world, found):
    adi = world.actor("adi")
    with transaction.atomic():
        first = store(adi, file_of(found), "a.csv")
        before = known()
        again = store(adi, file_of(found), "a.csv")
        other = store(adi, file_of(found[::-1]), "b.csv")
        after = known()
        transaction.set_rollback(True)
    assert first["added"] == len(found) == len(before[0])
    assert (again["added"], again["corrected"], again["unchanged"]) == (0, 0, len(found))
    assert (other["added"], other["corrected"], other["unchanged"]) == (0, 0, len(found))
    assert after == before


@settings(SAME_WORLD, max_examples=8)
@given(data=st.data())
def test_figures_that_come_again_change_nothing(world, data):
    stays_as_it_was(world, once_each(data.draw(rows(faulty=False))))


@pytest.mark.long
@settings(SAME_WORLD, max_examples=2_000)
@given(data=st.data())
def test_figures_that_come_again_change_nothing_in_two_thousand_files(world, data):
    stays_as_it_was(world, once_each(data.draw(rows(faulty=False))))


def test_what_differs_is_corrected_once_and_the_rest_left_alone(world):
    adi = world.actor("adi")
    share = ("Review Health Assessments on time", "North Wyvern", "2024-25", "3", "5", "", "", "", "", "")
    other = ("Review Health Assessments on time", "South Wyvern", "2024-25", "4", "5", "", "", "", "", "")
    changed = (*share[:3], "4", *share[4:])
    store(adi, file_of([share, other]), "a.csv")

    outcome = store(adi, file_of([changed, other]), "b.csv")

    assert (outcome["added"], outcome["corrected"], outcome["unchanged"]) == (0, 1, 1)
    assert sorted(Observation.objects.values_list("numerator", "version")) == [(4, 1), (4, 2)]
    assert [former.numerator for former in FormerFigure.objects.all()] == [3]
    assert [total.numerator for total in Total.objects.all()] == [8]
