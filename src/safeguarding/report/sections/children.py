"""Children on child protection and child in need plans, and looked-after children, by area."""

from safeguarding.assure import api as assure
from safeguarding.kit.charts.columns import columns
from safeguarding.kit.documents.blocks import Block, Chart, Figure, Paragraph, Piece
from safeguarding.report.sections import by_area
from safeguarding.report.sections.by_area import Grid
from safeguarding.report.sections.printing import exactly, key_of, source_of
from safeguarding.report.sections.registry import Scope, section

PLANS = ("children.protection-plans", "children.in-need-plans")
LOOKED_AFTER = ("looked-after.children",)
ASSESSMENTS = ("looked-after.initial-assessments", "looked-after.review-assessments")


@section("child-protection", "Children on a child protection or child in need plan")
def plans(scope: Scope) -> list[Block]:
    """Give the number of children on each kind of plan by area."""
    grid = by_area.fetch(scope, PLANS)
    if grid is None:
        return [Paragraph("No numbers of children on plans have been returned for this period.")]
    heads = {PLANS[0]: "Child protection plans", PLANS[1]: "Child in need plans"}
    return [
        by_area.table(grid, f"Children on a plan by area, {grid.period.label}", heads),
        *_compared(scope, grid),
    ]


def _compared(scope: Scope, grid: Grid) -> list[Block]:
    """Say plainly where nothing from the year before is held, so that nobody reads a trend into one year."""
    before = by_area.fetch(scope, PLANS, before=True)
    movements = [
        before.known.movement(urn, place, before.period, before.period.year_before())
        for urn in PLANS
        for place in before.places
    ]
    if any(movements):
        return []
    return [Paragraph("No figures for the year before are held, so no change can be shown.")]


@section("looked-after-children", "Looked-after children")
def looked_after(scope: Scope) -> list[Block]:
    """Give the number of looked-after children by area and over all areas."""
    grid = by_area.fetch(scope, LOOKED_AFTER)
    if grid is None:
        return [Paragraph("No numbers of looked-after children have been returned for this period.")]
    urn = LOOKED_AFTER[0]
    whole = grid.figure(urn, grid.whole)
    said: list[Block] = []
    if whole:
        said.append(
            Paragraph(
                "There were ",
                whole,
                f" looked-after children on {grid.period.label}, placed in and out of area.",
            )
        )
    table = by_area.table(
        grid, f"Looked-after children by area, {grid.period.label}", {urn: "Looked-after children"}
    )
    return [*said, table]


@section("health-assessments", "Compliance with statutory health assessments")
def health_assessments(scope: Scope) -> list[Block]:
    """Give health assessments on time by area, with a chart and the gap between the areas."""
    grid = by_area.fetch(scope, ASSESSMENTS)
    if grid is None:
        return [Paragraph("No figures on health assessments have been returned for this period.")]
    heads = {ASSESSMENTS[0]: "Initial assessments on time", ASSESSMENTS[1]: "Review assessments on time"}
    table = by_area.table(grid, f"Statutory health assessments on time by area, {grid.period.label}", heads)
    values = {heads[urn]: [_value(grid, urn, place) for place in grid.areas] for urn in ASSESSMENTS}
    sentences = [_gap(grid, urn, heads[urn]) for urn in ASSESSMENTS]
    conclusion = tuple(piece for sentence in sentences for piece in sentence) or (
        "Only one area has a figure.",
    )
    if not grid.areas:
        return [table]
    svg = columns(table.caption, [area.name for area in grid.areas], values, "%")
    return [Chart(table.caption, svg, table, conclusion)]


def _value(grid: Grid, urn: str, place) -> object:
    figure = grid.figure(urn, place)
    return figure.value if figure else None


def _gap(grid: Grid, urn: str, head: str) -> tuple[Piece, ...]:
    """Say how far apart the areas are for one measure."""
    values = [value for area in grid.areas if (value := grid.derived(urn, area))]
    found = assure.widest_gap(values)
    if found is None:
        return ()
    return (
        f"{head}: ",
        printed_gap(grid, urn, found),
        f" lie between {found.highest.place} and {found.lowest.place}. ",
    )


def printed_gap(grid: Grid, urn: str, found: assure.FigureGap) -> Figure:
    """Return the distance between two areas as a figure of its own."""
    scope = grid.scope
    arguments = {"highest": found.highest.place, "lowest": found.lowest.place, "period": grid.period.label}
    title = grid.known.definitions[urn].title
    return Figure(
        key=key_of(urn, scope, None, grid.period, "gap"),
        value=exactly(found.exact),
        text=found.text,
        unit="percentage points",
        source=source_of(scope, "gap between areas", arguments, found.rows, f"{title}, gap", grid.period),
    )
