"""Dates, times, counts and shares in words, as pages, papers and messages say them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from safeguarding.kit.periods import MONTH_NAMES

MISSING = "Not recorded"
BREAK = SafeString("<br>")


def day(value: date | None) -> str:
    """Return a date in words, such as 4 June 2026; a moment is taken at its date in London."""
    if value is None or value == "":
        return MISSING
    value = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{value.day} {MONTH_NAMES[value.month]} {value.year}"


def weekday(value: date | None) -> str:
    """Return a date with the day of the week, such as Thursday 4 June 2026."""
    if value is None or value == "":
        return MISSING
    value = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{value:%A} {value.day} {value:%B %Y}"


def clock_time(value: datetime | None) -> str:
    """Return the time of day in London as the NHS writes it, such as 9:05am."""
    if value is None or value == "":
        return MISSING
    value = timezone.localtime(value)
    if (value.hour, value.minute) in {(0, 0), (12, 0)}:
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'pm' if value.hour >= 12 else 'am'}"


def moment(value: datetime | None) -> str:
    """Return a date and time in London, such as 4 June 2026 at 2:03pm."""
    return MISSING if value is None or value == "" else f"{day(value)} at {clock_time(value)}"


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: 1 action, 2 actions, 1,162 actions."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def days_left(count: int | None, kind: str = "working day") -> str:
    """Say how long is left, given the number of days: below zero is overdue, zero is today, None is no limit."""
    if count is None:
        return "No due date"
    if count == 0:
        return "due today"
    return f"{plural(abs(count), kind)} {'left' if count > 0 else 'overdue'}"


def number(value: float | Decimal | None, places: int | None = None) -> str:
    """Return a number with thousands set apart by commas; a missing one is never shown as 0."""
    if value is None or value == "":
        return MISSING
    return f"{value:,}" if places is None else f"{_rounded(Decimal(str(value)), places):,}"


def percent(value: float | Decimal | None, places: int = 1) -> str:
    """Return a number that is already a percentage with its sign, rounded half up: 86.5%."""
    return MISSING if value is None or value == "" else f"{_rounded(Decimal(str(value)), places):,}%"


def share(numerator: int | None, denominator: int | None, places: int = 1) -> str:
    """
    Return a percentage together with what it rests on: 86.5% (45 of 52).

    Nothing out of nothing is not a percentage: it is not applicable, never 0% and never 100%.
    """
    if numerator is None or denominator is None:
        return MISSING
    of = f"{number(numerator)} of {number(denominator)}"
    if denominator == 0:
        return f"not applicable ({of})"
    return f"{percent(Decimal(100 * numerator) / Decimal(denominator), places)} ({of})"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as one phrase: a, b and c."""
    words = [str(word) for word in words]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def lines(text: str | None) -> SafeString:
    """Return typed text as paragraphs, each line break kept, everything escaped."""
    paragraphs = [part.strip("\n").split("\n") for part in (text or "").replace("\r\n", "\n").split("\n\n")]
    drawn = [format_html_join(BREAK, "{}", [(line,) for line in part]) for part in paragraphs if any(part)]
    return format_html_join("", "<p>{}</p>", [(part,) for part in drawn])


def isolated(text: object) -> SafeString:
    """Return a name set apart from the direction of the text around it, so that neighbours are not reordered."""
    return format_html("<bdi>{}</bdi>", text)


def _rounded(value: Decimal, places: int) -> Decimal:
    """Round half up, as people round by hand."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
