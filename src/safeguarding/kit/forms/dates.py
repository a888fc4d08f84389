"""Dates as people type them: three boxes, or one text in the first of them; day first, always."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

PARTS = ("day", "month", "year")
FIRST_YEAR, LAST_YEAR = 1900, 2100
MONTHS = [name.lower() for name in calendar.month_name[1:]]
WHOLE = re.compile(r"([0-9]{1,2})[\s/.\-]+([0-9]{1,2}|[A-Za-z]{3,9})[\s/.,\-]+([0-9]{1,4})")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class WrongDate(ValueError):
    """What is wrong with a date, in words, and which of its boxes to mend."""

    def __init__(self, said: str, *parts: str) -> None:
        super().__init__(said)
        self.parts = parts or PARTS


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known to its year, its month or its day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        """Return how much is known: year, month or day."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def earliest(self) -> date:
        """Return the first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        month = MONTHS[self.month - 1].capitalize() if self.month else ""
        return " ".join(str(part) for part in (self.day, month, self.year) if part)


def split(text: str) -> dict[str, str] | None:
    """Return day, month and year of a date typed as one text, such as 4 6 2026, 4/6/2026 or 4 June 2026."""
    text = text.strip()[:40]
    if found := ISO.fullmatch(text):
        return dict(zip(PARTS, reversed(found.groups()), strict=True))
    found = WHOLE.fullmatch(text)
    return dict(zip(PARTS, found.groups(), strict=True)) if found else None


def read(typed: Mapping[str, str], *, called: str, needed: tuple[str, ...] = PARTS) -> PartialDate | None:
    """
    Return the date in the boxes, or None where all are blank.

    :param called: what the message calls it, such as "Due date".
    :param needed: the parts that must be there; the others may be blank.
    :raises WrongDate: naming the part that is missing or wrong.
    """
    typed = {part: (typed.get(part) or "").strip() for part in PARTS}
    if not any(typed.values()):
        return None
    typed = split(typed["day"]) or typed if not typed["month"] and not typed["year"] else typed
    wanted = [part for part in PARTS if part in needed or (part == "month" and typed["day"])]
    if missing := [part for part in wanted if not typed[part]]:
        raise WrongDate(f"{called} must include a {' and a '.join(missing)}", *missing)
    numbers = {part: _number(part, typed[part]) for part in PARTS if typed[part]}
    _check_parts(numbers, called)
    known = PartialDate(numbers["year"], numbers.get("month"), numbers.get("day"))
    _check_calendar(known, called)
    return known


def _number(part: str, text: str) -> int | None:
    """Return one box as a number; a month may be a word."""
    if part == "month" and len(text) >= 3 and text.isascii() and text.isalpha():
        return next((place for place, name in enumerate(MONTHS, 1) if name.startswith(text.lower())), None)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _check_parts(numbers: dict[str, int | None], called: str) -> None:
    """Refuse a day, month or year outside its range, naming it."""
    ranges = {"day": range(1, 32), "month": range(1, 13), "year": range(FIRST_YEAR, LAST_YEAR + 1)}
    for part, value in numbers.items():
        if value is not None and value in ranges[part]:
            continue
        if part == "year":
            said = f"{called} must have a year of 4 numbers between {FIRST_YEAR} and {LAST_YEAR}"
            raise WrongDate(said, part)
        bounds = ranges[part]
        raise WrongDate(f"{called} must have a {part} between {bounds[0]} and {bounds[-1]}", part)


def _check_calendar(known: PartialDate, called: str) -> None:
    """Refuse 31 April and 29 February 2023."""
    try:
        _ = known.earliest
    except ValueError:
        raise WrongDate(f"{called} must be a real date") from None
