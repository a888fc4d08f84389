"""The one way in which a list leaves as a file: who took it, narrowed how, and how much, is on record first."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from safeguarding.core.audit.operations import record
from safeguarding.kit.forms.lists import Listing
from safeguarding.kit.spreadsheets.write import MEDIA, write


def download(request: HttpRequest, listing: Listing, title: str, at: datetime) -> HttpResponse | None:
    """Return the file that the address asks for, of the rows that this person may see and no others; else nothing."""
    kind = listing.wanted_export
    if not kind:
        return None
    headings = [column.text for column in listing.columns]
    return hand_out(request, kind, title, headings, listing.export_rows(), at=at, narrowed=listing.narrowed)


def hand_out(
    request: HttpRequest,
    kind: str,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    at: datetime,
    narrowed: str = "",
) -> HttpResponse:
    """
    Return a table as a file, csv or xlsx.

    The record is written in the transaction of the request, before a byte is sent.

    :param narrowed: what the table was narrowed to, by identifiers and states, not by what is said of anybody.
    """
    rows = list(rows)
    detail = {"list": title, "rows": len(rows), "kind": kind, "narrowed_to": narrowed or "all"}
    record("list.downloaded", about=None, by=request.actor, at=at, **detail)
    name = title.lower().replace(" ", "-")
    return HttpResponse(
        write(kind, title, headings, rows),
        content_type=MEDIA[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )
