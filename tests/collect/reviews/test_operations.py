"""The register of reviews: what it refuses, what it counts, and whose it is."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.collect.returns.figures import NewFigure
from safeguarding.collect.returns.operations import record_figures
from safeguarding.collect.reviews import operations, queries
from safeguarding.collect.reviews.models import Review
from safeguarding.kit import identifying, when
from safeguarding.kit.refusals import NothingChanged, Stale

YEAR = when.read("2024/25")


def add(world, who="dana", kind="safeguarding-adults-review", age=None, **facts):
    given = {"label": "SAR-1", "status": "ONGOING", "commissioned": when.read("June 2024")} | facts
    return operations.record_review(
        type=queries.type_of(kind), facts=given, age=age, by=world.actor(who), at=timezone.now()
    )


def test_a_review_counts_in_every_period_that_its_days_touch(world):
    add(world, completed=when.read("May 2025"), status="COMPLETED")

    def rows(period):
        return [count.rows for count in queries.counts(world.actor("dana"), when.read(period))]

    assert rows("2024/25") == [1]
    assert rows("2025/26") == [1]
    assert rows("2023/24") == rows("2026/27") == []


def test_a_review_without_dates_of_its_own_counts_in_the_period_of_its_source(world):
    add(world, commissioned=None, reported_for=YEAR)

    assert [c.rows for c in queries.counts(world.actor("dana"), YEAR)] == [1]
    assert queries.counts(world.actor("dana"), when.read("2025/26")) == []


def test_a_stated_total_stands_beside_the_rows_and_is_compared(world):
    add(world)

    def total(count):
        figure = NewFigure(
            "reviews.safeguarding-adult", world.wyvern, YEAR, value=Decimal(count), source="Report"
        )
        record_figures(
            figures=[figure], provenance="total", source="Report", by=world.actor("dana"), at=timezone.now()
        )
        [found] = queries.counts(world.actor("dana"), YEAR)
        return found.rows, found.stated, found.agrees

    assert total(3) == (1, 3, False)


@pytest.mark.parametrize(
    "label",
    [
        "943 476 5919",
        "9434765919",
        "LA1 4RP",
        "ann@example.com",
        "Mr Brown",
        "Alfie",
        "Emily Stone",
        "DOB 1 2 2010",
    ],
)
def test_a_label_that_says_who_is_refused(world, label):
    with pytest.raises(identifying.SaysWho):
        add(world, label=label)

    assert not Review.objects.exists()


@pytest.mark.parametrize("label", ["SAR-2024-01", "Child A", "Adult BB", "Case 12", "North Wyvern 3"])
def test_a_label_without_a_name_is_kept(world, label):
    assert add(world, label=label).label == label


@pytest.mark.parametrize(("age", "fits"), [(17, True), (18, False), (0, True)])
def test_a_child_death_is_of_somebody_under_eighteen_and_the_age_is_not_kept(world, age, fits):
    def go():
        return add(world, kind="child-death-review", label=f"CDR-{age}", age=age)

    if not fits:
        with pytest.raises(operations.NotPossible, match="17 years or younger"):
            go()
    else:
        assert "age" not in vars(go())


def test_a_leder_review_has_six_months_and_a_late_one_needs_its_reason(world):
    late = {"kind": "leder", "commissioned": None, "notified": when.read("15 May 2019"), "label": "L-1"}
    with pytest.raises(operations.NotPossible, match="reason for the delay"):
        add(world, "lee", **late)

    review = add(world, "lee", **late, delay_reason="CAPACITY")

    clock = queries.clock_of(review, date(2019, 11, 15))
    assert (clock.due_on, clock.in_time) == (date(2019, 11, 15), True)
    assert not queries.clock_of(review, date(2019, 11, 16)).in_time
    assert queries.overdue(world.actor("lee")) == [review]


def test_stages_come_from_the_type_and_are_reached_once(world):
    review = add(world, "lee", kind="leder", label="L-2")
    reach = {
        "stage": "allocated",
        "on": when.read("July 2024"),
        "by": world.actor("lee"),
        "at": timezone.now(),
    }

    operations.reach_stage(review=review, version=1, **reach)

    with pytest.raises(Stale):
        operations.reach_stage(review=review, version=1, **reach)
    with pytest.raises(operations.NotPossible, match="already noted"):
        operations.reach_stage(review=review, version=2, **reach)
    with pytest.raises(operations.NotPossible, match="no stage"):
        operations.reach_stage(review=review, version=2, **reach | {"stage": "drafted"})


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"label": ""}, "Give the review a label"),
        ({"status": "PUBLISHED"}, "Say when the review was published"),
        ({"published": when.read("2024")}, "is published"),
        ({"completed": when.read("May 2024")}, "cannot be completed"),
        ({"commissioned": None}, "at least one date"),
        ({"known_as": "Inquest"}, "not a name of this type"),
        ({"factors": "NONE"}, "child death reviews only"),
        ({"criteria_met": ["harm"]}, "not criteria of this type"),
    ],
)
def test_facts_that_contradict_one_another_are_refused(world, facts, said):
    with pytest.raises(operations.NotPossible, match=said):
        add(world, **facts)


def test_a_practice_review_names_its_partnership_and_why_its_criteria_are_met(world):
    with pytest.raises(operations.NotPossible, match="which partnership"):
        add(world, kind="lcspr")
    with pytest.raises(operations.NotPossible, match="not commissioned by"):
        add(world, kind="lcspr", commissioned_by=world.northvale)


def test_a_correction_keeps_what_was_said_and_refuses_a_stale_page(world):
    review = add(world)
    change = {"changes": {"theme": "Self-neglect"}, "reason": "Theme agreed", "at": timezone.now()}

    operations.correct_review(review=review, version=1, by=world.actor("dana"), **change)

    with pytest.raises(Stale):
        operations.correct_review(review=review, version=1, by=world.actor("dana"), **change)
    with pytest.raises(NothingChanged, match="Nothing was changed"):
        operations.correct_review(review=review, version=2, by=world.actor("dana"), **change)


@pytest.mark.parametrize("who", ["quin", "lee", "doc", "adele"])
def test_colleagues_of_the_register_read_it(world, who):
    add(world)

    assert queries.reviews(world.actor(who)).count() == 1


@pytest.mark.parametrize("who", ["pat", "perry", "gail", "homer", "olga", "oscar", "noone", "terry"])
def test_nobody_else_sees_a_review_or_counts_it(world, who):
    add(world)

    assert not queries.reviews(world.actor(who)).exists()
    assert queries.counts(world.actor(who), YEAR) == []


@pytest.mark.parametrize("who", ["adi", "chris", "bo", "lena"])
def test_reading_is_not_writing(world, who):
    with pytest.raises(PermissionDenied):
        add(world, who)
