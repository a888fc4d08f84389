"""
An import format: described once, and the description reads, checks, and makes the blank template and its help.

Every fault is found, and none hides another: a row is checked as a whole only when each of its cells is well formed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from safeguarding.kit.spreadsheets.cells import Kind, Unreadable, shown, tidy
from safeguarding.kit.spreadsheets.sheet import Sheet, area_text
from safeguarding.kit.spreadsheets.write import Workbook

TOTALS = ("total", "totals", "grand total", "sum", "overall")
HEADER_SEARCH = 20  # rows in which headings are looked for, to ask about them
LONGEST_SHOWN = 60
BLANK = ("", None)


@dataclass(frozen=True)
class Column:
    """One column: its heading, its kind, and whether each row must fill it."""

    title: str
    kind: Kind
    required: bool = True
    help: str = ""
    also_called: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name by which checks and storing know it: staff_required."""
        return re.sub(r"\W+", "_", self.title.lower()).strip("_")


@dataclass(frozen=True)
class Problem:
    """One fault, named as the person sees it; row and column are None where the whole file or row is meant."""

    row: int | None
    column: str | None
    reason: str
    cell: str | None = None  # what the cell says; left out for person-level files

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.place else self.words

    @property
    def place(self) -> str:
        """Where it is: Row 2, Staff required."""
        row = f"Row {self.row}" if self.row else ""
        return ", ".join(part for part in (row, self.column) if part)

    @property
    def words(self) -> str:
        """What is wrong: "lots" is not a whole number."""
        return self.reason if self.cell is None else f'"{self.cell}" {self.reason}'


