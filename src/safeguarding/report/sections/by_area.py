"""Tables of figures by area, with the total of the areas where figures can be added."""

from collections.abc import Sequence
from dataclasses import dataclass

from safeguarding.assure import api as assure
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.documents.blocks import Cell, Figure, Table
from safeguarding.kit.periods import Period
from safeguarding.report.sections.printing import areas_of, key_of, latest_period, notes_of, printed
from safeguarding.report.sections.registry import Scope

NO_DATA = "no data"


@dataclass(frozen=True)
class Grid:
    """The figures of several measures for every area of a commissioner and for the whole, in one period."""

    scope: Scope
    urns: tuple[str, ...]
    period: Period
    places: tuple[Organisation, ...]  # the areas, then the whole
    known: assure.KnownFigures

    @property
    def areas(self) -> tuple[Organisation, ...]:
        """Return the areas alone."""
        return self.places[:-1]

    @property
    def whole(self) -> Organisation:
        """Return the commissioner."""
        return self.places[-1]

    def derived(
        self, urn: str, place: Organisation, period: Period | None = None
    ) -> assure.DerivedFigure | None:
        """Return one figure as worked out."""
        return self.known.value(urn, place, period or self.period)

    def figure(self, urn: str, place: Organisation, period: Period | None = None) -> Figure | None:
        """Return one figure as printed, or None where nothing was told."""
        found = self.derived(urn, place, period)
        return printed(self.scope, key_of(urn, self.scope, place, found.period), found) if found else None

    def cell(self, urn: str, place: Organisation, period: Period | None = None) -> Cell:
        """Return one figure, or the words that there is none."""
        return self.figure(urn, place, period) or NO_DATA

    @property
    def titles(self) -> dict[str, str]:
        """Return the title of each measure."""
        return {urn: self.known.definitions[urn].title for urn in self.urns}

    @property
    def rows_told(self) -> list:
        """Return the rows that were told of these measures and places in the period."""
        return [
            row
            for (urn, _, period), row in self.known.told.items()
            if urn in self.urns and period == self.period
        ]


def fetch(scope: Scope, urns: Sequence[str], *, before: bool = False) -> Grid | None:
    """Return the figures of a report's measures, or None where none was told in its period."""
    period = latest_period(scope, urns)
    if period is None:
        return None
    areas = tuple(areas_of(scope))
    periods = (period, period.year_before()) if before else (period,)
    places = (*areas, scope.organisation)
    known = assure.fetch_figures(scope.actor, urns, places, periods, as_known_on=scope.known_at)
    return Grid(scope, tuple(urns), period, places, known)


def table(grid: Grid, caption: str, heads: dict[str, str] | None = None, *, total: bool = True) -> Table:
    """Return one row for each area, and one for the whole where there are areas to add or the whole was told."""
    heads = heads or grid.titles
    places = grid.places if total else grid.areas
    rows = tuple((_name(grid, place), *(grid.cell(urn, place) for urn in grid.urns)) for place in places)
    shown = tuple(row for row in rows if any(cell != NO_DATA for cell in row[1:]))
    return Table(caption, ("Area", *(heads[urn] for urn in grid.urns)), shown, notes_of(grid.rows_told))


def _name(grid: Grid, place: Organisation) -> str:
    return "All areas" if grid.areas and place.pk == grid.whole.pk else place.name
