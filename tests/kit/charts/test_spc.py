"""The limits are exact, and move with their values as arithmetic says they must."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from safeguarding.kit.charts.spc import Limits, limits, signals

series = some.lists(some.fractions(-1000, 1000), min_size=2, max_size=40)


def test_a_series_worked_out_by_hand():
    # mean 12; moving ranges 4, 2, 0, mean 2; 2.66 * 2 = 5.32
    assert limits([Fraction(n) for n in (10, 14, 12, 12)]) == Limits(
        Fraction(12), Fraction("6.68"), Fraction("17.32")
    )


@given(series)
def test_the_limits_stand_evenly_about_the_mean(values):
    found = limits(values)

    assert found.centre * len(values) == sum(values)
    assert found.upper - found.centre == found.centre - found.lower >= 0


@given(series, some.fractions(-50, 50), some.fractions(0, 50))
def test_shifting_and_scaling_the_values_shifts_and_scales_the_limits(values, shift, times):
    before, after = limits(values), limits([value * times + shift for value in values])

    assert after == Limits(
        before.centre * times + shift, before.lower * times + shift, before.upper * times + shift
    )


@given(series)
def test_time_run_backwards_gives_the_same_limits(values):
    assert limits(values) == limits(values[::-1])


@given(some.fractions(), some.integers(2, 30))
def test_a_steady_process_has_no_width(value, count):
    assert limits([value] * count) == Limits(value, value, value)


@pytest.mark.parametrize("values", [[], [Fraction(1)]])
def test_fewer_than_two_values_have_no_limits(values):
    with pytest.raises(ValueError, match="two"):
        limits(values)


STEADY = Limits(Fraction(10), Fraction(4), Fraction(16))  # two thirds of the way lie at 6 and 14


def places(*values):
    return [signal.place for signal in signals([Fraction(value) for value in values], STEADY)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((10, 16, 4, 17, 3), [3, 4]),  # on the limit is within it
        ((11, 12, 11, 12, 11, 12), []),
        ((11, 12, 11, 12, 11, 12, 11), [0, 1, 2, 3, 4, 5, 6]),
        ((11, 12, 11, 10, 11, 12, 11, 12), []),  # a value on the mean breaks the run
        ((7, 8, 9, 10, 11, 12, 13), [0, 1, 2, 3, 4, 5, 6]),
        ((7, 8, 9, 10, 10, 11, 12, 13), []),  # a tie breaks the trend
        ((15, 11, 15), [0, 2]),
        ((15, 9, 15), []),  # the third lies on the other side
        ((5, 9, 5), [0, 2]),
    ],
)
def test_points_that_want_to_be_looked_into_are_found(values, expected):
    assert places(*values) == expected


def test_the_side_and_the_rule_are_told():
    [signal] = signals([Fraction(10), Fraction(3)], STEADY)

    assert (signal.is_high, signal.rule) == (False, "outside the limits")


@given(series)
def test_turned_upside_down_the_same_points_stand_out_on_the_other_side(values):
    upright = signals(values, limits(values))
    turned = [-value for value in values]

    assert [(s.place, not s.is_high, s.rule) for s in upright] == [
        (s.place, s.is_high, s.rule) for s in signals(turned, limits(turned))
    ]
