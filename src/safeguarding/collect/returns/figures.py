"""A figure as the rooms above see it, and a figure as it is about to be recorded: plain values and their arithmetic."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import quantities
from safeguarding.kit.periods import Period
from safeguarding.kit.quantities import Qualifier, State

PERCENT = "percent"
# The order in which a reader is told; one figure may be approximate and of an unknown date.
SHOWN_FIRST = (Qualifier.APPROXIMATE, Qualifier.AT_LEAST)


@dataclass(frozen=True)
class NewFigure:
    """
    One figure to be recorded.

    A percentage comes with numerator and denominator, or as a value alone, which is then marked as percentage only.
    """

    urn: str
    about: Organisation
    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    state: State = State.VALUE
    qualifiers: tuple[Qualifier, ...] = ()
    split: str = ""
    returned_by: Organisation | None = None
    source: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure as it is known, with all that a reader needs to find where it comes from."""

    public_id: UUID
    urn: str
    split: str
    title: str
    unit: str
    direction: str
    decimals: int
    about: Organisation
    returned_by: str
    period: Period
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    state: State
    qualifiers: tuple[Qualifier, ...]
    provenance: str
    source: str
    definition: int  # version of the indicator
    version: int
    recorded_at: datetime
    targets: tuple[dict, ...] = field(default=(), compare=False)

    @property
    def has_parts(self) -> bool:
        """Tell whether it is known as a numerator and a denominator."""
        return self.numerator is not None and self.denominator is not None

    @property
    def exact(self) -> Fraction | None:
        """The figure itself, exactly; None where there is none, and for nothing out of nothing."""
        if self.state is State.NIL_RETURN:
            return None if self.unit == PERCENT else Fraction(0)
        if self.has_parts and self.unit == PERCENT:
            return quantities.percent(self.numerator, self.denominator)  # type: ignore[arg-type]
        told = self.value if self.value is not None else self.numerator
        return None if told is None else Fraction(told)

    @property
    def quantity(self) -> quantities.Quantity:
        """The figure as kit/quantities writes it, with the qualifier that matters most to a reader."""
        exact = self.exact
        if exact is None or self.state is not State.VALUE:
            state = State.NOT_APPLICABLE if self.state is State.VALUE else self.state
            return quantities.Quantity(state=state)
        told = [q for q in (*SHOWN_FIRST, *Qualifier) if q in self.qualifiers]
        unit = "%" if self.unit == PERCENT else ""
        return quantities.Quantity(exact, State.VALUE, unit, told[0] if told else Qualifier.EXACT)

    @property
    def places(self) -> int:
        """How many decimal places it is shown with: those it was told with, or those of its definition."""
        if self.value is None:
            exact = self.exact
            return 0 if self.unit != PERCENT or exact is None or exact.denominator == 1 else self.decimals
        return max(0, -int(self.value.normalize().as_tuple().exponent))

    @property
    def text(self) -> str:
        """The bare figure as a reader sees it: 1,162, 93.9%, not collected; n/a for nothing out of nothing."""
        exact = self.exact
        if self.state is not State.VALUE:
            return quantities.state_text(self.state)
        if exact is None:
            return "n/a"
        return number_text(exact, self.unit, self.places)

    @property
    def qualified_text(self) -> str:
        """The figure with how well it is known: approximately 731."""
        front = [q.value for q in SHOWN_FIRST if q in self.qualifiers]
        return " ".join([*front, self.text])

    @property
    def notes(self) -> tuple[str, ...]:
        """What a footnote must say of it."""
        said = [q.value for q in self.qualifiers if q is not Qualifier.EXACT]
        return (*said, "rows not held") if self.provenance == "total" else tuple(said)


def number_text(exact: Fraction, unit: str, places: int) -> str:
    """Write a figure in its unit."""
    return (
        quantities.percent_text(exact, places) if unit == PERCENT else quantities.number_text(exact, places)
    )
