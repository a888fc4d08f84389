"""The figures of the closed years: returned, typed, added up and worked out, each shown where a reader finds it."""

from decimal import Decimal

import pytest
from django.utils import timezone

from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.kit.periods import Period
from tests.facts.register import proves

YEAR, BEFORE, MARCH = Period.parse("2019-20"), Period.parse("2018-19"), Period.parse("2020-03-31")
NORTH, SOUTH, ALL = "North Lancashire", "South Cumbria", "NHS Morecambe Bay CCG"


def shown(demo, urn, place, period, split=""):
    """Return how a figure reads, as it was told or is worked out."""
    actor, about = demo.actor("mb"), demo.organisation(place)
    if split:
        return collect.figure(actor, urn, about, period, split=split).text
    return assure.derived_figure(actor, urn, about, period).text


def correct(demo, urn, place, period, number, split=""):
    """Correct a figure as the board's administrator would."""
    actor, about = demo.actor("mb", "admin"), demo.organisation(place)
    figure = collect.figure(actor, urn, about, period, split=split)
    row = collect.get_observation(actor, figure.public_id)
    pair = isinstance(number, tuple)
    collect.correct_figure(
        observation=row,
        version=row.version,
        figure=collect.NewFigure(
            urn,
            about,
            period,
            split=split,
            value=None if pair else Decimal(str(number)),
            numerator=Decimal(number[0]) if pair else None,
            denominator=Decimal(number[1]) if pair else None,
            qualifiers=figure.qualifiers,
            source=figure.source,
        ),
        reason="The proof changes it",
        by=actor,
        at=timezone.now(),
    )


def proves_each(*cases):
    """Make one proof for each fact: its figure stands, and moves when what it stands on is corrected."""

    def mark(test):
        for fact, *_ in cases:
            test = proves(fact)(test)
        return pytest.mark.parametrize("case", cases, ids=[case[0] for case in cases])(test)

    return mark


@proves_each(
    ("MB-084", "training.prevent-awareness", "89%", (89, 100)),
    ("MB-085", "training.adults-level-1", "93.9%", (92, 98)),
    ("MB-086", "training.adults-level-2", "100%", (40, 40)),
    ("MB-087", "training.children-level-1", "91.5%", (97, 106)),
    ("MB-088", "training.children-level-2", "94.4%", (34, 36)),
)
def test_training_is_added_up_from_a_staff_record_and_its_day_is_marked_as_not_stated(demo, case):
    _, urn, text, (numerator, denominator) = case
    figure = collect.figure(demo.actor("mb"), urn, demo.organisation(ALL), YEAR)

    assert (figure.text, figure.numerator, figure.denominator) == (text, numerator, denominator)
    assert "date not stated" in figure.notes
    correct(demo, urn, ALL, YEAR, (numerator - 10, denominator))
    assert shown(demo, urn, ALL, YEAR) != text


@proves_each(
    ("MB-135", "deaths.children", ALL, YEAR, "18", ""),
    ("MB-136", "deaths.children-expected", ALL, YEAR, "8", ""),
    ("MB-137", "deaths.children-unexpected", ALL, YEAR, "10", ""),
    ("MB-144", "reviews.leder", ALL, YEAR, "22", ""),
    ("MB-178", "children.protection-plans", NORTH, YEAR, "107", "date not stated"),
    ("MB-179", "children.in-need-plans", NORTH, YEAR, "174", "date not stated"),
    ("MB-180", "children.protection-plans", SOUTH, YEAR, "199", "date not stated"),
    ("MB-181", "children.in-need-plans", SOUTH, YEAR, "269", "date not stated"),
    ("MB-193", "looked-after.children", ALL, MARCH, "731", "approximately"),
    ("MB-194", "looked-after.children", NORTH, MARCH, "476", ""),
    ("MB-195", "looked-after.children", SOUTH, MARCH, "255", ""),
    ("MB-234", "adults.concerns", NORTH, BEFORE, "1,112", ""),
    ("MB-235", "adults.concerns", NORTH, YEAR, "1,162", ""),
    ("MB-236", "adults.concerns", SOUTH, BEFORE, "1,045", ""),
    ("MB-237", "adults.concerns", SOUTH, YEAR, "1,543", ""),
    ("MB-238", "adults.enquiries", NORTH, BEFORE, "402", ""),
    ("MB-239", "adults.enquiries", NORTH, YEAR, "501", ""),
    ("MB-240", "adults.enquiries", SOUTH, BEFORE, "746", ""),
    ("MB-241", "adults.enquiries", SOUTH, YEAR, "715", ""),
)
def test_a_count_stands_with_its_source_and_how_well_it_is_known(demo, case):
    _, urn, place, period, text, known = case
    figure = collect.figure(demo.actor("mb"), urn, demo.organisation(place), period)

    assert figure.text == text
    assert figure.source.startswith("Annual report 2019/20")
    assert known in (*figure.notes, "")
    correct(demo, urn, place, period, 3)
    assert shown(demo, urn, place, period) == "3"


