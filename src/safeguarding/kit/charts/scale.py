"""The upright axis that column charts and trends share."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10

from safeguarding.kit.charts.svg import GREY, INK, PALE, Sheet, width_of

Number = int | float | Fraction


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` in steps of `step`, drawn between `top` and `bottom` of a sheet."""

    low: float
    high: float
    step: float
    top: float
    bottom: float

    def y(self, value: Number) -> float:
        """Where a value stands."""
        share = (float(value) - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)

    def draw(self, sheet: Sheet, left: float, right: float, unit: str) -> None:
        """Draw the rules with their values."""
        for count in range(round((self.high - self.low) / self.step) + 1):
            value = self.low + count * self.step
            sheet.line(left, self.y(value), right, self.y(value), INK if count == 0 else PALE, stroke_width=1)
            sheet.text(left - 8, self.y(value) + 4, printed(value, unit), 13, "end", GREY)

    def draw_target(
        self, sheet: Sheet, left: float, right: float, unit: str, target: Number | None, label: str
    ) -> None:
        """Draw the target as a dashed line, named above the plot on the right where no value stands."""
        if target is not None:
            words, dashed = (
                label or f"Target {printed(target, unit)}",
                {"stroke_width": 2, "stroke_dasharray": "7 5"},
            )
            sheet.line(left, self.y(target), right, self.y(target), INK, **dashed)
            sheet.line(
                right - width_of(words, 13) - 44, 15, right - width_of(words, 13) - 8, 15, INK, **dashed
            )
            sheet.text(right, 20, words, 13, "end", font_weight="bold")


def scale(
    values: Iterable[Number], top: float, bottom: float, unit: str = "", from_zero: bool = True
) -> Scale:
    """Choose round steps that hold all values; percentages end at 100 when nothing is above it.

    `from_zero` must stay true for columns, whose height is the message.
    """
    known = [float(value) for value in values] or [0.0]
    low = min(*known, 0) if from_zero or min(known) < 0 else min(known)
    high = max(*known, low + 1)
    step = _round_step((high - low) / 5)
    # In fractions, because a value next to nothing divided as a float is nothing, and would fall off the sheet.
    bottom_value = floor(Fraction(low) / Fraction(step)) * step
    top_value = ceil(Fraction(high) / Fraction(step)) * step
    if unit == "%" and high <= 100 and top_value > 100:
        top_value = 100
    return Scale(bottom_value, max(top_value, bottom_value + step), step, top, bottom)


def _round_step(rough: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 ...; never less than 1, because ours are counts and percentages."""
    power = 10.0 ** floor(log10(max(rough, 1)))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough or times == 10)


def printed(value: Number, unit: str = "") -> str:
    """A value as it stands on a chart: whole numbers whole, others with one decimal, the per cent sign close up."""
    text = f"{float(value):,.1f}".removesuffix(".0")
    return text + (unit if unit in ("", "%") else f" {unit}")
