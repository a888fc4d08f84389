"""One indicator through time: a chart and a table for each length of period, and how steady each place is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from markupsafe import Markup

from safeguarding.assure.indicators.derived import PERCENT
from safeguarding.assure.indicators.models import ValidatedFigure
from safeguarding.assure.indicators.rating import rate, target_on
from safeguarding.assure.indicators.showing import Series, address, judged_tag
from safeguarding.collect import api as collect
from safeguarding.kit.charts import spc
from safeguarding.kit.charts.columns import columns
from safeguarding.kit.charts.scale import printed
from safeguarding.kit.charts.trend import trend
from safeguarding.kit.pages.tags import Link, rag
from safeguarding.kit.pages.words import plural
from safeguarding.kit.periods import MONTH_NAMES, Period

LENGTHS = {1: ("By month", "months"), 3: ("By quarter", "quarters"), 12: ("By year", "years")}
OTHER = ("By period", "periods")
Judged = Mapping[str, ValidatedFigure]


@dataclass(frozen=True)
class Timeline:
    """Figures of periods of one length: their charts, what the charts say, and the table of the same numbers."""

    heading: str
    charts: tuple[tuple[Markup, str], ...]  # each with its sentence beneath
    head: list[dict[str, Any]]
    rows: list[list[object]]


def timelines(indicator: Any, series: Series, judged: Judged) -> list[Timeline]:
    """Return one timeline for each length of period; months and quarters on one line would tear it to pieces."""
    lengths = sorted({_length(p) for found in series.values() for p in found})
    return [_timeline(indicator, length, _of_length(series, length), judged) for length in lengths]


def _length(period: Period) -> int:
    months = period.months or 0
    return months if months in LENGTHS else 0


def _of_length(series: Series, length: int) -> Series:
    kept = {
        place: {p: figure for p, figure in found.items() if _length(p) == length}
        for place, found in series.items()
    }
    return {place: found for place, found in kept.items() if found}


def _timeline(indicator: Any, length: int, series: Series, judged: Judged) -> Timeline:
    heading, noun = LENGTHS.get(length, OTHER)
    periods = sorted({p for found in series.values() for p in found}, key=lambda p: (p.ends_on, p.starts_on))
    rows = [[p.label, *(_cell(found.get(p), judged) for found in series.values())] for p in reversed(periods)]
    head = [{"text": "Period"}, *({"text": place.name, "numeric": True} for place in series)]
    steady = [
        _process(indicator, place.name, found, noun) for place, found in series.items() if _known(found)
    ]
    drawn = [(_drawing(indicator, periods, series), ""), *steady]
    return Timeline(heading, tuple((Markup(chart), said) for chart, said in drawn), head, rows)  # noqa: S704 - ours


def _cell(figure: collect.Figure | None, judged: Judged) -> SafeString | str:
    if figure is None:
        return "Not returned"
    rating = rate(figure)
    made = judged.get(str(figure.public_id))
    parts = [
        Link(figure.qualified_text, address(figure)).__html__(),
        *([rag(rating.letter)] if rating else []),
        *([judged_tag(made).__html__()] if made else []),
    ]
    return format_html_join(SafeString(" "), "{}", ((part,) for part in parts))


def _drawing(indicator: Any, periods: Sequence[Period], series: Series) -> str:
    """Draw all places: lines, or columns where there is one period only."""
    values = {
        place.name: [found[p].exact if p in found else None for p in periods]
        for place, found in series.items()
    }
    target = target_on(tuple(indicator.targets), periods[-1].ends_on)
    told = {"target": Decimal(str(target["green"])), "target_label": "Target"} if target else {}
    if len(periods) == 1:
        each = {indicator.title: [v[0] for v in values.values()]}
        return columns(indicator.title, list(values), each, _unit(indicator), **told)
    return trend(indicator.title, [_short(p) for p in periods], values, _unit(indicator), **told)


def _unit(indicator: Any) -> str:
    return "%" if indicator.unit == PERCENT else ""


def _short(period: Period) -> str:
    """Return a period's name with its month cut to three letters, so that it fits beneath its point."""
    month, _, rest = period.label.partition(" ")
    return f"{month[:3]} {rest}" if month in MONTH_NAMES and rest else period.label


def _known(found: Mapping[Period, collect.Figure]) -> list[tuple[Period, Fraction]]:
    """Return a place's values in time order where there are enough of them for limits, else nothing."""
    known = [(p, Fraction(figure.exact)) for p, figure in sorted(found.items()) if figure.exact is not None]
    return known if len(known) >= spc.LEAST else []


def _process(
    indicator: Any, place: str, found: Mapping[Period, collect.Figure], noun: str
) -> tuple[str, str]:
    """Draw one place with its mean and natural limits (NHS England, Making Data Count), and say what stands out."""
    known = _known(found)
    values, unit = [value for _, value in known], _unit(indicator)
    limits = spc.limits(values)
    signals = spc.signals(values, limits)
    shown = {"Upper limit": limits.upper, "Mean": limits.centre, "Lower limit": limits.lower}
    # No count is below nothing, and no share outside 0 and 100 per cent: such a limit is left out.
    most = Fraction(100) if unit == "%" else None
    lines = {name: v for name, v in shown.items() if v >= 0 and (most is None or v <= most)}
    svg = trend(
        f"{indicator.title}: {place}",
        [_short(p) for p, _ in known],
        {place: values},
        unit,
        lines=lines,
        flagged=[signal.place for signal in signals],
        from_zero=unit != "%",
    )
    levels = ", ".join(f"{name.lower()} {printed(value, unit)}" for name, value in lines.items())
    start = f"{place}, {plural(len(known), noun[:-1], noun)}: {levels}."
    if not signals:
        return svg, f"{start} Nothing stands out: what changes from one to the next is what always changes."
    return (
        svg,
        f"{start} To be looked into (ringed): {'; '.join(_told(indicator, known, s) for s in signals)}.",
    )


def _told(indicator: Any, known: Sequence[tuple[Period, Fraction]], signal: spc.Signal) -> str:
    """Say of a point which it is, which rule it breaks, and whether that is for the better."""
    period, value = known[signal.place]
    better = {"up": signal.is_high, "down": not signal.is_high}.get(indicator.direction)
    way = "" if better is None else ", an improvement" if better else ", a concern"
    return f"{period.label} ({printed(value, _unit(indicator))}), {signal.rule}{way}"
