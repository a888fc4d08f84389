"""Closer oversight of providers: in and out with evidence, and never for the provider's own eyes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.assure.oversight import operations, queries
from safeguarding.assure.oversight.models import ProcessEntry
from safeguarding.kit import identifying, when
from safeguarding.kit.refusals import Stale

YEAR = when.read("2024/25")


def enter(world, who="dana", about="foxglove", process="QPIP", entered="June 2024", reason="Two concerns"):
    return operations.enter_process(
        about=getattr(world, about),
        process=process,
        entered=when.read(entered),
        reason=reason,
        by=world.actor(who),
        at=timezone.now(),
    )


def leave(world, entry, version=1, left="March 2025", evidence="Re-audit passed twice"):
    return operations.leave_process(
        entry=entry,
        version=version,
        left=when.read(left),
        exit="IMPROVED",
        evidence=evidence,
        by=world.actor("dana"),
        at=timezone.now(),
    )


def note(world, who="dana", kind="INSOLVENCY", **more):
    return operations.note_event(
        about=world.fairway,
        kind=kind,
        happened=when.read("2024/25"),
        summary="The provider could not pay its staff",
        by=world.actor(who),
        at=timezone.now(),
        **more,
    )


def test_entries_and_exits_are_counted_by_kind_of_provider(world):
    leave(world, enter(world))
    enter(world, about="fairway", process="RADAR")

    counts = queries.process_counts(world.actor("dana"), YEAR)

    assert [(c.process, c.provider_kind, c.entered, c.left, c.left_improved) for c in counts] == [
        ("QPIP", "care-home-nursing", 1, 1, 1),
        ("RADAR", "domiciliary-care", 1, 0, 0),
    ]
    assert queries.process_counts(world.actor("dana"), when.read("2022/23")) == []


def test_a_provider_is_in_a_process_once_at_a_time(world):
    entry = enter(world)
    with pytest.raises(operations.NotPossible, match="already in this process"):
        enter(world)
    leave(world, entry)

    again = enter(world, entered="June 2025")

    assert queries.running(world.actor("dana"), timezone.localdate()) == [again]


def test_nobody_leaves_without_evidence_or_before_they_entered(world):
    entry = enter(world)

    with pytest.raises(operations.NotPossible, match="which evidence"):
        leave(world, entry, evidence=" ")
    with pytest.raises(operations.NotPossible, match="before it entered"):
        leave(world, entry, left="May 2024")
    leave(world, entry)
    with pytest.raises(Stale):
        leave(world, entry)
    with pytest.raises(operations.NotPossible, match="already left"):
        leave(world, entry, version=2)


def test_an_insolvent_provider_leaves_word_of_what_became_of_people(world):
    with pytest.raises(operations.NotPossible, match="packages of care"):
        note(world)

    note(world, transition="Another provider took over", supported_by=world.northvale)

    [event] = queries.events_in(world.actor("dana"), YEAR)
    assert (event.kind, event.supported_by) == ("INSOLVENCY", "Northvale County Council")


def test_the_timeline_of_a_provider_holds_all_that_is_known_of_it(world):
    leave(world, enter(world))
    operations.note_assurance(
        about=world.foxglove,
        means="REPORT",
        on=when.read("Q1 2025/26"),
        by=world.actor("dana"),
        at=timezone.now(),
    )

    texts = [m.text for m in queries.timeline(world.actor("dana"), world.foxglove)]

    assert texts == [
        "Quality report",
        "Left: Quality improvement process (QPIP) (improvement achieved and sustained)",
        "Entered: Quality improvement process (QPIP)",
    ]


def test_words_that_say_who_somebody_is_are_refused(world):
    with pytest.raises(identifying.SaysWho, match="a person's name"):
        enter(world, reason="Concern raised by Mrs Green")

    assert not ProcessEntry.objects.exists()


@pytest.mark.parametrize("who", ["pat", "perry", "terry", "gail", "homer", "olga", "oscar", "noone"])
def test_the_provider_and_the_others_see_neither_row_nor_count(world, who):
    leave(world, enter(world, about="riverside"))
    note(world, transition="Another provider took over")
    actor = world.actor(who)

    assert not queries.entries(actor).exists()
    assert not ProcessEntry.objects.exists()  # the database itself hides them from this actor
    assert queries.process_counts(actor, YEAR) == []
    assert queries.events_in(actor, YEAR) == []
    assert queries.timeline(actor, world.riverside) == []


@pytest.mark.parametrize("who", ["pat", "chris", "connie", "adi"])
def test_those_who_may_not_write_are_refused(world, who):
    with pytest.raises(PermissionDenied):
        enter(world, who)


@pytest.mark.parametrize("who", ["adi", "bo", "una", "lee"])
def test_colleagues_without_the_role_see_neither_row_nor_count(world, who):
    enter(world)

    assert not queries.entries(world.actor(who)).exists()
    assert queries.process_counts(world.actor(who), YEAR) == []
