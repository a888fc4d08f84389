"""The page of who did what for an organisation."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access.queries import role_holdings
from safeguarding.core.access.routes import opens, signed_in
from safeguarding.core.audit import downloads, forms, queries, reads, wording
from safeguarding.core.audit.downloads import MOST_PEOPLE, download
from safeguarding.core.audit.models import ALARMS
from safeguarding.core.restricted import gate
from safeguarding.kit.forms.lists import Column, Filter, Listing, words_searched
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted

DAYS = (
    ("1", "Today and yesterday"),
    ("7", "The last 7 days"),
    ("31", "The last 31 days"),
    ("366", "The last year"),
)
COLUMNS = (
    Column("when", "When", "recorded_at", sort="recorded_at"),
    Column("who", "Who", "by", sort="by"),
    Column("what", "What", lambda row: wording.in_words(row.what), sort="what"),
    Column("about", "Record", wording.about_in_words, missing="None"),
    Column("detail", "Facts", wording.detail_in_words, missing="None"),
    Column("number", "Number", "sequence", numeric=True),
)


@require_safe
@opens("AUD", "r")
def records(request: HttpRequest) -> HttpResponse:
    """List what was done for the acting organisation, by person, time and record; or hand the list out as a file."""
    actor, now = request.actor, timezone.now()
    people = role_holdings(actor, queries.READ).values_list("user__email", "user__name").distinct()
    listing = Listing(
        request,
        queries.touching(queries.records(actor), words_searched(request)),
        COLUMNS,
        search=["what", "about", "body"],
        default_sort="-when",
        noun=("record", "records"),
        most_exported=MOST_PEOPLE,
        filters=[
            Filter("by", "Who", sorted(set(people), key=lambda one: one[1])),
            Filter("days", "When", DAYS, apply=lambda rows, days: queries.since(rows, now, int(days))),
        ],
    )
    file = download(request, listing, "Who did what", now)
    return file or render(request, "core/audit/pages/records.jinja", _with_alarms(request, listing, now))


def _with_alarms(request: HttpRequest, listing: Listing, now: datetime) -> dict[str, object]:
    """Return the list, and above it what was noticed by itself: who was stopped, what was probed, what many looked at."""
    alarms = queries.alarms_lately(request.actor, now)
    names = queries.names_of(row.by for row in alarms)
    rows = [
        [
            words.moment(row.recorded_at),
            ALARMS[row.what],
            names.get(row.by, row.by),
            wording.detail_in_words(row),
        ]
        for row in alarms
    ]
    return {"listing": listing, "alarms": rows}


PURPOSES = dict(gate.PURPOSES)


def _read_columns(references: Mapping[UUID, str]) -> list[Column]:
    """Return the columns of one's own readings."""
    return [
        Column("when", "When", lambda row: words.moment(row.recorded_at), sort="recorded_at"),
        Column("what", "What", lambda row: wording.in_words(row.what), sort="what"),
        Column("about", "Record", lambda row: wording.read_in_words(row, references), missing="A list"),
        Column(
            "purpose", "What for", lambda row: PURPOSES.get(wording.purpose_of(row), ""), missing="Not asked"
        ),
    ]


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Show everybody what they themselves have looked at."""
    if request.actor.organisation is None:
        return redirect("core:access_choose")
    references: dict[UUID, str] = {}  # of the page's rows, once it is known which they are
    listing = Listing(
        request,
        queries.looked_at(request.actor),
        _read_columns(references),
        default_sort="-when",
        noun=("reading", "readings"),
        exportable=False,
    )
    references |= queries.references(request.actor, listing.rows)
    return render(request, "core/audit/pages/mine.jinja", {"listing": listing})


@require_safe
@opens("AUD", "r", level=3)
def readers(request: HttpRequest, record: UUID) -> HttpResponse:
    """Show the Caldicott Guardian who looked at one record, and what for; or hand the list out as a file."""
    actor, now = request.actor, timezone.now()
    found = queries.readings(actor, record)
    people = queries.names_of(found.values_list("by", flat=True))
    columns = [
        Column("when", "When", lambda row: words.moment(row.recorded_at), sort="recorded_at"),
        Column("who", "Who", lambda row: people.get(row.by, row.by), sort="by"),
        Column("for", "Acting for", "organisation.name", sort="organisation__name"),
        Column("what", "How", lambda row: wording.in_words(row.what), sort="what"),
        Column(
            "purpose", "What for", lambda row: PURPOSES.get(wording.purpose_of(row), ""), missing="Not asked"
        ),
    ]
    listing = Listing(
        request,
        found,
        columns,
        default_sort="-when",
        noun=("reading", "readings"),
        most_exported=MOST_PEOPLE,
    )
    reads.note_list("readers of a record", [], by=actor, at=now, owners=[])
    if file := download(request, listing, "Who looked at a record", now):
        return file
    reference = queries.reference_of(actor, record)
    return render(request, "core/audit/pages/readers.jinja", {"listing": listing, "reference": reference})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def take(request: HttpRequest) -> HttpResponse:
    """Ask why a list about people leaves as a file; the answer stands in the record of its leaving."""
    onward = gate.onward(request)
    return answer(
        request,
        forms.Reason(posted(request)),
        lambda given: downloads.keep_reason(request, onward, given["reason"]),
        template="core/audit/pages/take.jinja",
        context={},
        done="",
        to=lambda _: onward,
    )
