"""
A sheet read by its columns: each different cell once, however often it stands there. For long tables without a fault.

`Format.read` goes row by row and names every fault. Nearly every long file has none and says the same few names, days and
numbers again and again; so it is tried by columns first, and only where anything is amiss is it read again to say what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from safeguarding.kit.spreadsheets.cells import Unreadable, tidy
from safeguarding.kit.spreadsheets.formats import BLANK, TOTALS, Column, Format
from safeguarding.kit.spreadsheets.sheet import Sheet


@dataclass(frozen=True)
class Coded:
    """One column: what its different cells were read as, and which of them each row has."""

    values: list[Any]
    codes: Sequence[int]

    def __getitem__(self, row: int) -> Any:
        return self.values[self.codes[row]]


def read_columns(layout: Format, sheet: Sheet) -> dict[str, Coded] | None:
    """
    Return the columns of a sheet by name; nothing where a cell, a heading or a row is not as it should be.

    Nothing is said of rows that stand twice, nor of what a layout checks of whole rows.
    """
    rows = sheet.rows[1:]
    width = len(sheet.rows[0])
    if (
        sheet.unreadable
        or not rows
        or any(len(row) != width for row in rows)
        or layout.heading_problems(sheet)
    ):
        return None
    places, cells = layout.places(sheet), list(zip(*rows, strict=True))
    if _has_totals(cells[0]):
        return None
    found = {}
    for column in layout.columns:
        coded = (
            _coded(column, cells[places[column.name]])
            if column.name in places
            else Coded([None], [0] * len(rows))
        )
        if coded is None:
            return None
        found[column.name] = coded
    return found


def _has_totals(cells: Sequence[Any]) -> bool:
    return any(tidy(cell).casefold().rstrip(":") in TOTALS for cell in set(cells))


def _coded(column: Column, cells: Sequence[Any]) -> Coded | None:
    """Read each different cell of a column once; nothing where one cannot be read or is wanting."""
    if len(set(map(type, cells)) - {str}) > 1:
        return None  # 1, 1.0 and TRUE are the same to a set, and not to a reader
    known = {cell: code for code, cell in enumerate(dict.fromkeys(cells))}
    values = []
    for cell in known:
        try:
            value = None if cell in BLANK else column.kind.read(cell)
        except Unreadable:
            return None
        if column.required and value in BLANK:
            return None
        values.append(None if value == "" else value)
    return Coded(values, [known[cell] for cell in cells])
