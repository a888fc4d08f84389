"""
Turns the figures of a signed paper into those that the public may see.

Only counts and shares that were told or added up are taken, by the questions named below; changes, gaps, sentences and
rows are left out, because each of them could give a small number away. Counts go by the NHS rule (`kit.disclosure`).
"""

from collections.abc import Iterable
from decimal import Decimal

from safeguarding.kit import quantities
from safeguarding.kit.disclosure import nhs_percent, nhs_rounded
from safeguarding.report.papers.models import FrozenFigure

POLICY = "nhs-rounding"
QUESTIONS = {"figures told", "reviews by type"}
FAMILIES = {
    "adults": "Adults at risk",
    "children": "Children on plans",
    "looked-after": "Looked-after children",
    "training": "Training of staff",
    "deaths": "Deaths of children",
    "reviews": "Reviews",
}
COLUMNS = ("What was counted", "Where", "When", "Figure")


def tables(figures: Iterable[FrozenFigure]) -> list[dict]:
    """Return public tables, one for each family of figures, every cell as it is printed."""
    found: dict[str, list[list[str]]] = {}
    for figure in figures:
        family = figure.key.split(".")[0]
        shown = text(figure) if family in FAMILIES else ""
        if shown and not figure.arguments.get("status"):
            found.setdefault(family, []).append([*_about(figure), shown])
    return [
        {"caption": FAMILIES[family], "columns": list(COLUMNS), "rows": rows}
        for family in FAMILIES
        if (rows := found.get(family))
    ]


def _about(figure: FrozenFigure) -> tuple[str, str, str]:
    told = figure.arguments
    return told.get("title", figure.unit), told.get("place", ""), told.get("period", "")


def text(figure: FrozenFigure) -> str:
    """Return a figure as the public may see it; nothing for what is not published at all."""
    if figure.query not in QUESTIONS or figure.state != "value":
        return ""
    if figure.text.endswith("%"):
        return _percent(figure)
    value = Decimal(figure.value)
    return quantities.number_text(nhs_rounded(int(value))) if value == value.to_integral_value() else ""


def _percent(figure: FrozenFigure) -> str:
    """Work a percentage out of rounded counts; where only the percentage was given, there are no counts to give away."""
    told = figure.arguments
    if "numerator" not in told:
        return figure.text
    part = nhs_percent(int(Decimal(told["numerator"])), int(Decimal(told["denominator"])))
    return "" if part is None else quantities.percent_text(part, 0)
