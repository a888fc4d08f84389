"""Hands out what a list shows as a file: CSV or an Excel workbook, safe to open in either."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

from safeguarding.kit.forms.lists import Listing

# A cell that starts so is run as a formula by a spreadsheet (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(listing: Listing, name: str) -> HttpResponse:
    """Return every row that a list matches, in the kind of file that its address asks for."""
    head = [column.text for column in listing.columns]
    rows = [[*map(_cell, row)] for row in listing.export_rows()]
    kind = listing.wanted_export
    body = _csv(head, rows) if kind == "csv" else _xlsx(head, rows)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8" if kind == "csv" else WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _cell(value: object) -> object:
    """Return a cell as a file holds it; a moment is given in London, where it was written down."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, int | float | date):
        return value
    return str(value)


def _csv(head: list[str], rows: Iterable[list[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([[*map(_harmless, row)] for row in rows])
    return out.getvalue().encode("utf-8-sig")  # Excel reads UTF-8 only where the file says so


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _xlsx(head: list[str], rows: Iterable[list[object]]) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options | {"default_date_format": "d mmm yyyy"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, head, book.add_format({"bold": True}))
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return out.getvalue()
