"""Trend charts: one or several lines over periods, each with its own mark; a gap where nothing was returned."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from safeguarding.kit.charts.columns import LEFT, legend_places
from safeguarding.kit.charts.scale import Number, Scale, printed, scale
from safeguarding.kit.charts.svg import GREY, PINK, SERIES, Sheet, element, wrapped

WIDTH, RIGHT, PLOT = 720, 30, 250
DASHES = ("none", "9 4", "3 3", "12 3 3 3")


def trend(
    title: str,
    periods: Sequence[str],
    series: Mapping[str, Sequence[Number | None]],
    unit: str = "",
    target: Number | None = None,
    target_label: str = "",
    from_zero: bool = True,
    description: str = "",
    lines: Mapping[str, Number] = MappingProxyType({}),
    flagged: Collection[int] = (),
) -> str:
    """Draw lines; `periods` in time order, and each series one value for each (None leaves a gap). Returns SVG.

    :param lines: level lines by name, such as a mean and its limits, named at their right end.
    :param flagged: places in the first series that are ringed, because something about them wants to be looked at.

    Every value is printed when there is one line of at most 13 points, otherwise the last of each line.

    :raises ValueError: without periods or series, or when a series has another length than `periods`.
    """
    if not periods or not series or any(len(values) != len(periods) for values in series.values()):
        raise ValueError("every series needs one value for each period")
    rows = legend_places(list(series))[-1][1] + 1 if len(series) > 1 else 0
    top, slot = 40 + 24 * rows, (WIDTH - LEFT - RIGHT) / len(periods)
    every = -(-44 // max(int(slot), 1))
    labels = [wrapped(period, slot * every - 6, 12, 3) for period in periods[::every]]
    sheet = Sheet(
        WIDTH,
        top + PLOT + 20 + max(map(len, labels)) * 15,
        title,
        description or _told(periods, series, unit),
    )
    known = [value for values in series.values() for value in values if value is not None]
    levels = [*lines.values(), *([target] if target is not None else [])]
    axis = scale([*known, *levels], top, top + PLOT, unit, from_zero)
    axis.draw(sheet, LEFT, WIDTH - RIGHT, unit)
    for count, label in enumerate(labels):
        sheet.lines(LEFT + slot * (count * every + 0.5), axis.bottom + 20, label, 12, anchor="middle")
    axis.draw_target(sheet, LEFT, WIDTH - RIGHT, unit, target, target_label)
    for named, level in lines.items():
        sheet.line(
            LEFT, axis.y(level), WIDTH - RIGHT, axis.y(level), GREY, stroke_width=1.5, stroke_dasharray="5 4"
        )
        sheet.text(WIDTH - RIGHT, axis.y(level) - 5, f"{named} {printed(level, unit)}", 12, "end", GREY)
    for kind, (name, values) in enumerate(series.items()):
        at = [LEFT + slot * (place + 0.5) for place in range(len(periods))]
        _line(sheet, axis, kind, list(zip(at, values, periods, strict=True)), name, unit)
    for place in flagged:
        ringed = next(iter(series.values()))[place]
        if ringed is not None:
            _ring(sheet, LEFT + slot * (place + 0.5), axis.y(ringed))
    _print_values(sheet, axis, slot, list(series.values()), unit)
    if rows:
        _legend(sheet, list(series))
    return sheet.svg()


def _line(
    sheet: Sheet, axis: Scale, kind: int, points: list[tuple[float, Number | None, str]], name: str, unit: str
) -> None:
    """Draw one series, broken where a value is missing."""
    colour = SERIES[kind % len(SERIES)]
    for known, run in groupby(points, key=lambda point: point[1] is not None):
        at = [(x, axis.y(value)) for x, value, _ in run if value is not None]
        if known and len(at) > 1:
            sheet.path(at, colour, stroke_width=2.5, stroke_dasharray=DASHES[kind % 4])
    for x, value, period in points:
        if value is not None:
            sheet.marker(kind, x, axis.y(value), colour, f"{name}, {period}: {printed(value, unit)}")


def _ring(sheet: Sheet, x: float, y: float) -> None:
    """Draw a ring about a point; the words beneath the chart say what it means."""
    sheet.shapes.append(element("circle", cx=x, cy=y, r=9, fill="none", stroke=PINK, stroke_width=2.5))


def _print_values(
    sheet: Sheet, axis: Scale, slot: float, lines: list[Sequence[Number | None]], unit: str
) -> None:
    """Print every value of a single short line, else the last value of each."""
    for values in lines:
        known = [(place, value) for place, value in enumerate(values) if value is not None]
        for place, value in known if len(lines) == 1 and len(values) <= 13 else known[-1:]:
            middle = LEFT + slot * (place + 0.5)
            sheet.label(middle, axis.y(value) - 11, printed(value, unit))


def _legend(sheet: Sheet, names: list[str]) -> None:
    """Name the lines above the chart, each with its mark and dash."""
    for kind, ((x, row), name) in enumerate(zip(legend_places(names), names, strict=True)):
        colour, y = SERIES[kind % len(SERIES)], 15 + 24 * row
        sheet.line(x - 6, y, x + 20, y, colour, stroke_width=2.5, stroke_dasharray=DASHES[kind % 4])
        sheet.marker(kind, x + 7, y, colour, name)
        sheet.text(x + 26, y + 5, name, 13)


def _told(periods: Sequence[str], series: Mapping[str, Sequence[Number | None]], unit: str) -> str:
    """Say where each line starts and ends."""
    said = []
    for name, values in series.items():
        known = [(period, value) for period, value in zip(periods, values, strict=True) if value is not None]
        if known:
            (first, start), (last, end) = known[0], known[-1]
            said.append(f"{name}: {printed(start, unit)} in {first}, {printed(end, unit)} in {last}.")
        else:
            said.append(f"{name}: no data.")
    return " ".join(said)
