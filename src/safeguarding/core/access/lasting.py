"""What holds from a first day to a last and may be ended before, such as a share or a deputy: pure functions over facts."""

from datetime import date, datetime
from typing import Protocol

from django.db.models import Q

IN_WORDS = {"over": ("Ended", "grey"), "now": ("Now", "green"), "later": ("Later", "blue")}


class Lasting(Protocol):
    """A row with its first day, its last day, and the moment at which somebody ended it before."""

    starts_on: date
    ends_on: date
    ended_at: datetime | None


def not_over(today: date) -> Q:
    """Return the condition that a row holds today or will."""
    return Q(ended_at=None, ends_on__gte=today)


def is_over(row: Lasting, today: date) -> bool:
    """Tell whether a row holds no longer."""
    return row.ended_at is not None or row.ends_on < today


def standing(row: Lasting, today: date) -> str:
    """Return whether a row is "over", holds "now" or will "later"."""
    if is_over(row, today):
        return "over"
    return "now" if row.starts_on <= today else "later"


def faults(
    *,
    starts_on: date,
    ends_on: date,
    today: date,
    longest: int,
    too_long: str,
    furthest: int | None = None,
) -> list[str]:
    """
    Return what is wrong with the days, in words.

    :param longest: the most days, the first and the last among them; `too_long` says what to do instead.
    :param furthest: how many days ahead the first may lie, if that is limited.
    """
    found = []
    if starts_on < today:
        found.append("The first day must be today or later.")
    if furthest is not None and (starts_on - today).days > furthest:
        found.append("The first day must be within a year.")
    if ends_on < starts_on:
        found.append("The last day must be on or after the first.")
    if (ends_on - starts_on).days >= longest:
        found.append(too_long)
    return found