@dataclass(frozen=True)
class Reading:
    """What a file says: its rows by column name, their numbers in the file, and all its faults."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    likely_header_row: int | None = None

    @property
    def ok(self) -> bool:
        """Whether it may be stored: all rows or none."""
        return not self.problems


Check = Callable[..., str | None]
# Of a column: name, title, how it is read, whether it must be filled, where it stands, and what was read in it before.
Plan = tuple[str, str, Callable[[Any], Any], bool, int, dict[str, Any]]


@dataclass(frozen=True)
class Format:
    """The description of one kind of file."""

    key: str
    title: str
    columns: tuple[Column, ...]
    check: Check | None = None
    unique: tuple[str, ...] = ()  # titles of the columns that together may occur once
    person_level: bool = False  # then no fault ever repeats what a cell says
    other_columns: bool = False  # whether further columns are passed over rather than refused

    def read(self, sheet: Sheet, header_row: int = 1) -> Reading:
        """Read a sheet whose headings stand in a given row, and find all that is wrong with it."""
        headings = (
            [tidy(cell) for cell in sheet.rows[header_row - 1]] if header_row <= len(sheet.rows) else []
        )
        places = self._places(headings)
        problems = [*_sheet_problems(sheet, header_row), *self._heading_problems(headings, places)]
        if any(column.required and column.name not in places for column in self.columns):
            likely = self._likely_header_row(sheet, header_row)
            return Reading(problems=problems, likely_header_row=likely)
        reading = Reading(problems=problems)
        self._read_rows(sheet, header_row, places, reading)
        if not reading.rows and not reading.problems:
            reading.problems.append(Problem(None, None, "The file has headings but no rows below them."))
        return reading

    def _places(self, headings: Sequence[str]) -> dict[str, int]:
        """Return where each column stands, by its heading or another name for it; the first counts."""
        at: dict[str, int] = {}
        for place, heading in enumerate(headings):
            at.setdefault(_folded(heading), place)
        return {
            column.name: at[called]
            for column in self.columns
            for called in map(_folded, (*column.also_called[::-1], column.title))
            if called in at
        }

    def _heading_problems(self, headings: Sequence[str], places: dict[str, int]) -> Iterator[Problem]:
        for column in self.columns:
            if column.required and column.name not in places:
                yield Problem(None, column.title, "There is no column with this heading.")
        seen: set[str] = set()
        known = {_folded(called) for column in self.columns for called in (column.title, *column.also_called)}
        for heading in filter(None, headings):
            if _folded(heading) in seen:
                yield Problem(None, heading[:LONGEST_SHOWN], "This heading stands twice.")
            elif _folded(heading) not in known and not self.other_columns:
                yield Problem(
                    None, heading[:LONGEST_SHOWN], f"This column is not part of {self.title}; remove it."
                )
            seen.add(_folded(heading))

    def _likely_header_row(self, sheet: Sheet, not_row: int) -> int | None:
        """Return a row that holds the headings, so that the person can be asked about it."""
        for number, row in enumerate(sheet.rows[:HEADER_SEARCH], 1):
            places = self._places([tidy(cell) for cell in row])
            if number != not_row and all(column.name in places for column in self.columns if column.required):
                return number
        return None

    def places(self, sheet: Sheet) -> dict[str, int]:
        """Return where each column stands in a sheet whose headings are its first row."""
        return self._places([tidy(cell) for cell in sheet.rows[0]])

    def heading_problems(self, sheet: Sheet) -> list[Problem]:
        """Return what is wrong with a sheet as a whole, and with its headings."""
        headings = [tidy(cell) for cell in sheet.rows[0]]
        return [*_sheet_problems(sheet, 1), *self._heading_problems(headings, self._places(headings))]

    def _read_rows(self, sheet: Sheet, header_row: int, places: dict[str, int], reading: Reading) -> None:
        """Read every row below the headings, passing over blank ones and naming totals."""
        plan: list[Plan] = [
            (c.name, c.title, c.kind.read, c.required, places.get(c.name, 10**6), {}) for c in self.columns
        ]
        spoilt = {(row, column - 1): why for row, column, why in sheet.unreadable}
        seen: dict[tuple[Any, ...], int] = {}
        for number, cells in enumerate(sheet.rows[header_row:], header_row + 1):
            first = tidy(cells[0]) if cells else ""
            if not first and not any(map(tidy, cells)) and not any(row == number for row, _ in spoilt):
                continue
            if first.casefold().rstrip(":") in TOTALS:
                reading.problems.append(Problem(number, None, "This looks like a row of totals; remove it."))
                continue
            before = len(reading.problems)
            values = self._read_cells(number, cells, plan, spoilt, reading.problems)
            if len(reading.problems) == before:
                reading.problems.extend(self._row_problems(number, values, seen))
            if len(reading.problems) == before:
                reading.rows.append(values)
                reading.numbers.append(number)

    def _read_cells(
        self,
        number: int,
        cells: Sequence[Any],
        plan: Sequence[Plan],
        spoilt: dict[tuple[int, int], str],
        problems: list[Problem],
    ) -> dict[str, Any]:
        """
        Read the cells of one row; kept small, for a hundred thousand rows.

        A text that was read well is known for the rest of its column: names, periods and most numbers come again.
        """
        values: dict[str, Any] = {}
        width = len(cells)
        for name, title, read, required, place, known in plan:
            cell = cells[place] if place < width else ""
            value = None
            if spoilt and (number, place) in spoilt:
                problems.append(Problem(number, title, f"The cell {spoilt[number, place]}."))
            elif type(cell) is str and cell in known:
                value = known[cell]
            else:
                try:
                    value = None if cell in BLANK else read(cell)
                    if type(cell) is str and value not in BLANK:
                        known[cell] = value
                except Unreadable as why:
                    value = self._unreadable(number, title, why, cell, problems)
                if required and value in BLANK:
                    problems.append(Problem(number, title, "Nothing is given."))
            values[name] = None if value == "" else value
        return values

    def _unreadable(
        self, number: int, title: str, why: Unreadable, cell: object, problems: list[Problem]
    ) -> Unreadable | None:
        """Note a cell that cannot be read; one that holds only invisible characters is blank."""
        if not tidy(cell):
            return None
        problems.append(self._problem(number, title, why, cell))
        return why

    def _problem(self, number: int, title: str, why: Unreadable, cell: object) -> Problem:
        if self.person_level:
            return Problem(number, title, f"The cell {why}.")
        words = tidy(cell)
        short = words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
        return Problem(number, title, str(why), short)

    def _row_problems(
        self, number: int, values: dict[str, Any], seen: dict[tuple[Any, ...], int]
    ) -> Iterator[Problem]:
        if self.check and (words := self.check(**values)):
            yield Problem(number, None, words)
        if self.unique:
            key = tuple([values[name] for name in self._unique_names])
            if (other := seen.setdefault(key, number)) != number:
                yield Problem(number, None, f"Row {other} has the same {' and '.join(self.unique)}.")

    @cached_property
    def _unique_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.title in self.unique)

    def help(self) -> list[tuple[str, str, str, str]]:
        """Return for each column its heading, what to give, whether it must be given, and an example."""
        return [
            (
                column.title,
                f"{column.help} {column.kind.help}".strip(),
                "Yes" if column.required else "No",
                column.kind.example,
            )
            for column in self.columns
        ]

    def help_text(self) -> str:
        """Return the help in plain lines."""
        lines = [
            f"{title}: {what}{'' if must == 'Yes' else ' (may be left blank)'}"
            for title, what, must, _ in self.help()
        ]
        return "\n".join([self.title, *lines])

    def template(self) -> bytes:
        """Return the blank workbook with the headings, rules of entry, and a sheet of help."""
        with Workbook() as book:
            sheet = book.add(self.title, [column.title for column in self.columns], [])
            for place, column in enumerate(self.columns):
                if column.kind.validation:
                    sheet.data_validation(1, place, 10_000, place, dict(column.kind.validation))
            book.add("Help", ("Column", "What to give", "Must be given", "Example"), self.help())
        return book.bytes


def _folded(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _sheet_problems(sheet: Sheet, header_row: int) -> Iterator[Problem]:
    """Name what stands in the way in the whole sheet: hidden sheets, merged cells."""
    for name in sheet.hidden_sheets:
        yield Problem(
            None,
            None,
            f'The workbook has a hidden sheet, "{shown(name)[:LONGEST_SHOWN]}". Remove it and send it again.',
        )
    for area in sheet.merged:
        if area[2] >= header_row:
            yield Problem(area[0], None, f"The cells {area_text(area)} are merged; separate them.")
