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
