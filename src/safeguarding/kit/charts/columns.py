"""Column charts: one or several values side by side for each name, such as compliance by competence or alerts by area and year."""

from collections.abc import Mapping, Sequence

from safeguarding.kit.charts.scale import Number, Scale, printed, scale
from safeguarding.kit.charts.svg import GREY, RULE, SERIES, WHITE, Sheet, fitting_size, width_of, wrapped

LEFT, RIGHT, WIDTH, PLOT = 64, 16, 720, 250


def columns(
    title: str,
    names: Sequence[str],
    series: Mapping[str, Sequence[Number | None]],
    unit: str = "",
    target: Number | None = None,
    target_label: str = "",
    description: str = "",
) -> str:
    """Draw columns; `names` stand beneath, and each series has one value for each name (None is said as "no data").

    `unit` is printed after each value ("%" or ""); several series are told apart by pattern as well as colour and
    named above the chart. Returns SVG.

    :raises ValueError: without names or series, or when a series has another length than `names`.
    """
    if not names or not series or any(len(values) != len(names) for values in series.values()):
        raise ValueError("every series needs one value for each name")
    slot = (WIDTH - LEFT - RIGHT) / len(names)
    size = fitting_size(names, slot - 4)
    labels = [wrapped(name, slot - 4, size, 5) for name in names]
    top = 40 + 24 * (_legend_rows(list(series)) if len(series) > 1 else 0)
    height = top + PLOT + 14 + max(map(len, labels)) * size * 1.25 + 8
    sheet = Sheet(WIDTH, height, title, description or _told(names, series, unit))
    known = [value for values in series.values() for value in values if value is not None]
    axis = scale([*known, *([target] if target is not None else [])], top, top + PLOT, unit)
    axis.draw(sheet, LEFT, WIDTH - RIGHT, unit)
    if len(series) > 1:
        legend(sheet, list(series), [sheet.pattern(kind, _colour(kind)) for kind in range(len(series))])
    for place, label in enumerate(labels):
        middle = LEFT + slot * (place + 0.5)
        _group(sheet, axis, middle, slot, [values[place] for values in series.values()], unit)
        sheet.lines(middle, axis.bottom + 8 + size, label, size, anchor="middle")
    axis.draw_target(sheet, LEFT, WIDTH - RIGHT, unit, target, target_label)
    return sheet.svg()


def _group(
    sheet: Sheet, axis: Scale, middle: float, slot: float, values: list[Number | None], unit: str
) -> None:
    """Draw the columns of one name with their values on top."""
    width = min(slot * 0.78 / len(values), 64)
    for kind, value in enumerate(values):
        left = middle + (kind - len(values) / 2) * width
        size = _fitting(printed(value or 0, unit), width + (slot - width * len(values)) / len(values))
        if value is None:
            sheet.text(left + width / 2, axis.y(0) - 6, "no data" if width > 44 else "–", 11, "middle", GREY)
            continue
        edge, zero = axis.y(value), axis.y(0)
        fill = sheet.pattern(kind, _colour(kind))
        sheet.rectangle(
            left + 1, min(edge, zero), width - 2, abs(zero - edge), fill=fill, stroke=_colour(kind)
        )
        if len(values) == 1 and zero - edge > 26:  # at its foot, where no target crosses it
            sheet.text(
                left + width / 2, zero - 10, printed(value, unit), size, "middle", WHITE, font_weight="bold"
            )
        else:
            sheet.label(left + width / 2, min(edge, zero) - 5, printed(value, unit), size)


def _fitting(text: str, width: float) -> float:
    """The largest size from 13 down to 8 in which a value fits above its column."""
    return next((size for size in (13, 12, 11, 10, 9) if width_of(text, size) <= width), 8)


def _colour(kind: int) -> str:
    return SERIES[kind % len(SERIES)]


def _legend_rows(names: list[str]) -> int:
    return legend_places(names)[-1][1] + 1


def legend_places(names: list[str]) -> list[tuple[float, int]]:
    """Where each entry of a legend starts: (x, row), wrapped short of the name of the target."""
    places, x, row = [], float(LEFT), 0
    for name in names:
        wide = 34 + width_of(name, 13)
        if x + wide > WIDTH - 190 and x > LEFT:
            x, row = float(LEFT), row + 1
        places.append((x, row))
        x += wide
    return places


def legend(sheet: Sheet, names: list[str], fills: list[str]) -> None:
    """Name the series above the chart, each beside a sample of its fill."""
    for kind, ((x, row), name) in enumerate(zip(legend_places(names), names, strict=True)):
        sheet.rectangle(x, 8 + 24 * row, 16, 14, fill=fills[kind], stroke=RULE)
        sheet.text(x + 22, 20 + 24 * row, name, 13)


def _told(names: Sequence[str], series: Mapping[str, Sequence[Number | None]], unit: str) -> str:
    """Say every value in words, for those who cannot see the chart."""
    said = []
    for label, values in series.items():
        pairs = [
            f"{name} {'no data' if value is None else printed(value, unit)}"
            for name, value in zip(names, values, strict=True)
        ]
        said.append(f"{label}: {', '.join(pairs)}.")
    return " ".join(said)
