"""The one table that a run prints: a line for each part of a goal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """
    One part of a goal, measured.

    :param limit: the greatest (or with `at_least` the smallest) ratio of ours to the measure that meets the goal.
    :param measure: what ours is divided by, as measured in this run or as recorded of the peer.
    """

    goal: int
    what: str
    ours: float
    measure: float
    limit: float
    unit: str
    beside: str = "minimal"
    at_least: bool = False
    note: str = ""

    @property
    def ratio(self) -> float:
        """Return ours divided by the measure."""
        return self.ours / self.measure if self.measure else float("inf")

    @property
    def met(self) -> bool:
        """Test whether the goal is met."""
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit

    def cells(self) -> list[str]:
        """Return the line's cells as text."""
        sign = "≥" if self.at_least else "≤"
        return [
            str(self.goal),
            self.what,
            amount(self.ours, self.unit),
            f"{amount(self.measure, self.unit)} {self.beside}",
            f"{self.ratio:.3g}",
            f"{sign} {self.limit:.3g}",
            "met" if self.met else "MISSED",
            self.note,
        ]


HEADS = ["Goal", "What", "Ours", "Measured against", "Ratio", "Limit", "Result", "Note"]


def amount(value: float, unit: str) -> str:
    """Write a figure in its unit, with as many digits as mean something."""
    if unit == "ms":
        value *= 1000
    text = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
    return f"{text} {unit}".strip()


def plain(lines: list[Line]) -> str:
    """Return the table for a terminal."""
    rows = [HEADS, *(line.cells() for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def markdown(lines: list[Line]) -> str:
    """Return the table for a page of the documents."""
    rows = [HEADS, ["---"] * len(HEADS), *(line.cells() for line in lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"
