"""Make text safe for every writer, and write numbers and dates the way the NHS content guide does."""

import re
from datetime import date
from decimal import Decimal

# XML 1.0 (fifth edition), production 2, is the narrowest of the three formats; PostgreSQL's jsonb also refuses NUL.
# The C1 controls and the marks that reverse the direction of a line are dropped too: they can hide what is written.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
BROKEN = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Drop characters that a writer or the database would refuse; half of a surrogate pair becomes U+FFFD."""
    whole = BROKEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return UNWRITABLE.sub("", whole)


def day(value: date) -> str:
    """Write a date in full, for example 4 June 2027."""
    return f"{value.day} {value:%B} {value.year}"


def number(value: int | Decimal) -> str:
    """Write a number in plain digits with a comma between the thousands, for example 12,450.5."""
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
