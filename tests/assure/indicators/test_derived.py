"""What is worked out of figures: totals, changes, ratios, gaps, ratings, claims and sums that must agree."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.assure import api
from safeguarding.assure.indicators.operations import IdentityChanged, define_identity
from safeguarding.assure.indicators.queries import verdict
from safeguarding.assure.indicators.rating import target_on
from safeguarding.collect import api as collect
from safeguarding.core.access.context import acting
from safeguarding.core.access.operations import system_actor
from safeguarding.kit.periods import Period
from safeguarding.kit.quantities import State
from tests.collect.returns.given import BEFORE, YEAR, new, record, two_years_of_adults


@pytest.fixture
def adi(world):
    actor = world.actor("adi")
    two_years_of_adults(actor, world.north_wyvern, world.south_wyvern)
    return actor


@pytest.mark.parametrize(
    ("urn", "period", "text"),
    [
        ("adults.concerns", BEFORE, "2,157"),
        ("adults.concerns", YEAR, "2,705"),
        ("adults.enquiries", BEFORE, "1,148"),
        ("adults.enquiries", YEAR, "1,216"),
        ("adults.conversion", BEFORE, "53.2%"),
        ("adults.conversion", YEAR, "45.0%"),
    ],
)
def test_a_footprint_is_the_sum_of_its_areas(world, adi, urn, period, text):
    found = api.derived_figure(adi, urn, world.wyvern, period)

    assert found.text == text
    assert len(found.rows) == (4 if urn == "adults.conversion" else 2)


@pytest.mark.parametrize(
    ("urn", "place", "text"),
    [
        ("adults.concerns", "north_wyvern", "+50 (+4.5%)"),
        ("adults.concerns", "south_wyvern", "+498 (+47.7%)"),
        ("adults.enquiries", "north_wyvern", "+99 (+24.6%)"),
        ("adults.enquiries", "south_wyvern", "−31 (−4.2%)"),
        ("adults.conversion", "wyvern", "−8.3 percentage points"),
    ],
)
def test_a_change_is_shown_with_its_share(world, adi, urn, place, text):
    assert api.figure_movement(adi, urn, getattr(world, place), YEAR).text == text


@pytest.mark.parametrize(
    ("place", "period", "text"),
    [
        ("north_wyvern", BEFORE, "36.2%"),
        ("north_wyvern", YEAR, "43.1%"),
        ("south_wyvern", BEFORE, "71.4%"),
        ("south_wyvern", YEAR, "46.3%"),
    ],
)
def test_the_conversion_rate_is_worked_out_and_not_stored(world, adi, place, period, text):
    found = api.derived_figure(adi, "adults.conversion", getattr(world, place), period)

    assert (found.text, len(found.rows)) == (text, 2)


def test_a_total_without_one_of_its_areas_is_not_given(world):
    adi = world.actor("adi")
    record(adi, ("adults.concerns", world.north_wyvern, YEAR, 5))

    assert api.derived_figure(adi, "adults.concerns", world.wyvern, YEAR) is None


def test_a_total_with_an_area_that_did_not_collect_says_so(world):
    adi = world.actor("adi")
    record(
        adi,
        ("adults.concerns", world.north_wyvern, YEAR, 5),
        collect.NewFigure("adults.concerns", world.south_wyvern, YEAR, state=State.NOT_COLLECTED),
    )

    found = api.derived_figure(adi, "adults.concerns", world.wyvern, YEAR)

    assert found.exact is None
    assert found.text == "cannot be added: South Wyvern not collected"


def test_percentages_are_added_by_their_numbers_and_never_averaged(world):
    adi = world.actor("adi")
    urn = "looked-after.initial-assessments"
    record(adi, (urn, world.north_wyvern, YEAR, (9, 10)), (urn, world.south_wyvern, YEAR, (10, 90)))

    found = api.derived_figure(adi, urn, world.wyvern, YEAR)

    assert (found.exact, found.text) == (Fraction(19), "19%")


def test_percentages_without_numbers_are_not_added_but_their_gap_is_known(world):
    adi = world.actor("adi")
    urn = "looked-after.initial-assessments"
    record(adi, (urn, world.north_wyvern, YEAR, 93), (urn, world.south_wyvern, YEAR, 53))

    found = api.derived_figure(adi, urn, world.wyvern, YEAR)
    gap = api.gap_between(adi, urn, [world.north_wyvern, world.south_wyvern], YEAR)

    assert found.text == "cannot be added: not every percentage has its numbers"
    assert (gap.text, len(gap.rows)) == ("40 percentage points", 2)


def test_a_gap_needs_two_places(world, adi):
    assert api.gap_between(adi, "adults.concerns", [world.north_wyvern], YEAR) is None


@pytest.mark.parametrize(
    ("urn", "number", "letter"),
    [
        ("training.prevent-awareness", 89, "G"),
        ("training.children-level-1", 89, "A"),
        ("training.children-level-1", 90, "G"),
        ("training.children-level-1", "89.96", "A"),
        ("training.children-level-1", "79.9", "R"),
        ("looked-after.initial-assessments", 93, "A"),
        ("looked-after.initial-assessments", 53, "R"),
        ("looked-after.review-assessments", 98, "G"),
        ("looked-after.review-assessments", 58, "R"),
    ],
)
def test_a_rating_goes_by_the_definition(world, urn, number, letter):
    adi = world.actor("adi")
    record(adi, (urn, world.wyvern, YEAR, number))

    rating = api.rate_figure(collect.figure(adi, urn, world.wyvern, YEAR))

    assert rating.letter == letter
    assert " 1 A" in rating.reason, "the reason says since when the target stands"


def test_a_rating_goes_by_the_target_of_its_day(world):
    adi = world.actor("adi")
    urn = "training.adults-level-3"
    record(adi, (urn, world.wyvern, Period.parse("2019-20"), 86), (urn, world.wyvern, YEAR, 86))

    letters = [api.rate_figure(figure).letter for figure in collect.figures(adi, [urn])]

    assert letters == ["G", "A"]


def test_before_the_first_target_nothing_is_rated():
    assert target_on(({"from": "2026-08-01", "green": 85, "amber": 75},), BEFORE.starts_on) is None


def test_a_count_without_a_better_way_is_not_rated(world, adi):
    assert api.rate_figure(collect.figure(adi, "adults.concerns", world.north_wyvern, YEAR)) is None


def test_a_claim_may_hold_overall_while_an_area_and_a_rate_fell(world, adi):
    found = api.check_claim(
        adi, "adults.enquiries", [world.north_wyvern, world.south_wyvern], YEAR, "up", whole=world.wyvern
    )

    assert found.standing is api.ClaimStanding.HOLDS_OVERALL
    assert found.words == (
        "holds overall; South Wyvern fell (746 to 715); Concerns that became an enquiry fell (53.2% to 45.0%)"
    )


def test_a_claim_that_holds_everywhere_holds(world, adi):
    found = api.check_claim(adi, "adults.concerns", [world.north_wyvern, world.south_wyvern], YEAR, "up")

    assert (found.standing, found.words) == (api.ClaimStanding.HOLDS, "holds")


def test_a_claim_against_the_figures_is_contradicted(world, adi):
    found = api.check_claim(adi, "adults.enquiries", [world.south_wyvern], YEAR, "up")

    assert found.standing is api.ClaimStanding.CONTRADICTED
    assert "fell (746 to 715)" in found.words


def test_a_claim_without_a_figure_of_the_year_before_cannot_be_checked(world, adi):
    found = api.check_claim(adi, "adults.concerns", [world.north_wyvern], BEFORE, "up")

    assert found.standing is api.ClaimStanding.NO_PRIOR_VALUE


def test_nothing_improves_where_neither_way_is_better(world, adi):
    with pytest.raises(ValueError, match="Neither way is better"):
        api.check_claim(adi, "adults.concerns", [world.north_wyvern], YEAR, "improved")


def test_an_improvement_goes_the_better_way(world):
    adi, urn = world.actor("adi"), "looked-after.review-assessments"
    record(adi, (urn, world.wyvern, BEFORE, 80), (urn, world.wyvern, YEAR, 85))

    assert api.check_claim(adi, urn, [world.wyvern], YEAR, "improved").words == "holds"
    assert (
        api.check_claim(adi, urn, [world.wyvern], YEAR, "worsened").standing is api.ClaimStanding.CONTRADICTED
    )


@pytest.mark.parametrize(
    ("unexpected", "verdict_words", "words"),
    [
        (10, "holds", "8 + 10 = 18"),
        (9, "differs by one", "8 + 9 = 17, not 18"),
        (7, "fails", "8 + 7 = 15, not 18"),
    ],
)
def test_sums_that_must_agree_are_checked(world, unexpected, verdict_words, words):
    adi = world.actor("adi")
    record(
        adi,
        ("deaths.children", world.wyvern, YEAR, 18),
        ("deaths.children-expected", world.wyvern, YEAR, 8),
        ("deaths.children-unexpected", world.wyvern, YEAR, unexpected),
    )

    (check,) = api.check_sums(adi, world.wyvern, YEAR)

    assert (check.verdict, check.words, len(check.rows)) == (verdict_words, words, 3)


def test_the_areas_must_make_the_footprint_and_a_missing_area_is_said(world):
    adi, day = world.actor("adi"), Period.parse("2025-03-31")
    urn = "looked-after.children"
    record(adi, (urn, world.wyvern, day, 731), (urn, world.north_wyvern, day, 476))
    (before,) = api.check_sums(adi, world.wyvern, day)
    record(adi, (urn, world.south_wyvern, day, 255))

    (after,) = api.check_sums(adi, world.wyvern, day)

    assert (before.verdict, before.words) == ("cannot be checked", "1 of the parts is not known.")
    assert (after.verdict, after.words) == ("holds", "476 + 255 = 731")


@pytest.mark.parametrize("person", ["pat", "olga", "oscar", "noone"])
def test_nobody_outside_works_anything_out_of_these_figures(world, adi, person):
    actor = world.actor(person)

    assert api.derived_figure(actor, "adults.concerns", world.wyvern, YEAR) is None
    assert api.check_sums(actor, world.wyvern, YEAR) == []


def test_a_commissioners_own_figure_stands_beside_the_claim(world):
    pat = world.actor("pat")
    record(pat, ("training.children-level-1", world.riverside, YEAR, (9, 10)))
    dana = world.actor("dana")
    claim = collect.figure(dana, "training.children-level-1", world.riverside, YEAR)

    api.validate_figure(
        figure_id=claim.public_id,
        claimed_version=1,
        verdict="DISPUTED",
        numerator=Decimal(8),
        denominator=Decimal(10),
        comment="One certificate had expired",
        by=dana,
        at=claim.recorded_at,
    )

    assert api.validated_figures(dana, [claim.public_id])[str(claim.public_id)].numerator == 8
    assert collect.figure(dana, "training.children-level-1", world.riverside, YEAR).numerator == 9
    assert api.validated_figures(world.actor("pat"), [claim.public_id]) == {}, "the provider does not read it"


def test_a_sum_of_the_same_version_is_never_reworded(world):
    definition = {
        "key": "child-deaths",
        "version": 1,
        "title": "Other words",
        "over": "indicators",
        "whole": "deaths.children",
        "parts": [],
    }
    by = system_actor(YEAR.ends_on, "tests")

    with acting(by), pytest.raises(IdentityChanged):
        define_identity(definition=definition, by=by, at=None)


def test_a_table_asks_as_many_questions_for_ten_indicators_as_for_one(world, adi):
    counts = []
    for urns in (["adults.concerns"], ["adults.concerns", "adults.enquiries", "adults.conversion"]):
        with CaptureQueriesContext(connection) as seen:
            lines = api.figure_board(adi, urns, [world.north_wyvern, world.south_wyvern], YEAR)
        counts.append(len(seen) - 0)
        assert len(lines) == len(urns)

    # world.* are questions of the test itself: two places each time
    assert counts[0] == counts[1] <= 6


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_parts_that_make_the_whole_always_hold_and_one_off_always_warns(parts):
    whole = Fraction(sum(parts))

    assert verdict([Fraction(p) for p in parts], whole)[0] == "holds"
    assert verdict([Fraction(p) for p in parts], whole + 1)[0] == "differs by one"
    assert verdict([Fraction(p) for p in parts], whole + 2)[0] == "fails"


def test_new_figures_of_tests_carry_their_numbers():
    assert new("adults.concerns", None, YEAR, (1, 2)).denominator == 2
