"""Hands a list out as a file, and leaves a record of it first."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from safeguarding.core.audit.operations import record
from safeguarding.kit.forms.lists import Listing
from safeguarding.kit.spreadsheets.write import write_csv, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(request: HttpRequest, listing: Listing, title: str, at: datetime) -> HttpResponse | None:
    """
    Return the file that the address asks for, of the rows that this person may see and no others; else nothing.

    The record is written in the transaction of the request, before a byte is sent.
    """
    kind = listing.wanted_export
    if not kind:
        return None
    headings, rows = [column.text for column in listing.columns], list(listing.export_rows())
    record("list.downloaded", about=None, by=request.actor, at=at, list=title, rows=len(rows), kind=kind)
    body = write_csv(headings, rows) if kind == "csv" else write_xlsx(title, headings, rows)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8" if kind == "csv" else XLSX)
    name = title.lower().replace(" ", "-")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