@proves_each(
    ("MB-211", "looked-after.initial-assessments", NORTH, "93%", "A"),
    ("MB-212", "looked-after.initial-assessments", SOUTH, "53%", "R"),
    ("MB-213", "looked-after.review-assessments", NORTH, "98%", "G"),
    ("MB-214", "looked-after.review-assessments", SOUTH, "58%", "R"),
)
def test_a_percentage_without_its_numbers_is_marked_and_rated(demo, case):
    _, urn, place, text, letter = case
    figure = collect.figure(demo.actor("mb"), urn, demo.organisation(place), MARCH)

    assert (figure.text, assure.rate_figure(figure).letter) == (text, letter)
    assert "percentage only, numbers not given" in figure.notes
    correct(demo, urn, place, MARCH, 90 if letter == "R" else 20)
    again = collect.figure(demo.actor("mb"), urn, demo.organisation(place), MARCH)
    assert assure.rate_figure(again).letter != letter


@proves_each(
    ("MB-182", "children.protection-plans", ALL, YEAR, "306"),
    ("MB-183", "children.in-need-plans", ALL, YEAR, "443"),
    ("MB-246", "adults.concerns", ALL, BEFORE, "2,157"),
    ("MB-247", "adults.concerns", ALL, YEAR, "2,705"),
    ("MB-248", "adults.enquiries", ALL, BEFORE, "1,148"),
    ("MB-249", "adults.enquiries", ALL, YEAR, "1,216"),
    ("MB-250", "adults.conversion", NORTH, BEFORE, "36.2%"),
    ("MB-251", "adults.conversion", NORTH, YEAR, "43.1%"),
    ("MB-252", "adults.conversion", SOUTH, BEFORE, "71.4%"),
    ("MB-253", "adults.conversion", SOUTH, YEAR, "46.3%"),
    ("MB-254", "adults.conversion", ALL, BEFORE, "53.2%"),
    ("MB-255", "adults.conversion", ALL, YEAR, "45.0%"),
)
def test_what_is_worked_out_moves_with_what_it_is_worked_out_of(demo, case):
    _, urn, place, period, text = case
    base = "adults.enquiries" if urn == "adults.conversion" else urn

    assert shown(demo, urn, place, period) == text
    correct(demo, base, SOUTH if place == ALL else place, period, 1)
    assert shown(demo, urn, place, period) != text


@proves_each(
    ("MB-242", "adults.concerns", NORTH, "+50 (+4.5%)"),
    ("MB-243", "adults.concerns", SOUTH, "+498 (+47.7%)"),
    ("MB-244", "adults.enquiries", NORTH, "+99 (+24.6%)"),
    ("MB-245", "adults.enquiries", SOUTH, "−31 (−4.2%)"),
)
def test_a_change_between_two_years_moves_with_both(demo, case):
    _, urn, place, text = case

    assert assure.figure_movement(demo.actor("mb"), urn, demo.organisation(place), YEAR).text == text
    correct(demo, urn, place, BEFORE, 100)
    assert assure.figure_movement(demo.actor("mb"), urn, demo.organisation(place), YEAR).text != text


@proves_each(
    ("MB-215", "looked-after.initial-assessments"),
    ("MB-216", "looked-after.review-assessments"),
)
def test_the_gap_between_the_areas_is_forty_points(demo, case):
    areas = [demo.organisation(NORTH), demo.organisation(SOUTH)]

    assert assure.gap_between(demo.actor("mb"), case[1], areas, MARCH).text == "40 percentage points"
    correct(demo, case[1], SOUTH, MARCH, 90)
    assert assure.gap_between(demo.actor("mb"), case[1], areas, MARCH).text != "40 percentage points"


@proves_each(
    ("MB-139", YEAR, "8 + 10 = 18", "deaths.children-unexpected", ALL, 9, "differs by one"),
    ("MB-196", MARCH, "476 + 255 = 731", "looked-after.children", SOUTH, 254, "differs by one"),
)
def test_sums_that_must_agree_are_checked_and_one_off_warns(demo, case):
    _, period, words, urn, place, number, verdict = case

    def checks():
        found = assure.check_sums(demo.actor("mb"), demo.organisation(ALL), period)
        return {check.words: check.verdict for check in found}

    assert checks()[words] == "holds"
    correct(demo, urn, place, period, number)
    assert verdict in checks().values()


@proves("MB-256")
def test_the_claim_that_enquiries_rose_holds_overall_and_says_what_fell(demo):
    def verdict():
        areas = [demo.organisation(NORTH), demo.organisation(SOUTH)]
        whole = demo.organisation(ALL)
        return assure.check_claim(demo.actor("mb"), "adults.enquiries", areas, YEAR, "up", whole=whole)

    assert verdict().words == (
        "holds overall; South Cumbria fell (746 to 715);"
        " Concerns that became an enquiry fell (53.2% to 45.0%)"
    )
    correct(demo, "adults.enquiries", SOUTH, YEAR, 100)
    assert verdict().standing is assure.ClaimStanding.CONTRADICTED
