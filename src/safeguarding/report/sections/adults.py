"""Concerns about adults at risk, how many were stepped up to an enquiry, and what changed in each area."""

from safeguarding.assure import api as assure
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.charts.columns import columns
from safeguarding.kit.documents.blocks import Block, Bullets, Chart, Figure, Paragraph, Piece, Table
from safeguarding.report.sections import by_area
from safeguarding.report.sections.by_area import NO_DATA, Grid
from safeguarding.report.sections.printing import exactly, key_of, notes_of, source_of
from safeguarding.report.sections.registry import Scope, section

CONCERNS, ENQUIRIES, CONVERSION = "adults.concerns", "adults.enquiries", "adults.conversion"
MOVED = {"up": "rose", "down": "fell", "no change": "did not change"}
WORDS = {
    CONCERNS: "Concerns",
    ENQUIRIES: "Enquiries",
    CONVERSION: "The share of concerns that became an enquiry",
}


@section("adults", "Safeguarding adults")
def build(scope: Scope) -> list[Block]:
    """Give concerns and enquiries for two years by area with the change, a chart, and a sentence for each area."""
    grid = by_area.fetch(scope, (CONCERNS, ENQUIRIES, CONVERSION), before=True)
    if grid is None:
        return [Paragraph("No figures on adult concerns or enquiries have been returned for this period.")]
    tables = [
        _table(grid, CONCERNS, "Safeguarding concerns (alerts)"),
        _table(grid, ENQUIRIES, "Safeguarding enquiries"),
    ]
    said: list[Block] = [_chart(grid, tables[0], CONCERNS), _chart(grid, tables[1], ENQUIRIES)]
    return [*said, _table(grid, CONVERSION, "Concerns that became an enquiry"), *_trends(grid)]


def _table(grid: Grid, urn: str, title: str) -> Table:
    before = grid.period.year_before()
    rows = tuple(
        ("All areas" if grid.areas and place.pk == grid.whole.pk else place.name,)
        + (grid.cell(urn, place, before), grid.cell(urn, place), change(grid, urn, place) or NO_DATA)
        for place in grid.places
    )
    shown = tuple(row for row in rows if any(cell != NO_DATA for cell in row[1:]))
    columns_ = ("Area", before.label, grid.period.label, "Change")
    return Table(f"{title} by area", columns_, shown, notes_of(grid.rows_told))


def _chart(grid: Grid, table: Table, urn: str) -> Block:
    """Draw both years side by side; without a year before, the table alone."""
    before = grid.period.year_before()
    if not grid.areas or not any(grid.derived(urn, area, before) for area in grid.areas):
        return table
    series = {
        period.label: [_value(grid, urn, area, period) for area in grid.areas]
        for period in (before, grid.period)
    }
    title = f"{WORDS[urn]} by area, {before.label} and {grid.period.label}"
    svg = columns(title, [area.name for area in grid.areas], series)
    return Chart(
        title, svg, table, trend(grid, urn, grid.whole, "over all areas") or ("No change can be shown.",)
    )


def _value(grid: Grid, urn: str, place: Organisation, period) -> object:
    figure = grid.figure(urn, place, period)
    return figure.value if figure else None


def movement(grid: Grid, urn: str, place: Organisation) -> assure.FigureMovement | None:
    """Return how a measure moved in one place from the year before."""
    return grid.known.movement(urn, place, grid.period, grid.period.year_before())


def change(grid: Grid, urn: str, place: Organisation) -> Figure | None:
    """Return the change of a measure as a figure that rests on the rows of both years."""
    found = movement(grid, urn, place)
    if found is None or found.change is None:
        return None
    scope = grid.scope
    arguments = {"measure": urn, "place": place.name, "from": found.before.text, "to": found.after.text}
    label = f"{grid.known.definitions[urn].title}, change"
    return Figure(
        key=key_of(urn, scope, place, grid.period, "change"),
        value=exactly(found.change.difference),
        text=found.text,
        unit="percentage points" if urn == CONVERSION else "change",
        source=source_of(scope, "change between periods", arguments, found.rows, label, grid.period),
    )


def trend(grid: Grid, urn: str, place: Organisation, where: str) -> tuple[Piece, ...]:
    """Say in one sentence how a measure moved in a place; nothing where there is nothing to compare."""
    found = movement(grid, urn, place)
    if found is None or found.change is None:
        return ()
    before, now = grid.figure(urn, place, grid.period.year_before()), grid.figure(urn, place)
    moved = MOVED[found.direction]
    if moved == MOVED["no change"]:
        return (f"{WORDS[urn]} {where} {moved}: ", now, " in both years. ")
    return (f"{WORDS[urn]} {where} {moved} from ", before, " to ", now, ". ")


def _trends(grid: Grid) -> list[Block]:
    """Say for each area, and for all of them, how concerns, enquiries and their ratio moved."""
    items = []
    for place in grid.places:
        where = "over all areas" if place.pk == grid.whole.pk else f"in {place.name}"
        sentence = tuple(
            p for urn in (CONCERNS, ENQUIRIES, CONVERSION) for p in trend(grid, urn, place, where)
        )
        items += [sentence] if sentence else []
    if not items:
        return [Paragraph("No figures for the year before are held, so no change can be shown.")]
    return [Paragraph("What changed from the year before:"), Bullets(tuple(items))]
