"""
Periods of time as people report them: any first and last day, financial years, quarters, months, single days.

A period is two inclusive dates. Years and quarters are found from the dates and never stored as numbers, because
a closing commissioner reports on fifteen months (Somerset CCG, 1 April 2021 to 30 June 2022).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache, total_ordering

ONE_DAY = timedelta(days=1)
MONTH_NAMES = tuple(calendar.month_name)
MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
FIRST_MONTH = 4  # the financial year of public bodies in England begins on 1 April


class NotAPeriod(ValueError):
    """The words or dates do not make a period; the message can be shown."""


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise NotAPeriod(f"{months} months from {long_date(day)} is beyond the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def long_date(day: date) -> str:
    """Write a date as 1 April 2021."""
    return f"{day.day} {MONTH_NAMES[day.month]} {day.year}"


@dataclass(frozen=True, order=True)
class Period:
    """All the days from the first to the last, both included."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise NotAPeriod(
                f"A period cannot end ({long_date(self.ends_on)}) before it starts ({long_date(self.starts_on)})"
            )

    def __str__(self) -> str:
        return self.label

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    @property
    def label(self) -> str:
        """The shortest usual name: 2019/20, Q2 2019/20, June 2019, 31 March 2020, or both dates."""
        return _label(self)

    @property
    def dates(self) -> str:
        """Both dates in words, whatever the period is called."""
        return f"{long_date(self.starts_on)} to {long_date(self.ends_on)}"

    @property
    def iso(self) -> str:
        """Both dates as machines exchange them: 2021-04-01/2022-06-30."""
        return f"{self.starts_on.isoformat()}/{self.ends_on.isoformat()}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def months(self) -> int | None:
        """How many calendar months it has, or None where it is not a whole number of them."""
        if self.ends_on == date.max:
            return None
        after = self.ends_on + ONE_DAY
        months = (after.year - self.starts_on.year) * 12 + after.month - self.starts_on.month
        return months if months and add_months(self.starts_on, months) == after else None

    @property
    def annual_factor(self) -> Fraction:
        """What to multiply a count by to make it a yearly rate; the result must be labelled as annualised."""
        return Fraction(12, self.months) if self.months else Fraction(365, self.days)

    def contains(self, other: "Period") -> bool:
        """Tell whether every day of the other period is in this one."""
        return self.starts_on <= other.starts_on and other.ends_on <= self.ends_on

    def overlap(self, other: "Period") -> "Period | None":
        """Return the days that both have, if any."""
        first, last = max(self.starts_on, other.starts_on), min(self.ends_on, other.ends_on)
        return Period(first, last) if first <= last else None

    def previous(self) -> "Period":
        """Return the period of the same length that ends the day before this one starts."""
        if self.months:
            return Period(add_months(self.starts_on, -self.months), self.starts_on - ONE_DAY)
        return Period(self.starts_on - timedelta(days=self.days), self.starts_on - ONE_DAY)

    def year_before(self) -> "Period":
        """Return the same period a year earlier: the whole of February 2020 for the whole of February 2021."""
        after = self.ends_on + ONE_DAY
        return Period(add_months(self.starts_on, -12), add_months(after, -12) - ONE_DAY)

    def split(self, months: int) -> tuple["Period", ...]:
        """Return the whole pieces of so many months, counted from the financial year's start, that lie inside."""
        start = _piece_of(self.starts_on, months).starts_on
        pieces = []
        while start <= self.ends_on:
            piece = _months_from(start, months)
            if self.contains(piece):
                pieces.append(piece)
            start = piece.ends_on + ONE_DAY
        return tuple(pieces)

    def financial_years(self) -> tuple["Period", ...]:
        """Return the whole financial years inside it."""
        return self.split(12)

    def quarters(self) -> tuple["Period", ...]:
        """Return the whole quarters inside it."""
        return self.split(3)

    def calendar_months(self) -> tuple["Period", ...]:
        """Return the whole calendar months inside it."""
        return self.split(1)

    def half_open(self) -> tuple[date, date]:
        """Return the first day and the day after the last, as PostgreSQL's daterange holds them."""
        return self.starts_on, self.ends_on + ONE_DAY

    @classmethod
    def from_half_open(cls, lower: date, upper: date) -> "Period":
        """Make a period from a daterange's bounds."""
        return cls(lower, upper - ONE_DAY)

    @classmethod
    def parse(cls, words: str) -> "Period":
        """
        Read 2019-20, 2019/20, Q2 2019/20, June 2019, 2019-06, a day, or two dates joined by "to" or a slash.

        :raises NotAPeriod: if the words name no period.
        """
        return _parse(words)


# A file says the same period on thousands of rows: what was read once is known.
@lru_cache(maxsize=1_024)
def _parse(words: str) -> Period:
    text = " ".join(words.replace("\u2013", "-").split())
    for read in (_read_year, _read_quarter, _read_month, _read_days):
        if period := read(text):
            return period
    raise NotAPeriod(f'"{words}" is not a period such as 2019/20, Q2 2019/20, June 2019 or two dates')


@lru_cache(maxsize=1_024)
def _label(period: Period) -> str:
    start = period.starts_on
    for name, named in (
        (_year_name(start), financial_year_of(start)),
        (_quarter_name(start), quarter_of(start)),
        (f"{MONTH_NAMES[start.month]} {start.year}", month_of(start)),
        (long_date(start), Period(start, start)),
    ):
        if period == named:
            return name
    return period.dates


def _months_from(start: date, months: int) -> Period:
    """Return so many whole months from a first of a month."""
    return Period(start, add_months(start, months) - ONE_DAY)


