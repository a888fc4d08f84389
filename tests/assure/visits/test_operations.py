"""The register of visits: of any body, with zero apart from not stated, and for nobody else's eyes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.assure.visits import operations, queries
from safeguarding.kit import when
from safeguarding.kit.refusals import Stale


def add(world, who="dana", about="northvale", **facts):
    given = {"kind": "FOCUSED", "on": when.read("November 2024")} | facts
    return operations.record_visit(
        about=getattr(world, about), facts=given, by=world.actor(who), at=timezone.now()
    )


def find(world, visit, version, kind="IMPROVEMENT", text="Assessments are uneven"):
    return operations.add_finding(
        visit=visit, version=version, kind=kind, text=text, by=world.actor("dana"), at=timezone.now()
    )


def test_no_priority_areas_is_not_the_same_as_not_stated(world):
    none, unknown = add(world, priority_areas=0), add(world)

    lines = {v.public_id: v for v in queries.visits_in(world.actor("dana"), when.read("2024/25"))}

    assert lines[none.public_id].priority_areas == 0
    assert lines[unknown.public_id].priority_areas is None


def test_the_number_of_priority_areas_is_that_of_those_written_out(world):
    visit = add(world, priority_areas=0)

    finding = find(world, visit, 1, "PRIORITY", "No oversight of cases")
    visit.refresh_from_db()
    assert visit.priority_areas == 1
    with pytest.raises(operations.NotPossible, match="must be the same"):
        operations.correct_visit(
            visit=visit,
            version=2,
            changes={"priority_areas": 0},
            reason="None raised",
            by=world.actor("dana"),
            at=timezone.now(),
        )
    operations.withdraw_finding(
        finding=finding,
        version=2,
        reason="Belongs to another visit",
        by=world.actor("dana"),
        at=timezone.now(),
    )

    visit.refresh_from_db()
    assert visit.priority_areas == 0
    assert queries.findings(visit) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"on": when.read("2099")}, "planned, not done"),
        ({"on": when.read("2099"), "state": "PLANNED", "rating": "GOOD"}, "once the visit is done"),
        ({"on": None}, "Say when"),
    ],
)
def test_facts_that_contradict_one_another_are_refused(world, facts, said):
    with pytest.raises(operations.NotPossible, match=said):
        add(world, **facts)


def test_nobody_inspects_themselves_and_a_planned_visit_finds_nothing(world):
    with pytest.raises(operations.NotPossible, match="Nobody inspects themselves"):
        add(world, inspector=world.northvale)
    planned = add(world, on=when.read("2099"), state="PLANNED")
    with pytest.raises(operations.NotPossible, match="once it is done"):
        find(world, planned, 1)


def test_a_rating_below_the_one_aimed_for_is_flagged(world):
    assert add(world, rating="IMPROVE", wanted_rating="GOOD").is_below_wanted
    assert not add(world, rating="OUTSTANDING", wanted_rating="GOOD").is_below_wanted


def test_a_stale_page_is_refused(world):
    visit = add(world)
    find(world, visit, 1)

    with pytest.raises(Stale):
        find(world, visit, 1)


def test_findings_of_many_visits_are_read_in_two_questions(world, django_assert_num_queries):
    for _ in range(3):
        find(world, add(world), 1)
    actor = world.actor("dana")

    with django_assert_num_queries(2):
        assert len(queries.visits_in(actor, when.read("2024/25"))) == 3


@pytest.mark.parametrize("who", ["pat", "perry", "gail", "homer", "olga", "oscar", "noone", "bo", "lee"])
def test_the_visited_and_the_others_do_not_see_it(world, who):
    add(world, about="riverside")

    assert not queries.visits(world.actor(who)).exists()


@pytest.mark.parametrize("who", ["chris", "lena", "connie", "bo", "lee"])
def test_reading_is_not_writing(world, who):
    with pytest.raises(PermissionDenied):
        add(world, who)
