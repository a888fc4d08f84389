"""Statistical process control: the natural limits of an XmR chart, in exact arithmetic.

The rules follow NHS England's Making Data Count; which rules apply to which measure is the caller's profile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

XMR = Decimal("2.66")  # 3 / d2 for moving ranges of two, rounded as NHS England's Making Data Count rounds it


@dataclass(frozen=True)
class Limits:
    """Centre line and natural process limits of one partition, in the unit of its values."""

    centre: Fraction
    lower: Fraction
    upper: Fraction


def limits(values: Sequence[Fraction]) -> Limits:
    """Work out the limits from at least two values in time order; exact, so that a value on the mean is on the mean.

    The limits may lie outside what is possible (below 0, above 100 per cent): a chart may cut them, arithmetic may not.

    :raises ValueError: for fewer than two values, which have no moving range.
    """
    if len(values) < 2:
        raise ValueError("limits need at least two values")
    centre = _mean(values)
    spread = Fraction(XMR) * _mean([abs(after - before) for before, after in pairwise(values)])
    return Limits(centre, centre - spread, centre + spread)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


RUN = 7  # points of a shift or a trend
LEAST = 15  # points below which limits say little, and are not drawn


@dataclass(frozen=True)
class Signal:
    """A point that common causes do not explain: where it stands in the series, on which side, and by which rule."""

    place: int
    is_high: bool
    rule: str


def signals(values: Sequence[Fraction], found: Limits) -> list[Signal]:
    """
    Return the points of one partition that need looking into, in time order, each by the first rule that it breaks.

    A point outside the limits; seven in a row on one side of the mean; seven that all rise or all fall; two of three
    beyond two thirds of the way to a limit, with the third on the same side. What lies on the mean breaks a run.
    """
    first: dict[int, Signal] = {}
    for signal in (
        *_outside(values, found),
        *_shifts(values, found),
        *_trends(values),
        *_near(values, found),
    ):
        first.setdefault(signal.place, signal)
    return [first[place] for place in sorted(first)]


def _outside(values: Sequence[Fraction], found: Limits) -> list[Signal]:
    return [
        Signal(place, value > found.upper, "outside the limits")
        for place, value in enumerate(values)
        if not found.lower <= value <= found.upper
    ]


def _shifts(values: Sequence[Fraction], found: Limits) -> list[Signal]:
    sides = [(value > found.centre) - (value < found.centre) for value in values]
    return _runs(sides, RUN, f"one of {RUN} or more in a row on one side of the mean")


def _trends(values: Sequence[Fraction]) -> list[Signal]:
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    found = _runs(steps, RUN - 1, f"one of {RUN} or more that all rise or all fall")
    return [Signal(place, s.is_high, s.rule) for s in found for place in (s.place, s.place + 1)]


def _runs(sides: Sequence[int], least: int, rule: str) -> list[Signal]:
    """Return the members of every run of at least so many that go the same way; 0 goes no way."""
    signalled, start = [], 0
    for end in range(1, len(sides) + 1):
        if end == len(sides) or sides[end] != sides[start]:
            if sides[start] and end - start >= least:
                signalled += [Signal(place, sides[start] > 0, rule) for place in range(start, end)]
            start = end
    return signalled


def _near(values: Sequence[Fraction], found: Limits) -> list[Signal]:
    far = (found.upper - found.centre) * 2 / 3
    signalled = []
    for start in range(len(values) - 2):
        for side in (1, -1):
            away = [(value - found.centre) * side for value in values[start : start + 3]]
            beyond = [start + n for n, distance in enumerate(away) if distance > far]
            if min(away) > 0 and len(beyond) >= 2:
                rule = "one of two in three close to a limit"
                signalled += [Signal(place, side > 0, rule) for place in beyond]
    return signalled
