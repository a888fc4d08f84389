"""
A file of figures without a fault, checked as a whole: what comes again in it is looked at once.

What is wrong with a figure is wrong with its series and period, with its numbers, or with whom it is about, and each of
these comes again on many rows. Where anything is amiss, nothing is returned: row by row it is then said what.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from safeguarding.collect.returns import packing, rules
from safeguarding.collect.returns.figures import NewFigure
from safeguarding.collect.returns.formats.places import Places
from safeguarding.collect.returns.models import Indicator
from safeguarding.collect.returns.packing import Packed, Packing
from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.spreadsheets.columns import Coded

SAID = ("numerator", "denominator", "value", "state", "how_well_known", "source")
NewOf = Callable[[Mapping[str, Any], Indicator, Organisation], NewFigure]


@dataclass(frozen=True)
class Whole:
    """A file without a fault."""

    packed: Packed
    first: list[tuple[NewFigure, Indicator]]
    alike: list[tuple[NewFigure, Indicator, int]]  # one of each kind of numbers, and how many there are


def checked(
    columns: Mapping[str, Coded], names: Mapping[str, Indicator], by: Actor, new: NewOf, most: int
) -> Whole | None:
    """
    Return what a file says, with its first figures; nothing where any row has a fault.

    :param names: the indicator that each name in the file means.
    :param new: makes a figure of a row.
    """
    indicators = [names[said] for said in columns["indicator"].values if said in names]
    places = _places(columns, by)
    known = len(indicators) == len(columns["indicator"].values)
    if places is None or not known or not _units_agree(columns, indicators):
        return None
    rows = _Rows(columns, indicators, places, new)
    if any(rules.faults(figure, indicator, by.today) for figure, indicator in rows.different()):
        return None
    packed = rows.packed()
    if packed is None:
        return None
    return Whole(packed, [rows.at(n) for n in range(min(most, rows.count))], rows.alike())


def _about(columns: Mapping[str, Coded]) -> Coded:
    return columns["area"] if "area" in columns else columns["about"]


def _places(columns: Mapping[str, Coded], by: Actor) -> dict[tuple[int, int], Organisation] | None:
    """Return the organisation that each name means in each period, by their codes; nothing if one is not known."""
    about, period, places = _about(columns), columns["period"], Places(by)
    found = {
        (name, when): places.find(about.values[name], period.values[when].ends_on)
        for name, when in set(zip(about.codes, period.codes, strict=True))
    }
    known = {key: place for key, place in found.items() if not isinstance(place, str)}
    return known if len(known) == len(found) else None


def _units_agree(columns: Mapping[str, Coded], indicators: list[Any]) -> bool:
    if "unit" not in columns:
        return True
    pairs = set(zip(columns["indicator"].codes, columns["unit"].codes, strict=True))
    units = columns["unit"].values
    return all(units[unit] == indicators[which].unit for which, unit in pairs)


class _Rows:
    """The rows of a file, known by the codes of their cells."""

    def __init__(
        self,
        columns: Mapping[str, Coded],
        indicators: list[Indicator],
        places: Mapping[tuple[int, int], Organisation],
        new: NewOf,
    ) -> None:
        self.columns, self.indicators, self.places, self.new = columns, indicators, places, new
        self.count = len(columns["indicator"].codes)
        nothing = Coded([None], [0] * self.count)
        which, split = columns["indicator"].codes, columns.get("split", nothing).codes
        when = columns["period"].codes
        units = {unit: code for code, unit in enumerate({indicator.unit for indicator in indicators})}
        unit_of = [units[indicator.unit] for indicator in indicators]
        self.kinds = list(zip(which, split, strict=True))
        self.subjects = list(zip(_about(columns).codes, when, strict=True))
        said = [columns.get(name, nothing).codes for name in SAID]
        self.said = list(zip([unit_of[code] for code in which], *said, strict=True))

    def at(self, row: int) -> tuple[NewFigure, Indicator]:
        """Return the figure of a row, and its definition."""
        indicator = self.indicators[self.columns["indicator"].codes[row]]
        values = {name: column[row] for name, column in self.columns.items()}
        return self.new(values, indicator, self.places[self.subjects[row]]), indicator

    def different(self) -> list[tuple[NewFigure, Indicator]]:
        """Return figures among which stand each series in each period, and all numbers of each unit."""
        when = self.columns["period"].codes
        kinds = dict(zip(zip(self.kinds, when, strict=True), range(self.count), strict=True))
        said = dict(zip(self.said, range(self.count), strict=True))
        return [self.at(row) for row in {*kinds.values(), *said.values()}]

    def alike(self) -> list[tuple[NewFigure, Indicator, int]]:
        """Return one figure of each kind of numbers, and how many there are."""
        one = dict(zip(self.said, range(self.count), strict=True))
        return [(*self.at(one[key]), many) for key, many in Counter(self.said).items()]

    def packed(self) -> Packed | None:
        """Say the figures shortly; nothing where one is given twice."""
        making = Packing()
        series = self._named(self.kinds, lambda f, i: making.series(i, f.split))
        subjects = self._named(self.subjects, lambda f, _: making.subject(f))
        periods = self._named(self.columns["period"].codes, lambda f, _: making.period(f.period))
        said = self._named(self.said, lambda f, i: f"{packing.numbers(f, i)}\t{making.told(f, i)}\n")
        if len(set(zip(series, subjects, periods, strict=True))) < self.count:
            return None
        each = zip(series, subjects, periods, said, strict=True)
        return making.done([f"{s}\t{w}\t{p}\t{rest}" for s, w, p, rest in each])

    def _named(self, keys: Sequence[Any], name: Callable[[NewFigure, Indicator], Any]) -> list[Any]:
        """Return for each row what its key is called; of each different key one row is asked, in the file's order."""
        first = dict(zip(reversed(keys), range(self.count - 1, -1, -1), strict=True))
        called = {key: name(*self.at(first[key])) for key in dict.fromkeys(keys)}
        return [called[key] for key in keys]
