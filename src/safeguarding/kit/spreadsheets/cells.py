"""
The kinds of cell: each reads a value or says what is wrong with it in words that follow the value.

No kind guesses. "01/02/2026" is 1 February; "01/02/26", "½", "1.234,5" and 9.43E+09 are refused, because each could
be something else than it seems.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from safeguarding.kit.periods import MONTHS

LARGEST = 2_147_483_647  # what the database's integer holds
FIRST_YEAR, LAST_YEAR = 1900, 2100
THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
WHOLE = re.compile(r"-?[0-9]+(?:\.0+)?")
DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
SHORTENED = re.compile(r"-?[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
DAY_FORMS = (
    (re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"), False),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[ T]00:00(?::00(?:\.0+)?)?)?"), False),
    (re.compile(r"(?P<day>\d{1,2})[- ](?P<month>[A-Za-z]{3,9})[- ](?P<year>\d{4})"), True),
)
SHORT_YEAR = re.compile(r"\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2}")


class Unreadable(ValueError):  # noqa: N818 (a reason, in words)
    """Why a cell cannot be read, as words that follow its value: is not a whole number."""


@dataclass(frozen=True)
class Kind:
    """A kind of cell: how to read it, and how to explain it."""

    read: Callable[[Any], Any]
    help: str
    example: str
    validation: tuple[tuple[str, Any], ...] = ()  # Excel's own rule of entry for the blank template


def tidy(value: object) -> str:
    """Return a cell as one line of text: composed, without invisible characters and outer spaces."""
    if type(value) is float:
        return shown(value)
    words = value if isinstance(value, str) else shown(value)
    if words.isascii():
        return words.strip()
    return INVISIBLE.sub("", unicodedata.normalize("NFC", words)).replace("\u00a0", " ").strip()


def shown(value: object) -> str:
    """Write a cell as the person sees it in the spreadsheet."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def _text(value: object) -> str:
    words = tidy(value)
    if SHORTENED.fullmatch(words) or (isinstance(value, float) and abs(value) >= 1e15):
        raise Unreadable("was shortened by a spreadsheet and its digits are lost; format the column as text")
    if isinstance(value, date):
        raise Unreadable("was turned into a date by a spreadsheet; format the column as text")
    return words


def _code(value: object) -> str:
    return _text(value).upper()


def _whole(value: object) -> int:
    if type(value) is float and value.is_integer():
        number = int(value)
    else:
        words = tidy(value)
        if THOUSANDS.fullmatch(words):
            words = words.replace(",", "")
        if isinstance(value, bool) or not WHOLE.fullmatch(words):
            raise Unreadable("is not a whole number")
        number = int(words.partition(".")[0]) if len(words) < 40 else LARGEST + 1
    if abs(number) > LARGEST:
        raise Unreadable("is too large a number")
    return number


def _count(value: object) -> int:
    number = _whole(value)
    if number < 0:
        raise Unreadable("is less than 0")
    return number


def _number(value: object) -> Decimal:
    # A spreadsheet keeps fifteen digits; the rest of a float is noise and not what was typed.
    words = f"{value:.15g}" if type(value) is float else tidy(value)
    if THOUSANDS.fullmatch(words):
        words = words.replace(",", "")
    if isinstance(value, bool) or not DECIMAL.fullmatch(words):
        raise Unreadable("is not a number")
    number = Decimal(words)
    if len(words) > 30 or abs(number) > LARGEST:
        raise Unreadable("is too large a number")
    return number


def _percent(value: object) -> Decimal:
    words = tidy(value)
    signed = words.endswith("%")
    number = _number(words[:-1].rstrip() if signed else value)
    if not 0 <= number <= 100:
        raise Unreadable("is not between 0% and 100%")
    if not signed and 0 < number <= 1:
        # Excel keeps 45% as 0.45: without the sign it could be either.
        raise Unreadable("could be a fraction or a percentage; write it with the % sign, as text")
    return number


def _date(value: object) -> date:
    found = value if isinstance(value, date) else _written_date(value)
    if isinstance(found, datetime):
        if (found.hour, found.minute, found.second) != (0, 0, 0):
            raise Unreadable("has a time of day; give the date alone")
        found = found.date()
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unreadable(f"is not between {FIRST_YEAR} and {LAST_YEAR}")
    return found


def _written_date(value: object) -> date:
    words = tidy(value)
    if SHORT_YEAR.fullmatch(words):
        raise Unreadable("does not say which century; write the year with four figures")
    for pattern, named in DAY_FORMS:
        if words.isascii() and (found := pattern.fullmatch(words)):
            month = MONTHS.get(found["month"].lower(), 0) if named else int(found["month"])
            return _calendar_day(int(found["year"]), month, int(found["day"]))
    raise Unreadable("is not a date such as 31/03/2020, 31-Mar-2020 or 2020-03-31")


def _calendar_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        if 12 < month <= 31 and day <= 12:
            raise Unreadable("is not a date written day, month, year") from None
        raise Unreadable("is not a day of the calendar") from None


INTEGER_RULE = (("validate", "integer"), ("criteria", ">="), ("value", 0))
text = Kind(_text, "Text", "Riverside Trust")
code = Kind(_code, "A code; capitals and spaces around it do not matter", "RW1")
whole_number = Kind(_count, "A whole number, 0 or more", "1,162", INTEGER_RULE)
number = Kind(_number, "A number", "12.5", (("validate", "decimal"), ("criteria", ">="), ("value", -LARGEST)))
percent = Kind(_percent, "A percentage from 0 to 100, with the % sign if it is 1 or less", "93.9")
date_ = Kind(_date, "A date: day/month/year, 31-Mar-2020 or 2020-03-31", "31/03/2020")


def whole_number_between(least: int, most: int) -> Kind:
    """Return the kind of a whole number within bounds, such as a training level from 1 to 5."""

    def read(value: object) -> int:
        found = _whole(value)
        if not least <= found <= most:
            raise Unreadable(f"is not between {least:,} and {most:,}")
        return found

    rule = (("validate", "integer"), ("criteria", "between"), ("minimum", least), ("maximum", most))
    return Kind(read, f"A whole number from {least:,} to {most:,}", f"{least}", rule)


def choice(*options: str) -> Kind:
    """Return the kind of one of several words, whose capitals do not matter."""
    known = {option.casefold(): option for option in options}

    def read(value: object) -> str:
        found = known.get(tidy(value).casefold())
        if found is None:
            raise Unreadable(f"is not one of {', '.join(options)}")
        return found

    # Excel's own list of entries holds 255 characters.
    fits = len(",".join(options)) <= 255 and not any("," in option for option in options)
    rule = (("validate", "list"), ("source", list(options))) if fits else ()
    return Kind(read, f"One of: {', '.join(options)}", options[0], rule)
