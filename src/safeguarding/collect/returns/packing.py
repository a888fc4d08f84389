"""
Checked figures said shortly, as PostgreSQL's COPY reads them: what comes again is named once, and each figure is a line.

So a file of many thousand figures goes from its check to the tables as one text, and no line of it is taken apart again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from safeguarding.collect.returns import rules
from safeguarding.collect.returns.figures import NewFigure
from safeguarding.collect.returns.models import Indicator
from safeguarding.kit.content import digest
from safeguarding.kit.periods import Period

NOTHING = r"\N"


@dataclass(frozen=True)
class Packed:
    """
    Figures that were checked, by versions of definitions that are kept with them.

    A line names by their places in these lists: its series, its subject, its period and what else is said of it, and
    between them stand its numerator, denominator and value.

    :param series: reference and split.
    :param subjects: ids: about whom, and who returned it where that is said.
    :param periods: first and last day.
    :param told: state, qualifiers as PostgreSQL writes a list of texts, and where it was read.
    :param versions: the version of the definition by which each indicator's figures were checked.
    :param covers: about whom and when there is something to say, each as `{public id} {first day} {last day}`.
    """

    count: int
    series: list[tuple[str, str]]
    subjects: list[tuple[int, int | None]]
    periods: list[tuple[str, str]]
    told: list[tuple[str, str, str]]
    versions: dict[str, int]
    covers: list[str]
    lines: str

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it between the check and the storing."""
        return asdict(self)

    def mark(self, *more: str) -> str:
        """Return a hash of what it says, whatever the versions of the definitions."""
        said = (self.series, self.subjects, self.periods, self.told)
        return digest([*more, *([list(one) for one in part] for part in said), self.lines])


def unpacked(said: Mapping[str, Any]) -> Packed:
    """Return what was kept as JSON."""
    return Packed(**said)


@dataclass
class Packing:
    """A packed text in the making; every method returns what its argument is called in a line."""

    _series: dict[tuple[str, str], int] = field(default_factory=dict)
    _subjects: dict[tuple[int, int | None], int] = field(default_factory=dict)
    _periods: dict[tuple[str, str], int] = field(default_factory=dict)
    _told: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _versions: dict[str, int] = field(default_factory=dict)
    _covers: set[str] = field(default_factory=set)

    def series(self, indicator: Indicator, split: str) -> int:
        """Name the series of an indicator and a split."""
        self._versions[indicator.urn] = indicator.version
        return self._series.setdefault((indicator.urn, split), len(self._series))

    def subject(self, figure: NewFigure) -> int:
        """Name whom a figure is about and who returned it; the figures of each period are to be named."""
        self._covers.add(covered(figure))
        key = (figure.about.pk, figure.returned_by.pk if figure.returned_by else None)
        return self._subjects.setdefault(key, len(self._subjects))

    def period(self, period: Period) -> int:
        """Name a period."""
        key = (period.starts_on.isoformat(), period.ends_on.isoformat())
        return self._periods.setdefault(key, len(self._periods))

    def told(self, figure: NewFigure, indicator: Indicator) -> int:
        """Name what is said of a figure beside its numbers."""
        known = ",".join(f'"{words}"' for words in rules.qualified(figure, indicator))
        return self._told.setdefault((figure.state.value, f"{{{known}}}", figure.source), len(self._told))

    def done(self, lines: Iterable[str]) -> Packed:
        """Return the text of these lines."""
        every = list(lines)
        return Packed(
            count=len(every),
            series=list(self._series),
            subjects=list(self._subjects),
            periods=list(self._periods),
            told=list(self._told),
            versions=self._versions,
            covers=sorted(self._covers),
            lines="".join(every),
        )


def covered(figure: NewFigure) -> str:
    """Return about whom and when a figure is."""
    period = figure.period
    return f"{figure.about.public_id} {period.starts_on.isoformat()} {period.ends_on.isoformat()}"


def numbers(figure: NewFigure, indicator: Indicator) -> str:
    """Return the three numbers of a figure as a line holds them."""
    settled = rules.settled(figure, indicator)
    return "\t".join([NOTHING if number is None else f"{number:f}" for number in settled])


def pack(figures: Iterable[tuple[NewFigure, Indicator]]) -> Packed:
    """Say figures shortly; the caller has checked each by the definition beside it."""
    making = Packing()
    return making.done(
        line(
            making.series(indicator, figure.split),
            making.subject(figure),
            making.period(figure.period),
            numbers(figure, indicator),
            making.told(figure, indicator),
        )
        for figure, indicator in figures
    )


def line(series: int, subject: int, period: int, said: str, told: int) -> str:
    """Return one line, which COPY reads into COLUMNS."""
    return f"{series}\t{subject}\t{period}\t{said}\t{told}\n"


COLUMNS = "series, subject, period, numerator, denominator, value, told"


def urns(packed: Packed) -> set[str]:
    """Return the references of the indicators that it gives figures of."""
    return {urn for urn, _ in packed.series}
