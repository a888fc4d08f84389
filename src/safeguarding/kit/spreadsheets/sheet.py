"""A sheet as it was read: typed cells, each still knowing where it stood."""

from typing import Any, NamedTuple

Area = tuple[int, int, int, int]  # first row, first column, last row, last column, counted from 1


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 1: 28 is AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number, counted from 1, of a column's letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def area_text(area: Area) -> str:
    """Write an area as A2:C3."""
    return f"{column_letters(area[1])}{area[0]}:{column_letters(area[3])}{area[2]}"


class Sheet(NamedTuple):
    """The rows of one sheet or text file; `rows[0]` is row 1 as people see it."""

    rows: list[list[Any]]
    name: str = ""
    kind: str = "CSV"
    encoding: str = ""
    delimiter: str = ""
    other_sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    merged: tuple[Area, ...] = ()
    unreadable: tuple[tuple[int, int, str], ...] = ()  # row, column, why: formulas without a result, errors
