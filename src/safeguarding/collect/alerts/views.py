"""Pages of the alerts about adults at risk. Each notes what is read before it is shown."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.collect.alerts import forms, operations, queries
from safeguarding.collect.alerts.models import AdultAlert
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_write_own
from safeguarding.core.access.routes import opens
from safeguarding.core.audit import reads
from safeguarding.core.audit.downloads import MOST_PEOPLE, download
from safeguarding.core.audit.queries import history
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag

PAGES = "collect/alerts/pages/"
WRITE = Permission("ADU", "w")


def _state(row: AdultAlert) -> Tag:
    return Tag("Ended", "grey") if row.ended_on else Tag("Open", "yellow")


COLUMNS = [
    Column(
        "about",
        "Reference",
        lambda a: Link(a.about, reverse("collect:alerts_show", args=[a.public_id])),
        sort="about",
    ),
    Column("organisation", "Raised by", "organisation.name", sort="organisation__name"),
    Column("kind", "Kind", "get_kind_display", sort="kind"),
    Column("raised", "Raised", lambda a: words.day(a.raised_on), sort="raised_on"),
    Column("state", "State", _state),
]


@require_safe
@opens("ADU", "r", level=3)
def register(request: HttpRequest) -> HttpResponse:
    """List the alerts that the person may see; or hand the list out as a file, without a word of what happened."""
    actor, now = request.actor, timezone.now()
    listing = Listing(
        request,
        queries.alerts(actor),
        COLUMNS,
        filters=[Filter("kind", "Kind", AdultAlert.Kind.choices)],
        search=["about"],
        noun=("alert", "alerts"),
        most_exported=MOST_PEOPLE,
    )
    reads.note_rows("alerts about adults", listing.leaving, by=actor, at=now)
    if file := download(request, listing, "Alerts about adults", now):
        return file
    writes = may_write_own(actor, "ADU")
    return render(request, PAGES + "register.jinja", {"listing": listing, "may_write": writes})


@require_safe
@opens("ADU", "r", level=3)
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one alert and what was done since."""
    found = _opened(request, public_id, queries.READ)
    pairs = [
        ("Raised by", found.organisation.name),
        ("Raised on", words.day(found.raised_on)),
        ("Kind", found.get_kind_display()),
        ("What happened", found.what_happened),
        ("Where the adult is now", found.whereabouts),
        ("What was done", found.done),
        ("Ended on", words.day(found.ended_on) if found.ended_on else ""),
    ]
    context = {
        "alert": found,
        "state": _state(found),
        "summary": [{"key": key, "value": value} for key, value in pairs if value],
        "events": history(request.actor, found),
        "may_write": may_write_own(request.actor, "ADU") and not found.ended_on,
    }
    return render(request, PAGES + "show.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ADU", "w", level=3)
def add(request: HttpRequest) -> HttpResponse:
    """Keep an alert."""
    reads.nothing_shown()
    return answer(
        request,
        forms.Alert(posted(request)),
        lambda typed: operations.raise_alert(facts=typed, by=request.actor, at=timezone.now()),
        template=PAGES + "add.jinja",
        context={},
        done="Alert kept",
        to=_page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ADU", "w", level=3)
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what an alert says, with a reason."""
    found = _opened(request, public_id, WRITE)
    stored = {name: getattr(found, name) for name in operations.FACTS} | {"version": found.version}
    return answer(
        request,
        forms.Correction(posted(request), initial=stored),
        lambda typed: operations.correct_alert(
            alert=found,
            version=typed.pop("version"),
            reason=typed.pop("reason"),
            changes=typed,
            by=request.actor,
            at=timezone.now(),
        ),
        template=PAGES + "correct.jinja",
        context={"alert": found},
        done="Alert changed",
        to=_page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ADU", "w", level=3)
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End an alert."""
    found = _opened(request, public_id, WRITE)
    return answer(
        request,
        forms.End(posted(request), initial={"version": found.version}),
        lambda typed: operations.end_alert(alert=found, **typed, by=request.actor, at=timezone.now()),
        template=PAGES + "end.jinja",
        context={"alert": found},
        done="Alert ended",
        to=_page,
    )


def _page(found: AdultAlert) -> str:
    return reverse("collect:alerts_show", args=[found.public_id])


def _opened(request: HttpRequest, public_id: UUID, permission: Permission) -> AdultAlert:
    """Find an alert, and note that it was read."""
    found = queries.get_alert(request.actor, public_id, permission)
    reads.note_read(found, by=request.actor, at=timezone.now(), owner=found.organisation)
    return found
