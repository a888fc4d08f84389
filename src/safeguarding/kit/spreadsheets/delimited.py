"""Delimited text: its encoding, its delimiter, its rows."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from safeguarding.kit.spreadsheets.limits import FileRefused, Limits
from safeguarding.kit.spreadsheets.sheet import Sheet

DELIMITERS = ",;\t|"
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
QUOTED = re.compile(r'"(?:[^"]|"")*"')
PROTECTED = re.compile(
    r"'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])"
)  # the mark that write_csv sets before a would-be formula


def read_text(data: bytes, limits: Limits) -> Sheet:
    """
    Read delimited text.

    :raises FileRefused: if it is not text, a quote is not closed, or it is too large.
    """
    text, encoding = decode(data)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileRefused(f"Row {line} holds a NUL character, so the file is not a text file or is damaged.")
    delimiter = _delimiter(text)
    rows = _without_empty_end(list(_rows(text, delimiter, limits)))
    if not rows:
        raise FileRefused("The file is empty.")
    return Sheet(rows, encoding=encoding, delimiter=delimiter)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and its encoding: by its mark, else UTF-8, else UTF-16 by its pattern, else Windows-1252."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding), encoding
    if unmarked := _unmarked_utf16(data[:2000]):
        return _decoded(data, unmarked), unmarked
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(data, "cp1252"), "cp1252"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileRefused(
            f"Row {line} holds characters that are neither UTF-8, UTF-16 nor Windows text."
        ) from None


def _unmarked_utf16(start: bytes) -> str | None:
    """Tell UTF-16 without a mark by its NULs in every second place."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    enough = len(start) * 3 // 8
    if odd > enough and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > enough and odd == 0 else None


def _delimiter(text: str) -> str:
    """Return the delimiter that stands equally often, outside quotes, in the most of the first lines; else a comma."""
    lines = QUOTED.sub("", text[:20_000]).splitlines()[:50]

    def agreeing(mark: str) -> int:
        counts = [line.count(mark) for line in lines if mark in line]
        return max(map(counts.count, counts), default=0)

    return max(DELIMITERS, key=lambda mark: (agreeing(mark), mark == ","))


def _rows(text: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    """Yield the rows, refusing at the first that is too much."""
    csv.field_size_limit(limits.bytes)  # a cell that is too long is refused below, with its address
    number, cells = 0, 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            cells += len(row)
            _check_row(number, row, cells, limits)
            yield [_unprotected(cell) for cell in row] if "'" in "".join(row) else row
    except csv.Error:
        raise FileRefused(
            f'Row {number + 1} has a quotation mark (") that is not closed or is out of place.'
        ) from None


def _check_row(number: int, row: list[str], cells: int, limits: Limits) -> None:
    if number > limits.rows:
        raise FileRefused(f"The file has more than {limits.rows - 1:,} rows below the headings.")
    if len(row) > limits.columns:
        raise FileRefused(f"Row {number} has {len(row):,} columns; the most is {limits.columns:,}.")
    if cells > limits.cells:
        raise FileRefused(f"The file has more than {limits.cells:,} cells.")
    if row and max(map(len, row)) > limits.cell_characters:
        raise FileRefused(f"Row {number} has a cell of more than {limits.cell_characters:,} characters.")


def _unprotected(cell: str) -> str:
    return cell[1:] if PROTECTED.match(cell) else cell


def _without_empty_end(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows without the empty ones at the end."""
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows
