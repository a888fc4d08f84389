"""
Write tables that are only tables: no cell can become a formula, and nothing of the writer stays in the file.

OWASP's rule for CSV: a text that starts like a formula is prefixed with an apostrophe (`read_table` takes it off).
The same rows give the same bytes, so a file's hash can be kept with a frozen paper. A moment stands in London time, as
on the page that the rows come from.
"""

import csv
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from typing import Any
from zoneinfo import ZoneInfo

from safeguarding.kit.quantities import rounded

FORMULA_STARTS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")  # with the full-width forms, which Excel takes too
PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
MOST_CHARACTERS, MOST_ROWS, MOST_TITLE = 32_767, 1_048_576, 31
LONDON = ZoneInfo("Europe/London")
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed stamp, so that the same rows give the same bytes)


def clean(words: str) -> str:
    """Return text without control characters; the vertical tab that Word pastes becomes a new line."""
    return NOT_TEXT.sub("", words.replace("\x0b", "\n").replace("\x0c", "\n"))


def is_risky(words: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula."""
    return words.startswith(FORMULA_STARTS) and not PLAIN_NUMBER.fullmatch(words)


def write_table(kind: str, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a table as a file of a kind, csv or xlsx."""
    return write_csv(columns, rows) if kind == "csv" else write_xlsx(title, columns, rows)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a CSV file that Excel opens in the right encoding."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_csv_text(title) for title in columns])
    writer.writerows([_csv_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Fraction):
        return str(rounded(value, 4))
    if isinstance(value, datetime):
        return in_london(value).isoformat(" ", "seconds")
    words = clean(str(value))
    return f"'{words}" if is_risky(words) else words


def in_london(moment: datetime) -> datetime:
    """Return a moment as London's clocks show it, without a zone, which no spreadsheet knows."""
    return moment.astimezone(LONDON).replace(tzinfo=None) if moment.tzinfo else moment


def write_xlsx(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a workbook of one sheet."""
    with Workbook() as book:
        book.add(title, columns, rows)
    return book.bytes


class Workbook:
    """A workbook in the making; `bytes` holds it once it is closed."""

    def __init__(self) -> None:
        import xlsxwriter  # here and not above: who only reads a table starts several times as fast without it

        self._file = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._book.set_properties({"created": MADE, "author": "", "company": ""})
        self._formats = {
            name: self._book.add_format(rule)
            for name, rule in {
                "heading": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
                "day": {"num_format": "dd/mm/yyyy"},
                "moment": {"num_format": "dd/mm/yyyy hh:mm"},
                "quoted": {"quote_prefix": True},
            }.items()
        }
        self.bytes = b""

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()
        self.bytes = self._file.getvalue()

    def add(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Any:
        """Add a sheet with a row of headings that stays in sight, and return it for rules of entry."""
        sheet = self._book.add_worksheet(sheet_title(title))
        for column, heading in enumerate(columns):
            self._write(sheet, 0, column, heading, self._formats["heading"])
            sheet.set_column(column, column, min(max(len(heading) + 2, 12), 60))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, 1):
            if number >= MOST_ROWS:
                raise ValueError(f"A sheet holds {MOST_ROWS:,} rows and no more")
            for column, value in enumerate(row):
                self._write(sheet, number, column, value)
        return sheet

    def _write(self, sheet: Any, row: int, column: int, value: object, cell_format: Any = None) -> None:
        """Write a cell by the type of its value; text is always text."""
        if isinstance(value, bool):
            sheet.write_string(row, column, "Yes" if value else "No", cell_format)
        elif isinstance(value, int | Decimal) or (isinstance(value, float) and math.isfinite(value)):
            sheet.write_number(row, column, value, cell_format)
        elif isinstance(value, Fraction):
            sheet.write_number(row, column, rounded(value, 10), cell_format)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, in_london(value), self._formats["moment"])
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime.combine(value, time()), self._formats["day"])
        elif value is not None:
            words = cut(clean(str(value)))
            sheet.write_string(
                row, column, words, self._formats["quoted"] if is_risky(words) else cell_format
            )


def cut(words: str) -> str:
    """Return text that a cell can hold, saying openly where it had to be cut."""
    if len(words.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return words
    note = f" [cut: {len(words):,} characters are more than a cell can hold]"
    kept = words.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(note))].decode("utf-16-le", "ignore")
    return kept + note


def sheet_title(title: str) -> str:
    """Return a title that Excel accepts for a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", clean(title)).strip("' \n\t")[:MOST_TITLE].rstrip("' ") or "Sheet"
