"""Figures are exact, rounded once, and say why they are missing."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.kit.quantities import (
    NotExact,
    Qualifier,
    Quantity,
    State,
    change,
    number_text,
    percent,
    percent_text,
    pounds_text,
    ratio_text,
    rounded,
    signed,
    state_text,
    total,
)


@pytest.mark.parametrize(
    ("numerator", "denominator", "places", "shown"),
    [
        (402, 1112, 1, "36.2%"),
        (501, 1162, 1, "43.1%"),
        (746, 1045, 1, "71.4%"),
        (715, 1543, 1, "46.3%"),
        (1148, 2157, 1, "53.2%"),
        (7, 15, 0, "47%"),
        (7, 15, 2, "46.67%"),
        (1, 1000, 1, "0.1%"),
        (1, 2000, 1, "0.1%"),  # exactly 0.05: half away from zero, where floats and bankers differ
        (0, 5, 1, "0.0%"),
        (0, 0, 1, "n/a"),
        (5, 0, 1, "n/a"),
        (3000, 2, 0, "150,000%"),
    ],
)
def test_percentages_of_the_seeds_and_the_awkward_ones(numerator, denominator, places, shown):
    assert ratio_text(numerator, denominator, places) == shown


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**9), st.integers(0, 6))
def test_rounding_is_never_more_than_half_a_step_away(numerator, denominator, places):
    exact = Fraction(numerator, denominator)

    shown = Fraction(rounded(exact, places))

    assert abs(shown - exact) <= Fraction(1, 2 * 10**places)
    assert rounded(-exact, places) == -rounded(exact, places)


@pytest.mark.parametrize("value", [0.1, True, "12", None])
def test_floats_and_words_are_refused(value):
    with pytest.raises(NotExact):
        rounded(value)


def test_change_between_years():
    alerts = change(2157, 2705)

    assert alerts.difference == 548
    assert alerts.text() == "+548 (+25.4%)"
    assert change(1148, 1216).text() == "+68 (+5.9%)"
    assert change(746, 715).text() == "\u221231 (\u22124.2%)"
    assert [change(1, 2).direction, change(2, 1).direction, change(2, 2).direction] == [
        "up",
        "down",
        "no change",
    ]


def test_change_from_nothing_has_no_percentage():
    assert change(0, 5).percent is None
    assert change(0, 5).text() == "+5"
    assert change(-4, -2).percent == 50


def test_gaps_between_percentages_are_points():
    gap = change(percent(402, 1112), percent(501, 1162))

    assert gap.points_text() == "+7.0 percentage points"
    assert signed(Fraction(-1, 1000), 1) == "0.0"


def test_display_of_numbers_and_money():
    assert number_text(1162) == "1,162"
    assert number_text(Decimal("1162.50")) == "1,162.50"
    assert number_text(Decimal("3E+2")) == "300"
    assert number_text(Fraction(1, 3)) == "0.33"
    assert number_text(Fraction(1, 3), 1) == "0.3"
    assert percent_text(Decimal("93.85")) == "93.9%"
    assert pounds_text(Decimal("1250")) == "£1,250.00"
    assert pounds_text(-3) == "-£3.00"


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        (Quantity(18, unit="deaths"), "18 deaths"),
        (Quantity(18, unit="deaths", qualifier=Qualifier.AT_LEAST), "at least 18 deaths"),
        (Quantity(300, qualifier=Qualifier.APPROXIMATE), "approximately 300"),
        (
            Quantity(53, unit="%", qualifier=Qualifier.PERCENT_ONLY),
            "53% (percentage only, numbers not given)",
        ),
        (Quantity(476, qualifier=Qualifier.AS_AT_UNKNOWN), "476 (date not stated)"),
        (Quantity(state=State.NIL_RETURN), "nil return (0)"),
        (Quantity(state=State.NOT_COLLECTED), "not collected"),
        (Quantity(state=State.SUSPENDED), "suspended"),
        (Quantity(state=State.SUPPRESSED), "*"),
        (Quantity(state=State.NOT_STATED), "not stated"),
        (Quantity(0), "0"),
    ],
)
def test_a_figure_says_how_well_it_is_known(quantity, shown):
    assert quantity.text() == shown


@pytest.mark.parametrize(
    ("value", "state"), [(None, State.VALUE), (3, State.SUPPRESSED), (0, State.NIL_RETURN)]
)
def test_a_value_and_a_missing_value_cannot_both_be(value, state):
    with pytest.raises(ValueError, match="exactly where its state"):
        Quantity(value, state)


def test_a_total_counts_nil_returns_and_refuses_gaps():
    assert total([Quantity(3), Quantity(state=State.NIL_RETURN), Quantity(Decimal("1.5"))]) == Fraction(9, 2)
    assert total([Quantity(3), Quantity(state=State.NOT_COLLECTED)]) is None
    assert total([]) == 0


def test_every_state_has_words():
    assert all(state_text(state) for state in State)
