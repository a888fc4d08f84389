"""Numbers and dates as people type them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.kit.forms import dates, fields


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), (" 12 ", 12), ("1,234", 1234), ("0", 0), ("1\u00a0", 1), ("2147483647", 2147483647)],
)
def test_a_plain_count_is_read(typed, number):
    assert fields.WholeNumber(label="Staff required").clean(typed) == number


@pytest.mark.parametrize(
    "typed", ["lots", "½", "１２", "1.234,5", "12,34", "1.5", "1e5", "NaN", "Infinity", "--1", "9" * 400]
)
def test_a_doubtful_count_is_refused_and_never_guessed(typed):
    with pytest.raises(ValidationError, match="Staff required must be a whole number, like 12"):
        fields.WholeNumber(label="Staff required").clean(typed)


@pytest.mark.parametrize("typed", ["-1", "2147483648"])
def test_a_count_that_cannot_be_kept_is_refused(typed):
    with pytest.raises(ValidationError, match="must be 0 or more, and below 2 billion"):
        fields.WholeNumber(label="Staff required").clean(typed)


@pytest.mark.parametrize("typed", ["101", "-1"])
def test_a_percentage_lies_between_0_and_100(typed):
    field = fields.DecimalNumber(label="Staff in date", most=100, places=1)
    assert field.clean("86.5") == Decimal("86.5")
    with pytest.raises(ValidationError, match="Staff in date must be between 0 and 100"):
        field.clean(typed)


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "1e309", "86.55"])
def test_a_percentage_is_an_ordinary_number_with_the_places_allowed(typed):
    with pytest.raises(ValidationError, match="must be a number, like 86.5"):
        fields.DecimalNumber(label="Staff in date", most=100, places=1).clean(typed)


def test_an_optional_number_left_out_is_nothing_and_not_nought():
    assert fields.WholeNumber(label="Staff", required=False).clean("") is None


@given(st.integers(0, 2_147_483_647))
def test_every_count_with_its_commas_is_read_back(number):
    assert fields.WholeNumber(label="Staff").clean(f"{number:,}") == number


def boxes(day="", month="", year=""):
    return {"day": day, "month": month, "year": year}


@pytest.mark.parametrize(
    "typed",
    [boxes("1", "2", "2026"), boxes("01", "02", "2026"), boxes("1", "February", "2026"), boxes("1", "feb", "2026"),
     boxes("1 2 2026"), boxes("01/02/2026"), boxes("1 February 2026"), boxes("2026-02-01"), boxes("1.2.2026")],
)  # fmt: skip
def test_the_day_comes_first_always(typed):
    assert fields.DateInput(label="Due date").clean(typed) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("typed", "said", "parts"),
    [
        (boxes("29", "2", "2023"), "Due date must be a real date", dates.PARTS),
        (boxes("31", "4", "2026"), "Due date must be a real date", dates.PARTS),
        (boxes("1", "13", "2026"), "Due date must have a month between 1 and 12", ("month",)),
        (boxes("32", "1", "2026"), "Due date must have a day between 1 and 31", ("day",)),
        (boxes("1", "", "2026"), "Due date must include a month", ("month",)),
        (boxes("1"), "Due date must include a month and a year", ("month", "year")),
        (boxes("1", "1", "26"), "Due date must have a year of 4 numbers between 1900 and 2100", ("year",)),
        (boxes("1", "1", "0206"), "between 1900 and 2100", ("year",)),
        (boxes("1", "1", "9999"), "between 1900 and 2100", ("year",)),
        (boxes("x", "1", "2026"), "Due date must have a day", ("day",)),
        (boxes("１", "1", "2026"), "Due date must have a day", ("day",)),
        (boxes("1", "foo", "2026"), "Due date must have a month", ("month",)),
    ],
)
def test_a_wrong_date_names_the_part_to_mend(typed, said, parts):
    with pytest.raises(ValidationError, match=said) as wrong:
        fields.DateInput(label="Due date").clean(typed)
    assert wrong.value.error_list[0].params["parts"] == parts


def test_a_date_left_out_is_asked_for_only_where_it_is_needed():
    assert fields.DateInput(label="Due date", required=False).clean(boxes()) is None
    with pytest.raises(ValidationError, match="Enter the due date"):
        fields.DateInput(label="Due date").clean(boxes())


def test_a_date_outside_what_the_form_allows_is_refused_with_the_bound():
    field = fields.DateInput(label="Due date", earliest=date(2026, 4, 1), latest=date(2026, 4, 30))
    assert field.clean(boxes("30", "4", "2026")) == date(2026, 4, 30)
    with pytest.raises(ValidationError, match="Due date must be on or after 1 April 2026"):
        field.clean(boxes("31", "3", "2026"))
    with pytest.raises(ValidationError, match="Due date must be on or before 30 April 2026"):
        field.clean(boxes("1", "5", "2026"))


@pytest.mark.parametrize(
    ("typed", "said"), [(boxes("", "", "2024"), "2024"), (boxes("", "june", "2024"), "June 2024")]
)
def test_a_date_may_be_known_only_to_its_month_or_year(typed, said):
    assert str(fields.MonthInput(label="When it happened").clean(typed)) == said


def test_a_month_without_its_year_says_nothing():
    with pytest.raises(ValidationError, match="When it happened must include a year"):
        fields.MonthInput(label="When it happened").clean(boxes("", "6", ""))


def test_a_year_is_refused_only_where_no_day_of_it_is_allowed():
    field = fields.MonthInput(label="When it happened", latest=date(2026, 6, 4))
    assert str(field.clean(boxes("", "", "2026"))) == "2026"
    with pytest.raises(ValidationError, match="on or before 4 June 2026"):
        field.clean(boxes("", "7", "2026"))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_of_two_centuries_is_read_back(day):
    typed = boxes(str(day.day), str(day.month), str(day.year))
    assert fields.DateInput(label="Due date").clean(typed) == day
    assert fields.DateInput(label="Due date").clean(boxes(f"{day.day} {day:%B} {day.year}")) == day
