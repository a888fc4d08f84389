"""
Small numbers: what may be shown so that nobody can be recognised.

Two policies. *Rounding*, the NHS rule for counts below national level (NHS Digital, HES since September 2018): 0 stays 0,
1 to 7 are shown as 5, all others to the nearest 5, each total by itself, percentages from rounded figures.
*Suppression*: small cells are hidden, and as many others as it takes until no reader who adds and subtracts the rest
can narrow a hidden small cell down to fewer than four values. "Hide what is below 5" alone does not hold: with totals
shown, seven in ten hidden cells of random tables could be worked out.

How suppression is proved: a table with totals is a network in which each figure is the flow along one line (a row feeds
its cells, cells feed their column, the grand total closes the circle). What a reader can work out about a hidden figure
is the least and the greatest flow that its line can carry while the shown ones stay, which maximum flow gives exactly,
in whole numbers.
"""

import heapq
from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

from safeguarding.kit.quantities import percent

NHS_SMALL, NHS_BASE = 7, 5
HIDDEN_TEXT = "*"
LEAST_WIDTH = 3  # greatest less least value that a reader must be left with
TOTAL_COST = 1_000  # totals are hidden only where cells do not do

Key = Hashable


def nhs_rounded(count: int) -> int:
    """Round a count by the NHS rule."""
    if count < 0:
        raise ValueError("A count is not below 0")
    if 1 <= count <= NHS_SMALL:
        return NHS_BASE
    return (count + NHS_BASE // 2) // NHS_BASE * NHS_BASE


def nhs_percent(numerator: int, denominator: int) -> Fraction | None:
    """Return a percentage worked out from rounded figures, never above 100 for a part of a whole."""
    part = percent(nhs_rounded(numerator), nhs_rounded(denominator))
    return None if part is None else min(part, Fraction(100)) if numerator <= denominator else part


def nhs_mean(total: Fraction | int, people: int) -> Fraction | None:
    """Return a mean, or None where it is over fewer than eight people and shown as *."""
    return None if people <= NHS_SMALL else Fraction(total) / people


@dataclass(frozen=True)
class Line:
    """One figure as a flow from one point of the network to another."""

    tail: Hashable
    head: Hashable
    value: int


@dataclass(frozen=True)
class Shown:
    """A table as it may be shown; None is hidden."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def counts_table(cells: Sequence[Sequence[int]]) -> Shown:
    """Return a table with its true totals."""
    rows = tuple(tuple(row) for row in cells)
    if len({len(row) for row in rows}) > 1:
        raise ValueError("All rows of a table have the same number of cells")
    totals = tuple(map(sum, rows))
    return Shown(rows, totals, tuple(map(sum, zip(*rows, strict=True))), sum(totals))


def nhs_table(cells: Sequence[Sequence[int]]) -> Shown:
    """Return a table by the NHS rule: every total is rounded from its true value and not added from rounded cells."""
    true = counts_table(cells)
    return Shown(
        tuple(tuple(map(nhs_rounded, row)) for row in cells),
        tuple(nhs_rounded(total) for total in true.row_totals if total is not None),
        tuple(nhs_rounded(total) for total in true.column_totals if total is not None),
        nhs_rounded(true.total or 0),
    )


def suppressed_table(cells: Sequence[Sequence[int]], threshold: int = 5) -> Shown:
    """Return a table without its cells of 1 to below the threshold, nor what would give them away."""
    true, network = counts_table(cells), cross_table(cells)
    hidden = suppress(network, threshold)

    def show(*key: Any) -> int | None:
        return None if key in hidden else network[key].value

    return Shown(
        tuple(tuple(show("cell", i, j) for j in range(len(row))) for i, row in enumerate(cells)),
        tuple(show("row", i) for i in range(len(true.row_totals))),
        tuple(show("column", j) for j in range(len(true.column_totals))),
        show("total"),
    )


def cross_table(cells: Sequence[Sequence[int]]) -> dict[Key, Line]:
    """Return the network of a table: keys ("cell", i, j), ("row", i), ("column", j) and ("total",)."""
    true = counts_table(cells)
    lines: dict[Key, Line] = {
        ("cell", i, j): Line(("row", i), ("column", j), value)
        for i, row in enumerate(cells)
        for j, value in enumerate(row)
    }
    lines |= {("row", i): Line("start", ("row", i), value or 0) for i, value in enumerate(true.row_totals)}
    lines |= {
        ("column", j): Line(("column", j), "end", value or 0) for j, value in enumerate(true.column_totals)
    }
    return lines | {("total",): Line("end", "start", true.total or 0)}


def one_way(values: Mapping[Key, int], total: Key = "total") -> dict[Key, Line]:
    """Return the network of a list of figures with their total."""
    lines: dict[Key, Line] = {key: Line("start", "end", value) for key, value in values.items()}
    return lines | {total: Line("end", "start", sum(values.values()))}


def shown_text(value: int | None) -> str:
    """Write a figure, or the sign of one that is hidden."""
    return HIDDEN_TEXT if value is None else f"{value:,}"


def suppress(lines: Mapping[Key, Line], threshold: int, unpublished: Collection[Key] = ()) -> frozenset[Key]:
    """
    Return the figures to hide: those from 1 to below the threshold, and others until those are safe.

    A figure that is nowhere published counts as hidden from the first. Zeros are always shown; so a reader knows that
    what is hidden is at least 1, and the proof grants him that.

    :raises ValueError: if the figures do not add up.
    """
    _check(lines)
    small = {key for key, line in lines.items() if 0 < line.value < threshold} - set(unpublished)
    hidden = small | set(unpublished)
    for key in sorted(small, key=lambda key: (lines[key].value, str(key))):
        while not is_safe(lines, hidden, key):
            hidden |= _next_to_hide(lines, hidden, key)
    return frozenset(hidden - set(unpublished))


def bounds(lines: Mapping[Key, Line], hidden: Collection[Key], key: Key) -> tuple[int, int | None]:
    """Return the least and greatest value that a reader can work out for a hidden figure; None is without limit."""
    line = lines[key]
    room = _room(lines, hidden, key)
    down = min(_flow(room, line.tail, line.head, inf), max(line.value - 1, 0))
    up = _flow(room, line.head, line.tail, inf)
    return line.value - int(down), None if up == inf else line.value + int(up)


def is_safe(lines: Mapping[Key, Line], hidden: Collection[Key], key: Key) -> bool:
    """Tell whether a reader is left with enough values for a hidden figure."""
    least, greatest = bounds(lines, hidden, key)
    return greatest is None or greatest - least >= LEAST_WIDTH


def _check(lines: Mapping[Key, Line]) -> None:
    """Refuse figures of which more goes into a point than comes out."""
    balance: dict[Hashable, int] = {}
    for line in lines.values():
        if line.value < 0:
            raise ValueError("A count is not below 0")
        balance[line.tail] = balance.get(line.tail, 0) - line.value
        balance[line.head] = balance.get(line.head, 0) + line.value
    if any(balance.values()):
        raise ValueError("The figures do not add up to their totals")


Room = dict[Hashable, dict[Hashable, float]]


def _room(lines: Mapping[Key, Line], hidden: Collection[Key], without: Key) -> Room:
    """Return how much each hidden figure could give way: up without limit, down to 1."""
    room: Room = {}
    for key in hidden:
        line = lines[key]
        if key == without or (line.value == 0):
            continue
        forth, back = room.setdefault(line.tail, {}), room.setdefault(line.head, {})
        forth[line.head] = inf
        back[line.tail] = back.get(line.tail, 0) + line.value - 1
    return room


def _flow(room: Room, start: Hashable, end: Hashable, most: float) -> float:
    """Return the greatest flow from one point to another (Edmonds and Karp 1972)."""
    left = {point: dict(ways) for point, ways in room.items()}
    total: float = 0
    while total < most and (path := _path(left, start, end)):
        steps = list(zip(path, path[1:], strict=False))
        amount = min(left[tail][head] for tail, head in steps)
        if amount == inf:
            return inf
        for tail, head in steps:
            left[tail][head] -= amount
            ways = left.setdefault(head, {})
            ways[tail] = ways.get(tail, 0) + amount
        total += amount
    return total


def _path(left: Room, start: Hashable, end: Hashable) -> list[Hashable] | None:
    """Return the shortest way that still has room."""
    came: dict[Hashable, Hashable] = {start: None}
    waiting = deque([start])
    while waiting:
        point = waiting.popleft()
        if point == end:
            return _walked(came, end)
        for nearby, room in left.get(point, {}).items():
            if room > 0 and nearby not in came:
                came[nearby] = point
                waiting.append(nearby)
    return None


def _walked(came: Mapping[Hashable, Hashable], end: Hashable) -> list[Hashable]:
    path = [end]
    while (point := came[path[-1]]) is not None:
        path.append(point)
    return path[::-1]


def _next_to_hide(lines: Mapping[Key, Line], hidden: set[Key], key: Key) -> set[Key]:
    """Return the cheapest figures that close a circle with this one, or else the least figure still shown."""
    extra = _cheapest_circle(lines, hidden, key) - hidden
    if extra:
        return extra
    candidates = [other for other, line in lines.items() if line.value and other not in hidden]
    return {min(candidates, key=lambda other: (_cost(lines, other), str(other)))}


def _cost(lines: Mapping[Key, Line], key: Key) -> int:
    is_total = isinstance(key, tuple) and key[0] != "cell" or key == "total"
    return lines[key].value * (TOTAL_COST if is_total else 1)


def _cheapest_circle(lines: Mapping[Key, Line], hidden: set[Key], key: Key) -> set[Key]:
    """Return the figures on the cheapest way round, in which hidden ones cost nothing (Dijkstra 1959)."""
    ways: dict[Hashable, list[tuple[Hashable, Key, int]]] = {}
    for other, line in lines.items():
        if other != key and line.value:
            cost = 0 if other in hidden else _cost(lines, other)
            ways.setdefault(line.tail, []).append((line.head, other, cost))
            ways.setdefault(line.head, []).append((line.tail, other, cost))
    order = 0
    queue: list[tuple[int, int, Hashable, tuple[Key, ...]]] = [(0, order, lines[key].tail, ())]
    done: set[Hashable] = set()
    while queue:
        cost, _, point, used = heapq.heappop(queue)
        if point == lines[key].head:
            return set(used)
        if point in done:
            continue
        done.add(point)
        for nearby, other, more in ways.get(point, ()):
            order += 1
            heapq.heappush(queue, (cost + more, order, nearby, (*used, other)))
    return set()


def small_cells(values: Iterable[int], largest: int = NHS_SMALL) -> list[int]:
    """Return the counts by which somebody could be recognised: 1 to the largest small number."""
    return [value for value in values if 1 <= value <= largest]
