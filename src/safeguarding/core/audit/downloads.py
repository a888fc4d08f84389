"""The one way in which a list leaves as a file: who took it, narrowed how, and how much, is on record first."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode

from safeguarding.core.audit.operations import record
from safeguarding.kit.forms.lists import Listing
from safeguarding.kit.spreadsheets.write import MEDIA, write_table

REASON = (
    "why a list leaves"  # in the session: the address of the file and the reason, until the file has left
)
# Security plan, T30: nobody takes away more records about people than this in one file; they narrow the list first.
MOST_PEOPLE = 500


def download(request: HttpRequest, listing: Listing, title: str, at: datetime) -> HttpResponse | None:
    """
    Return the file that the address asks for, of the rows that this person may see and no others; else nothing.

    A list that is limited is one about people: it leaves with a reason. Pages of restricted records are asked for it by
    `core.restricted.gate` before they read anything; what the audit holds is read without that gate, and asked here.
    """
    kind = listing.wanted_export
    if not kind:
        return None
    if listing.most_exported is not None and not reason_for(request):
        return ask_why(request)
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
    if reason := reason_for(request):
        detail["reason"] = reason
        del request.session[REASON]
    record("list.downloaded", about=None, by=request.actor, at=at, **detail)
    name = title.lower().replace(" ", "-")
    return HttpResponse(
        write_table(kind, title, headings, rows),
        content_type=MEDIA[kind],
        # A title may hold an organisation's name, and that may hold anything.
        headers={"Content-Disposition": str(content_disposition_header(True, f"{name}.{kind}"))},
    )


def is_asked_for(request: HttpRequest) -> bool:
    """Tell whether an address asks for a list as a file."""
    return bool(request.GET.get("export"))


def ask_why(request: HttpRequest) -> HttpResponseRedirect:
    """Send somebody to say why a list leaves, and from there to the file."""
    return redirect(f"{reverse('core:audit_take')}?{urlencode({'next': request.get_full_path()})}")


def keep_reason(request: HttpRequest, address: str, reason: str) -> None:
    """Keep why the list at an address leaves; it stands for one file and is spent with it."""
    request.session[REASON] = {"address": address, "reason": reason}


def reason_for(request: HttpRequest) -> str:
    """Return why the list at this address leaves, as was said a moment ago, or nothing."""
    why = request.session.get(REASON) or {}
    return why.get("reason", "") if why.get("address") == request.get_full_path() else ""
