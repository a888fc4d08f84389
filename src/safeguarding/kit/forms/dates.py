"""Dates as people type them: three boxes, or one text in the first of them; day first, always."""

import calendar
import re
from collections.abc import Mapping
from datetime import date

from safeguarding.kit.periods import PartialDate

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


def split(text: str) -> dict[str, str] | None:
    """Return day, month and year of a date typed as one text, such as 4 6 2026, 4/6/2026 or 4 June 2026."""
    text = text.strip()[:40]
    if found := ISO.fullmatch(text):
        return dict(zip(PARTS, reversed(found.groups()), strict=True))
    found = WHOLE.fullmatch(text)
    return dict(zip(PARTS, found.groups(), strict=True)) if found else None


def read(typed: Mapping[str, str], *, called: str) -> date | None:
    """
    Return the date in the three boxes, or None where all are blank.

    :param called: what the message calls it, such as "Due date".
    :raises WrongDate: naming the part that is missing or wrong.
    """
    numbers = _numbers(typed, called, PARTS)
    if not numbers:
        return None
    try:
        return date(numbers["year"], numbers["month"], numbers["day"])
    except ValueError:
        raise WrongDate(f"{called} must be a real date") from None


def read_partial(typed: Mapping[str, str], *, called: str) -> PartialDate | None:
    """
    Return the month or the year in the two boxes, or None where both are blank.

    :raises WrongDate: naming the part that is missing or wrong.
    """
    numbers = _numbers(typed, called, ("year",))
    return PartialDate(numbers["year"], numbers.get("month")) if numbers else None


def _numbers(typed: Mapping[str, str], called: str, needed: tuple[str, ...]) -> dict[str, int]:
    """Return the boxes as numbers within their ranges; nothing where all are blank."""
    typed = {part: (typed.get(part) or "").strip() for part in PARTS}
    if not typed["month"] and not typed["year"]:
        typed = split(typed["day"]) or typed
    if not any(typed.values()):
        return {}
    if missing := [part for part in needed if not typed[part]]:
        raise WrongDate(f"{called} must include a {' and a '.join(missing)}", *missing)
    return _checked({part: _number(part, typed[part]) for part in PARTS if typed[part]}, called)


def _number(part: str, text: str) -> int | None:
    """Return one box as a number; a month may be a word."""
    if part == "month" and len(text) >= 3 and text.isascii() and text.isalpha():
        return next((place for place, name in enumerate(MONTHS, 1) if name.startswith(text.lower())), None)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _checked(numbers: dict[str, int | None], called: str) -> dict[str, int]:
    """Return the numbers, or refuse a day, month or year outside its range, naming it."""
    known: dict[str, int] = {}
    ranges = {"day": range(1, 32), "month": range(1, 13), "year": range(FIRST_YEAR, LAST_YEAR + 1)}
    for part, value in numbers.items():
        if value is not None and value in ranges[part]:
            known[part] = value
            continue
        if part == "year":
            said = f"{called} must have a year of 4 numbers between {FIRST_YEAR} and {LAST_YEAR}"
            raise WrongDate(said, part)
        bounds = ranges[part]
        raise WrongDate(f"{called} must have a {part} between {bounds[0]} and {bounds[-1]}", part)
    return known
