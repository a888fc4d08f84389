"""Periods are any two dates; years, quarters and months are found from them."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.kit.periods import (
    NotAPeriod,
    PartialDate,
    Period,
    add_months,
    financial_year,
    financial_year_of,
    month_of,
    quarter_of,
)

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
periods = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))


def test_the_closing_report_of_somerset_is_fifteen_months_and_shows_both_dates():
    period = Period(date(2021, 4, 1), date(2022, 6, 30))

    assert period.months == 15
    assert period.label == str(period) == "1 April 2021 to 30 June 2022"
    assert period.financial_years() == (financial_year(2021),)
    assert [quarter.label for quarter in period.quarters()] == [
        "Q1 2021/22", "Q2 2021/22", "Q3 2021/22", "Q4 2021/22", "Q1 2022/23",
    ]  # fmt: skip
    assert period.annual_factor == Fraction(12, 15)


@pytest.mark.parametrize(
    ("words", "first", "last", "label"),
    [
        ("2019-20", (2019, 4, 1), (2020, 3, 31), "2019/20"),
        ("2019/20", (2019, 4, 1), (2020, 3, 31), "2019/20"),
        ("2019/2020", (2019, 4, 1), (2020, 3, 31), "2019/20"),
        ("2019–20", (2019, 4, 1), (2020, 3, 31), "2019/20"),
        ("1999/00", (1999, 4, 1), (2000, 3, 31), "1999/00"),
        ("2011-12", (2011, 4, 1), (2012, 3, 31), "2011/12"),
        ("2020-03-31", (2020, 3, 31), (2020, 3, 31), "31 March 2020"),
        ("31 March 2020", (2020, 3, 31), (2020, 3, 31), "31 March 2020"),
        ("Q2 2019/20", (2019, 7, 1), (2019, 9, 30), "Q2 2019/20"),
        ("q4 2019-20", (2020, 1, 1), (2020, 3, 31), "Q4 2019/20"),
        ("Quarter 1, 2019/20", (2019, 4, 1), (2019, 6, 30), "Q1 2019/20"),
        ("June 2019", (2019, 6, 1), (2019, 6, 30), "June 2019"),
        ("2019-06", (2019, 6, 1), (2019, 6, 30), "June 2019"),
        ("2021-04-01/2022-06-30", (2021, 4, 1), (2022, 6, 30), "1 April 2021 to 30 June 2022"),
        ("1 Apr 2021 to 30 Jun 2022", (2021, 4, 1), (2022, 6, 30), "1 April 2021 to 30 June 2022"),
    ],
)
def test_reads_the_words_people_use(words, first, last, label):
    period = Period.parse(words)

    assert period == Period(date(*first), date(*last))
    assert period.label == label


@pytest.mark.parametrize(
    "words",
    ["", "soon", "2019/21", "Q5 2019/20", "Q2", "2020-02-30", "30 Foo 2020", "2019", "2020-01-01/2019-01-01"],
)
def test_refuses_what_is_no_period(words):
    with pytest.raises(NotAPeriod):
        Period.parse(words)


@given(periods)
def test_every_label_and_exchange_form_reads_back(period):
    assert Period.parse(period.label) == period
    assert Period.parse(period.dates) == period
    assert Period.parse(period.iso) == period


@given(periods)
def test_the_database_form_keeps_every_day(period):
    lower, upper = period.half_open()

    assert Period.from_half_open(lower, upper) == period
    assert (upper - lower).days == period.days


@given(periods)
def test_the_previous_period_touches_and_is_as_long(period):
    before = period.previous()

    assert before.ends_on + timedelta(days=1) == period.starts_on
    assert before.overlap(period) is None
    if period.months and period.starts_on.day <= 28:
        assert before.months == period.months
    elif not period.months:
        assert before.days == period.days


@given(periods, periods)
def test_an_overlap_is_in_both_and_is_the_same_from_either_side(one, other):
    shared = one.overlap(other)

    assert shared == other.overlap(one)
    if shared:
        assert one.contains(shared)
        assert other.contains(shared)
        assert shared.starts_on in one
    else:
        assert one.ends_on < other.starts_on or other.ends_on < one.starts_on


@given(days)
def test_a_day_is_in_its_own_month_quarter_and_year(day):
    month, quarter, year = month_of(day), quarter_of(day), financial_year_of(day)

    assert day in month
    assert quarter.contains(month)
    assert year.contains(quarter)
    assert (month.months, quarter.months, year.months) == (1, 3, 12)
    assert len(year.quarters()) == 4
    assert len(year.calendar_months()) == 12


def test_the_previous_year_and_quarter():
    assert financial_year(2019).previous() == financial_year(2018) == financial_year(2019).year_before()
    assert Period.parse("Q1 2019/20").previous().label == "Q4 2018/19"
    assert Period.parse("Q1 2019/20").year_before().label == "Q1 2018/19"
    assert Period.parse("February 2021").year_before() == Period(date(2020, 2, 1), date(2020, 2, 29))


def test_days_that_are_no_whole_months_have_no_months():
    period = Period(date(2020, 1, 1), date(2020, 1, 20))

    assert period.months is None
    assert period.annual_factor == Fraction(365, 20)
    assert period.quarters() == ()
    assert Period(date(2019, 1, 15), date(2019, 2, 14)).months == 1
    assert Period(date(2019, 1, 1), date.max).months is None


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(NotAPeriod, match="cannot end"):
        Period(date(2020, 2, 1), date(2020, 1, 31))


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ((2019, 5, 15), 6, (2019, 11, 15)),
        ((2025, 8, 31), 6, (2026, 2, 28)),
        ((2023, 8, 31), 6, (2024, 2, 29)),
        ((2020, 2, 29), 12, (2021, 2, 28)),
        ((2020, 1, 31), -2, (2019, 11, 30)),
    ],
)
def test_months_keep_the_day_or_end_at_the_months_end(day, months, result):
    assert add_months(date(*day), months) == date(*result)


def test_months_beyond_the_calendar_are_refused():
    with pytest.raises(NotAPeriod):
        add_months(date(9999, 12, 1), 1)


@pytest.mark.parametrize(
    ("words", "text", "shown", "earliest", "latest"),
    [
        ("2019-06", "2019-06", "June 2019", (2019, 6, 1), (2019, 6, 30)),
        ("June 2019", "2019-06", "June 2019", (2019, 6, 1), (2019, 6, 30)),
        ("Sept 2020", "2020-09", "September 2020", (2020, 9, 1), (2020, 9, 30)),
        ("2020", "2020", "2020", (2020, 1, 1), (2020, 12, 31)),
        ("2020-02", "2020-02", "February 2020", (2020, 2, 1), (2020, 2, 29)),
    ],
)
def test_a_partial_date_says_no_more_than_is_known(words, text, shown, earliest, latest):
    partial = PartialDate.parse(words)

    assert (partial.text, str(partial)) == (text, shown)
    assert (partial.earliest, partial.latest) == (date(*earliest), date(*latest))


@pytest.mark.parametrize(
    "words", ["", "2019-13", "2019-00", "June", "Juno 2019", "0000", "9999", "2019-06-01"]
)
def test_what_is_no_month_or_year_is_refused(words):
    with pytest.raises(NotAPeriod):
        PartialDate.parse(words)


partials = st.builds(PartialDate, st.integers(1, 9998), st.none() | st.integers(1, 12))


@given(partials, partials)
def test_partial_dates_have_one_order_and_read_back(one, other):
    assert PartialDate.parse(one.text) == one
    assert one.earliest <= one.latest
    assert (one < other) + (other < one) + (one == other) == 1
    if one.latest < other.earliest:
        assert one < other


def test_a_partial_date_is_not_compared_with_something_else():
    with pytest.raises(TypeError):
        assert PartialDate(2019) < 2020
