"""Finds what would say who a person is, in words that must not: registers hold labels, never people."""

import re
from pathlib import Path

from safeguarding.kit.refusals import Refused

TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
# Unique pupil number: a check letter, twelve characters, the last a digit or a letter (DfE, UPN guide).
PUPIL_NUMBER = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.]+\b")
BORN = re.compile(r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\b[:\s]*\d", re.IGNORECASE)
TITLED = re.compile(r"\b(?:Mr|Mrs|Miss|Ms|Mx|Master)\.? [A-Z][a-z]+")
CALLED = re.compile(r"\b(?:named|called|known as|name is|nee|née) [A-Z][a-z]+")
TWO_NAMES = re.compile(r"\b([A-Z][a-z]+)[ -]([A-Z][a-z'’]+)\b")
# The commonest forenames of England (Office for National Statistics, 1984 to 2023) that are not also everyday words.
FORENAMES = frozenset((Path(__file__).parent / "forenames.txt").read_text(encoding="utf-8").split())


class SaysWho(Refused):
    """The words would say who a person is."""


def is_nhs_number(text: str) -> bool:
    """Test whether ten digits are an NHS number: weighted 10 to 2, modulo 11 (NHS Data Dictionary, NHS NUMBER)."""
    digits = [int(c) for c in text if c.isdigit()]
    check = 11 - sum(n * weight for n, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check != 10 and digits[9] == check % 11


def findings(text: str) -> list[str]:
    """Return what in the text could say who a person is, in words; never the words themselves."""
    found = []
    numbers = TEN_DIGITS.findall(text)
    if any(is_nhs_number(number) for number in numbers):
        found.append("an NHS number")
    elif numbers:
        found.append("a number of ten digits")
    for pattern, name in (
        (PUPIL_NUMBER, "a unique pupil number"),
        (POSTCODE, "a full postcode"),
        (EMAIL, "an email address"),
        (BORN, "a date of birth"),
    ):
        if pattern.search(text):
            found.append(name)
    if _names_somebody(text):
        found.append("a person's name")
    return found


def _names_somebody(text: str) -> bool:
    pairs = TWO_NAMES.findall(text)
    return bool(TITLED.search(text) or CALLED.search(text)) or any(first in FORENAMES for first, _ in pairs)


def is_forename(text: str) -> bool:
    """Test whether a label is, or begins with, one of the commonest forenames, such as “Alfie” or “Alfie B”."""
    first = text.split()[0].strip(".,'’") if text.split() else ""
    return first.capitalize() in FORENAMES


def refuse_identity(called: str, text: str, *, is_label: bool = False) -> None:
    """
    Refuse words that would say who a person is.

    :param called: what the refusal calls the words, such as "The label".
    :param is_label: True for a short label, where a forename alone says too much.
    :raises SaysWho: naming the kind of thing found, never the thing.
    """
    found = findings(text)
    if is_label and not found and is_forename(text):
        found = ["a person's name"]
    if found:
        raise SaysWho(
            f"{called} holds {' and '.join(found)}. Take it out: nobody may be recognised from this register."
        )
