"""Days as far as they are known: one day, a month, a financial year or two dates, kept as one column of days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange

from safeguarding.kit.periods import ONE_DAY, PartialDate, Period, financial_year, long_date


def day(on: date) -> Period:
    """Return a single day as the period that it is."""
    return Period(on, on)


def read(words: str) -> Period:
    """
    Read a day, a month, a calendar year, a financial year, a quarter, or two of these joined by "to".

    :raises NotAPeriod: if the words name no days.
    """
    text = " ".join(words.split())
    first, joined, last = text.partition(" to ")
    if joined:
        return Period(read(first).starts_on, read(last).ends_on)
    if text.isascii() and text.isdigit() and len(text) == 4:
        known = PartialDate.parse(text)
        return Period(known.earliest, known.latest)
    return Period.parse(text)


def words(known: Period | None) -> str:
    """Write days as far as they are known: 15 May 2019, June 2019, 2019, 2019/20 or both dates; nothing stays nothing."""
    if known is None:
        return ""
    if known == financial_year(known.starts_on.year):
        return known.label
    first, last = known.starts_on, known.ends_on
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    return known.label if known.label != known.dates else f"{long_date(first)} to {long_date(last)}"


class KnownDays(DateRangeField):
    """A column that holds all the days that something may have happened on; empty where nothing is known."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"null": True, "blank": True} | options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Say for migrations whether it may stand empty, for what they take for granted is the other way round here."""
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"null": self.null, "blank": self.blank}

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Period | None:
        """Return the days as a period."""
        return None if value is None or value.isempty else Period(value.lower, value.upper - ONE_DAY)

    def get_prep_value(self, value: Any) -> Any:
        """Return what PostgreSQL holds: from the first day up to, but not with, the day after the last."""
        return DateRange(*value.half_open()) if isinstance(value, Period) else super().get_prep_value(value)
