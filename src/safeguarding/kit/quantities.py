"""
Figures with what is known about them: exact arithmetic, how they are shown, and why one may be missing.

Nothing here is a float: 45 of 1,000 is exactly 4.5 %, and it is rounded once, for the eye, half away from zero as
the seeds' reports round (402 of 1,112 is 36.2 %).
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Number = int | Decimal | Fraction


class State(StrEnum):
    """Why a figure is there or is not; zero is a value and a blank is never turned into one."""

    VALUE = "value"
    NIL_RETURN = "nil return"
    NOT_COLLECTED = "not collected"
    NOT_APPLICABLE = "not applicable"
    SUSPENDED = "suspended"
    SUPPRESSED = "suppressed"
    NOT_STATED = "not stated"


class Qualifier(StrEnum):
    """How well a figure is known."""

    EXACT = "exact"
    APPROXIMATE = "approximately"
    AT_LEAST = "at least"
    AS_AT_UNKNOWN = "date not stated"
    PERCENT_ONLY = "percentage only, numbers not given"


class NotExact(TypeError):
    """A float was given where the exact figure is needed."""


def _exact(value: Number) -> Fraction:
    """Return the figure as a fraction, refusing floats."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise NotExact(f"{value!r} is not a whole number, a decimal or a fraction")
    return Fraction(value)


def rounded(value: Number, places: int = 0) -> Decimal:
    """Round half away from zero to a number of decimal places, from the exact figure."""
    exact, scale = _exact(value), 10**places
    whole = int(abs(exact) * scale + Fraction(1, 2))
    result = Decimal(whole).scaleb(-places)
    return -result if exact < 0 and whole else result


def percent(numerator: Number, denominator: Number) -> Fraction | None:
    """Return the exact percentage, or None out of nothing: 0 of 0 is neither 0 % nor 100 %."""
    whole = _exact(denominator)
    return 100 * _exact(numerator) / whole if whole else None


def ratio_text(numerator: Number, denominator: Number, places: int = 1) -> str:
    """Write a percentage of two counts, or n/a where there is nothing to be a part of."""
    part = percent(numerator, denominator)
    return "n/a" if part is None else percent_text(part, places)


def percent_text(value: Number, places: int = 1) -> str:
    """Write a percentage: 93.9%."""
    return f"{rounded(value, places):,}%"


def number_text(value: Number, places: int | None = None) -> str:
    """Write a figure with thousands marked: 1,162; as many places as it has unless told."""
    if places is None:
        exact = _exact(value)
        if exact.denominator == 1:
            return f"{exact.numerator:,}"
        return f"{value:,f}" if isinstance(value, Decimal) else f"{rounded(value, 2):,}"
    return f"{rounded(value, places):,}"


def pounds_text(value: Number) -> str:
    """Write money to the penny: £1,250.00."""
    amount = rounded(value, 2)
    return f"-£{-amount:,}" if amount < 0 else f"£{amount:,}"


def state_text(state: State) -> str:
    """Write what stands in the place of a figure that is not there; suppressed has its own sign."""
    return {State.SUPPRESSED: "*", State.NIL_RETURN: "nil return (0)"}.get(state, state.value)


@dataclass(frozen=True)
class Change:
    """How a figure moved from one period to the next."""

    before: Fraction
    after: Fraction

    @property
    def difference(self) -> Fraction:
        """After less before."""
        return self.after - self.before

    @property
    def percent(self) -> Fraction | None:
        """The difference as a percentage of the figure before; None where that was nothing."""
        return percent(self.difference, abs(self.before)) if self.before else None

    @property
    def direction(self) -> str:
        """One of up, down, no change."""
        if not self.difference:
            return "no change"
        return "up" if self.difference > 0 else "down"

    def text(self, places: int = 1) -> str:
        """Write it as +548 (+25.4%), with the percentage only where there was something before."""
        moved = signed(self.difference, None)
        return moved if self.percent is None else f"{moved} ({signed(self.percent, places)}%)"

    def points_text(self, places: int = 1) -> str:
        """Write the gap between two percentages, which is in points and not per cent: +6.9 percentage points."""
        return f"{signed(self.difference, places)} percentage points"


def change(before: Number, after: Number) -> Change:
    """Compare two figures exactly."""
    return Change(_exact(before), _exact(after))


def signed(value: Number, places: int | None) -> str:
    """Write a difference with its sign, using the true minus sign; nothing has no sign."""
    exact = _exact(value)
    shown = number_text(abs(exact), places)
    if not any(digit in shown for digit in "123456789"):
        return shown
    return f"\u2212{shown}" if exact < 0 else f"+{shown}"


@dataclass(frozen=True)
class Quantity:
    """A figure as it was told: its value or its state, its unit, and how well it is known."""

    value: Decimal | Fraction | int | None = None
    state: State = State.VALUE
    unit: str = ""
    qualifier: Qualifier = Qualifier.EXACT

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state is State.VALUE):
            raise ValueError(
                f"A figure has a value exactly where its state is value, not where it is {self.state}"
            )
        if self.value is not None:
            _exact(self.value)

    @property
    def counted(self) -> Fraction | None:
        """What it adds to a total: a nil return is nothing; all other states cannot be added."""
        if self.state is State.NIL_RETURN:
            return Fraction(0)
        return None if self.value is None else _exact(self.value)

    def text(self, places: int | None = None) -> str:
        """Write it as a reader needs it: at least 18 deaths, 53%, not collected."""
        if self.value is None:
            return state_text(self.state)
        shown = f"{number_text(self.value, places)}{'' if self.unit == '%' else ' '}{self.unit}".strip()
        if self.qualifier in (Qualifier.APPROXIMATE, Qualifier.AT_LEAST):
            return f"{self.qualifier.value} {shown}"
        return shown if self.qualifier is Qualifier.EXACT else f"{shown} ({self.qualifier.value})"


def total(quantities: list[Quantity]) -> Fraction | None:
    """Add figures up; None as soon as one of them is not known, so that a gap is never a zero."""
    known = [quantity.counted for quantity in quantities]
    return None if None in known else sum((part for part in known if part is not None), Fraction(0))
