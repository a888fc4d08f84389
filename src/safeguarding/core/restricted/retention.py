"""How long restricted records are kept, and from which day: data, read by the disposal and printed with each record."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Retention:
    """One class: what it covers, for how many years after its trigger, and where that is from."""

    words: str
    years: int
    trigger: str
    source: str


CODE = "Records Management Code of Practice (NHSX, August 2021, updated August 2023)"
CLASSES = {
    "adult": Retention("About an adult", 8, "the day on which it ended", CODE),
    # To the 25th birthday, or the 26th, where the year of birth is known; else the longest is counted from the end.
    "child": Retention("About a child", 26, "the day on which it ended", CODE),
    "serious": Retention(
        "About a serious incident or a statutory review", 20, "the day on which it ended", CODE
    ),
    # The Code names no time for a log of readings: as long as the longest record that it may be about.
    "audit": Retention(
        "The audit", 26, "the day on which it was written", "Local rule: never shorter than what it is about"
    ),
}


CHILDS_BIRTHDAY, IF_SEVENTEEN = 25, 26
AFTER_DEATH = 8
OLDEST_CHILD = 18  # by the years alone; who was older for certain was an adult when it ended


def due_on(
    key: str, counts_from: date | None, *, born_in: int | None = None, died_in: int | None = None
) -> date | None:
    """
    Return the first day on which a record of this class may be disposed of; none while it is still in use.

    :param born_in: the year of birth of the youngest child that it is about, where it is known.
    :param died_in: the year in which that child died.
    """
    if counts_from is None:
        return None
    if key == "child" and (born_in or died_in):
        return max(_child_due_on(counts_from, born_in, died_in), counts_from)
    return _after(counts_from, CLASSES[key].years)


def _child_due_on(ended: date, born_in: int | None, died_in: int | None) -> date:
    """
    Return the day for a child's record; of a year that is known without its day the last day counts.

    To the 25th birthday, or the 26th of somebody who was 17 when it ended (the Code of 2021, updated 2023). Eight years
    after a death stands in the Code's earlier editions (Department of Health, 2006, annex D1) and shortens nothing else.
    """
    if died_in:
        return _end_of(died_in + AFTER_DEATH)
    age = ended.year - (
        born_in or 0
    )  # or a year less: it is not known on which side of the birthday it ended
    if age > OLDEST_CHILD:
        return _after(ended, CLASSES["adult"].years)
    return _end_of((born_in or 0) + (IF_SEVENTEEN if age >= 17 else CHILDS_BIRTHDAY))


def _end_of(year: int) -> date:
    """Return the day after the last of a year."""
    return date(year + 1, 1, 1)


def _after(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if leap else day.replace(year=day.year + years)


def is_due(
    key: str,
    counts_from: date | None,
    today: date,
    *,
    born_in: int | None = None,
    died_in: int | None = None,
) -> bool:
    """Tell whether a record's time has passed."""
    day = due_on(key, counts_from, born_in=born_in, died_in=died_in)
    return day is not None and today >= day