def _piece_of(day: date, months: int) -> Period:
    """Return the year, quarter or month, counted from 1 April, in which a day lies."""
    passed = (day.month - FIRST_MONTH) % 12
    return _months_from(add_months(day.replace(day=1), -(passed % months)), months)


def months_passed(since: date, until: date) -> int:
    """
    Return how many whole months lie between two days, the last one included: 1 October to 30 June is nine.

    None have passed where the second day lies before the first.
    """
    months = max(0, (until.year - since.year) * 12 + until.month - since.month + 1)
    return next(n for n in range(months, -1, -1) if n == 0 or add_months(since, n) <= until + ONE_DAY)


def financial_year(start_year: int) -> Period:
    """Return 1 April of the year to 31 March of the next."""
    return _months_from(date(start_year, FIRST_MONTH, 1), 12)


def financial_year_of(day: date) -> Period:
    """Return the financial year in which a day lies."""
    return _piece_of(day, 12)


def quarter_of(day: date) -> Period:
    """Return the quarter of the financial year in which a day lies."""
    return _piece_of(day, 3)


def month_of(day: date) -> Period:
    """Return the calendar month in which a day lies."""
    return _piece_of(day, 1)


def _year_name(day: date) -> str:
    start = financial_year_of(day).starts_on.year
    return f"{start}/{(start + 1) % 100:02d}"


def _quarter_name(day: date) -> str:
    return f"Q{(day.month - FIRST_MONTH) % 12 // 3 + 1} {_year_name(day)}"


YEAR = r"(\d{4}) ?[-/] ?(\d{4}|\d{2})"


def _start_year(first: str, second: str) -> int:
    """Return the first year where the second is the one after it."""
    year = int(first)
    if int(second) not in (year + 1, (year + 1) % 100):
        raise NotAPeriod(f"{first} and {second} are not years that follow each other")
    return year


def _read_year(text: str) -> Period | None:
    # "2019-06" is a month and "2019-20" a year; "2011-12" can only be told by its second half being the next year.
    if not (found := re.fullmatch(YEAR, text)):
        return None
    if _is_month(text) and int(found[2]) != (int(found[1]) + 1) % 100:
        return None
    return financial_year(_start_year(found[1], found[2]))


def _is_month(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text))


def _read_quarter(text: str) -> Period | None:
    found = re.fullmatch(r"(?:Q|quarter) ?([1-4])[ ,]*" + YEAR, text, re.IGNORECASE)
    if not found:
        return None
    start = date(_start_year(found[2], found[3]), FIRST_MONTH, 1)
    return _months_from(add_months(start, 3 * (int(found[1]) - 1)), 3)


def _read_month(text: str) -> Period | None:
    try:
        partial = PartialDate.parse(text)
    except NotAPeriod:
        return None
    return month_of(partial.earliest) if partial.month else None


def _read_days(text: str) -> Period | None:
    ends = re.split(r" to | ?/ ?(?=\d{4}-)", text)
    days = [_read_day(end) for end in ends]
    if len(days) > 2 or None in days:
        return None
    return Period(days[0], days[-1])  # type: ignore[arg-type]


def _read_day(text: str) -> date | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
        if found := re.fullmatch(r"(\d{1,2}) ([A-Za-z]+) (\d{4})", text):
            return date(int(found[3]), MONTHS.get(found[2].lower(), 0), int(found[1]))
    except ValueError:
        raise NotAPeriod(f'"{text}" is not a day of the calendar') from None
    return None


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date of which only the month, or only the year, is known or may be kept."""

    year: int
    month: int | None = None

    def __post_init__(self) -> None:
        if not (date.min.year <= self.year < date.max.year and (self.month is None or 1 <= self.month <= 12)):
            raise NotAPeriod(f"{self.year}-{self.month} is not a month of the calendar")

    def __str__(self) -> str:
        return f"{MONTH_NAMES[self.month]} {self.year}" if self.month else str(self.year)

    def __lt__(self, other: "PartialDate") -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.year, self.month or 0) < (other.year, other.month or 0)

    @property
    def text(self) -> str:
        """The form to store and exchange: 2019-06 or 2019."""
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    @property
    def earliest(self) -> date:
        """The first day that it can be."""
        return date(self.year, self.month or 1, 1)

    @property
    def latest(self) -> date:
        """The last day that it can be."""
        return add_months(self.earliest, 1 if self.month else 12) - ONE_DAY

    @classmethod
    def parse(cls, words: str) -> "PartialDate":
        """
        Read 2019, 2019-06, June 2019 or Jun 2019.

        :raises NotAPeriod: if the words name neither a month nor a year.
        """
        text = " ".join(words.split())
        if found := re.fullmatch(r"(\d{4})(?:-(\d\d))?", text):
            return cls(int(found[1]), int(found[2]) if found[2] else None)
        if (found := re.fullmatch(r"([A-Za-z]+) (\d{4})", text)) and found[1].lower() in MONTHS:
            return cls(int(found[2]), MONTHS[found[1].lower()])
        raise NotAPeriod(f'"{words}" is not a month or a year such as June 2019, 2019-06 or 2019')


def possible_days(text: str) -> Period:
    """
    Return all the days that a stored date may be: one for 2021-10-14, a month for 2021-10, a year for 2021.

    :raises NotAPeriod: if the text is none of these.
    """
    if day := _read_day(text):
        return Period(day, day)
    known = PartialDate.parse(text)
    return Period(known.earliest, known.latest)


def known_words(text: str) -> str:
    """Write a stored date as far as it is known: 14 October 2021, October 2021 or 2021; nothing stays nothing."""
    if not text:
        return ""
    day = _read_day(text)
    return long_date(day) if day else str(PartialDate.parse(text))
