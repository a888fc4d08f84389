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
    # To the 25th birthday, or the 26th: the date of birth is not kept, so that the longest is counted from the end.
    "child": Retention("About a child", 26, "the day on which it ended", CODE),
    "serious": Retention(
        "About a serious incident or a statutory review", 20, "the day on which it ended", CODE
    ),
    # The Code names no time for a log of readings: as long as the longest record that it may be about.
    "audit": Retention(
        "The audit", 26, "the day on which it was written", "Local rule: never shorter than what it is about"
    ),
}


def due_on(key: str, counts_from: date | None) -> date | None:
    """Return the first day on which a record of this class may be disposed of; none while it is still in use."""
    if counts_from is None:
        return None
    year = counts_from.year + CLASSES[key].years
    return (
        date(year, 3, 1)
        if (counts_from.month, counts_from.day) == (2, 29)
        else counts_from.replace(year=year)
    )


def is_due(key: str, counts_from: date | None, today: date) -> bool:
    """Tell whether a record's time has passed."""
    day = due_on(key, counts_from)
    return day is not None and today >= day
