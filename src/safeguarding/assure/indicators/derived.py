"""
What is worked out of figures and never stored: totals, changes, ratios and gaps, each with the rows that it stands on.

A total of percentages is the sum of numerators over the sum of denominators, never a mean of percentages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from safeguarding.collect.api import Figure, figure_number_text
from safeguarding.kit import quantities
from safeguarding.kit.periods import Period

PERCENT = "percent"


@dataclass(frozen=True)
class Derived:
    """One worked-out figure: its exact value or the words why there is none, and the figures that it came from."""

    title: str
    place: str
    period: Period
    unit: str
    places: int
    exact: Fraction | None
    rows: tuple[Figure, ...]
    working: str  # "402 + 746"
    why_none: str = ""
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    qualifiers: tuple[quantities.Qualifier, ...] = ()

    @property
    def text(self) -> str:
        """The figure as a reader sees it, or why there is none."""
        return self.why_none if self.exact is None else figure_number_text(self.exact, self.unit, self.places)


def of_one(figure: Figure) -> Derived:
    """Return a figure that was told as one that others can be worked out of."""
    exact = figure.exact
    return Derived(
        title=figure.title,
        place=figure.about.name,
        period=figure.period,
        unit=figure.unit,
        places=figure.places,
        exact=exact,
        rows=(figure,),
        working=_parts(figure),
        why_none="" if exact is not None else figure.text,
        numerator=_exactly(figure.numerator),
        denominator=_exactly(figure.denominator),
        qualifiers=figure.qualifiers,
    )


def _exactly(number) -> Fraction | None:
    return None if number is None else Fraction(number)


def _parts(figure: Figure) -> str:
    if not figure.has_parts:
        return figure.text
    return f"{quantities.number_text(figure.numerator)} of {quantities.number_text(figure.denominator)}"


def total(figures: Sequence[Figure], place: str) -> Derived:
    """Add figures of one indicator and period over several places."""
    first = figures[0]
    numerators = [_exactly(f.numerator) for f in figures]
    denominators = [_exactly(f.denominator) for f in figures]
    top, bottom, exact, why = None, None, None, ""
    if first.unit == PERCENT:
        if None in numerators or None in denominators:
            why = "cannot be added: not every percentage has its numbers"
        else:
            top, bottom = sum(numerators, Fraction(0)), sum(denominators, Fraction(0))
            exact = quantities.percent(top, bottom)
            why = "" if exact is not None else "n/a"
    else:
        exact = quantities.total([f.quantity for f in figures])
        why = "" if exact is not None else f"cannot be added: {_missing(figures)}"
    return Derived(
        title=first.title,
        place=place,
        period=first.period,
        unit=first.unit,
        places=first.decimals if first.unit == PERCENT else max(f.places for f in figures),
        exact=exact,
        rows=tuple(figures),
        working=" + ".join(_parts(f) for f in figures),
        why_none=why,
        numerator=top,
        denominator=bottom,
    )


def _missing(figures: Sequence[Figure]) -> str:
    return ", ".join(f"{f.about.name} {f.text}" for f in figures if f.exact is None)


def ratio(title: str, decimals: int, numerator: Derived, denominator: Derived) -> Derived:
    """Work out one count as a percentage of another of the same place and period."""
    exact = None
    why = numerator.why_none or denominator.why_none
    if numerator.exact is not None and denominator.exact is not None:
        exact = quantities.percent(numerator.exact, denominator.exact)
        why = "" if exact is not None else "n/a"
    return Derived(
        title=title,
        place=numerator.place,
        period=numerator.period,
        unit=PERCENT,
        places=decimals,
        exact=exact,
        rows=numerator.rows + denominator.rows,
        working=f"{numerator.text} of {denominator.text}",
        why_none=why,
        numerator=numerator.exact,
        denominator=denominator.exact,
    )


@dataclass(frozen=True)
class Movement:
    """How a figure moved from one period to another."""

    before: Derived
    after: Derived

    @property
    def rows(self) -> tuple[Figure, ...]:
        """Return the figures that it stands on."""
        return self.before.rows + self.after.rows

    @property
    def change(self) -> quantities.Change | None:
        """Return the exact change, or None where one of the two is not known."""
        if self.before.exact is None or self.after.exact is None:
            return None
        return quantities.change(self.before.exact, self.after.exact)

    @property
    def direction(self) -> str:
        """Return up, down, no change, or unknown."""
        return self.change.direction if self.change else "unknown"

    @property
    def text(self) -> str:
        """Write it as +50 (+4.5%), or in percentage points where the figure is a percentage."""
        if self.change is None:
            return "no prior value" if self.before.exact is None else self.after.why_none
        if self.after.unit == PERCENT:
            return self.change.points_text(max(self.before.places, self.after.places))
        return self.change.text()


@dataclass(frozen=True)
class Gap:
    """The distance between the highest and the lowest of several places."""

    highest: Derived
    lowest: Derived

    @property
    def exact(self) -> Fraction:
        """Return how far they are apart."""
        return (self.highest.exact or Fraction(0)) - (self.lowest.exact or Fraction(0))

    @property
    def rows(self) -> tuple[Figure, ...]:
        """Return the figures that it stands on."""
        return self.highest.rows + self.lowest.rows

    @property
    def text(self) -> str:
        """Write it as 40 percentage points, or as a number."""
        places = max(self.highest.places, self.lowest.places)
        shown = quantities.number_text(self.exact, places)
        return f"{shown} percentage points" if self.highest.unit == PERCENT else shown


def gap(values: Sequence[Derived]) -> Gap | None:
    """Return the gap between places; None with fewer than two known."""
    known = [value for value in values if value.exact is not None]
    if len(known) < 2:
        return None
    return Gap(max(known, key=lambda v: v.exact or 0), min(known, key=lambda v: v.exact or 0))
