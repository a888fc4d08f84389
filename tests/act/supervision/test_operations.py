"""The register of events: attendance that nobody stated is never none, and nobody who came is named."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.act.supervision import operations, queries
from safeguarding.kit import identifying, when
from safeguarding.kit.refusals import Stale

YEAR = when.read("2024/25")


def add(world, who="dana", **facts):
    given = {"kind": "FORUM", "title": "Leadership forum", "held": YEAR} | facts
    return operations.record_event(facts=given, by=world.actor(who), at=timezone.now())


def say(world, event, version=1, text="It changed how I ask", said_by="a practice nurse"):
    return operations.add_feedback(
        event=event, version=version, text=text, said_by=said_by, by=world.actor("dana"), at=timezone.now()
    )


def test_attendance_not_stated_is_said_so_and_zero_is_a_number(world):
    add(world, title="A", attendance_words="described as high")
    add(world, title="B", attended=0)
    add(world, title="C", attended=1162)

    found = queries.events_in(world.actor("dana"), YEAR)

    assert [(e.attendance, e.attendance_is_stated) for e in found] == [
        ("not stated (described as high)", False),
        ("0", True),
        ("1,162", True),
    ]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"attended": 4, "attendance_words": "many"}, "not both"),
        ({"held": when.read("2099"), "attended": 4}, "still to be held"),
        ({"held": None}, "Say when"),
    ],
)
def test_facts_that_contradict_one_another_are_refused(world, facts, said):
    with pytest.raises(operations.NotPossible, match=said):
        add(world, **facts)


def test_feedback_is_kept_without_a_person(world):
    event = add(world)
    say(world, event)

    with pytest.raises(Stale):
        say(world, event)
    with pytest.raises(identifying.SaysWho):
        say(world, event, 2, said_by="Emily")
    with pytest.raises(identifying.SaysWho):
        say(world, event, 2, text="Mrs Green told us so")
    [line] = queries.events_in(world.actor("dana"), YEAR)
    assert line.feedback == ("It changed how I ask",)


def test_supervision_is_offered_to_groups_and_noted_once_a_period(world):
    def offer(*modes, **how):
        operations.offer_supervision(
            group="Primary care staff",
            period=YEAR,
            modes=modes,
            by=world.actor("dana"),
            at=timezone.now(),
            **how,
        )

    offer("TEAMS")
    offer("TEAMS", "TELEPHONE", is_informal=True)

    [line] = queries.supervision_in(world.actor("dana"), YEAR)
    assert (line.formality, line.modes) == ("formal and informal", ("MS Teams", "Telephone"))
    with pytest.raises(operations.NotPossible, match="formal, informal or both"):
        offer("TEAMS", is_formal=False)
    with pytest.raises(operations.NotPossible, match="Not a way"):
        offer("PIGEON")


@pytest.mark.parametrize("who", ["pat", "perry", "gail", "homer", "olga", "oscar", "noone", "bo"])
def test_others_do_not_see_an_event(world, who):
    add(world)

    assert not queries.events(world.actor(who)).exists()


@pytest.mark.parametrize("who", ["chris", "connie", "bo"])
def test_reading_is_not_writing(world, who):
    with pytest.raises(PermissionDenied):
        add(world, who)
