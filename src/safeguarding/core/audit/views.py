"""The page of who did what for an organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from safeguarding.core.access.queries import role_holdings
from safeguarding.core.access.routes import opens
from safeguarding.core.audit import queries
from safeguarding.core.audit.downloads import download
from safeguarding.kit.forms.lists import Column, Filter, Listing

DAYS = (
    ("1", "Today and yesterday"),
    ("7", "The last 7 days"),
    ("31", "The last 31 days"),
    ("366", "The last year"),
)
COLUMNS = (
    Column("when", "When", "recorded_at", sort="recorded_at"),
    Column("who", "Who", "by", sort="by"),
    Column("what", "What", lambda row: queries.in_words(row.what), sort="what"),
    Column("about", "Record", "about", missing="None"),
    Column("detail", "Facts", queries.detail_in_words, missing="None"),
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
        queries.records(actor),
        COLUMNS,
        search=["what", "about", "body"],
        default_sort="-when",
        noun=("record", "records"),
        filters=[
            Filter("by", "Who", sorted(set(people), key=lambda one: one[1])),
            Filter("days", "When", DAYS, apply=lambda rows, days: queries.since(rows, now, int(days))),
        ],
    )
    file = download(request, listing, "Who did what", now)
    return file or render(request, "core/audit/pages/records.jinja", {"listing": listing})
