"""Pages for opening one record in an emergency, and for judging it afterwards."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access import policy
from safeguarding.core.access.routes import opens
from safeguarding.core.audit import reads
from safeguarding.core.audit.downloads import MOST_PEOPLE, download
from safeguarding.core.breakglass import forms, operations, queries
from safeguarding.core.breakglass.models import Opening
from safeguarding.core.restricted import gate
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag


# Every role that may break the glass of anything may break it of a child's record (access matrix, column CLA).
@require_http_methods(["GET", "HEAD", "POST"])
@opens("CLA", "b", level=3, step_up=True)
def open(request: HttpRequest) -> HttpResponse:  # noqa: A001  it is what the page does
    """Ask for one reference, a ground and a reason; then open that record for an hour."""
    reads.nothing_shown()
    return answer(
        request,
        forms.Break(posted(request)),
        lambda typed: operations.break_glass(
            **typed,
            since_step_up=gate.since_proved(request, timezone.now()),
            by=request.actor,
            at=timezone.now(),
        ),
        template="core/breakglass/pages/open.jinja",
        context={},
        done="",
        to=lambda opening: reverse("core:breakglass_show", args=[opening.public_id]),
    )


@require_safe
@opens("CLA", "b", level=3)
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the record that one opened, while the hour lasts: to read, and nothing else."""
    now = timezone.now()
    if "export" in request.GET:  # security plan 1.5: never handed out, printed or exported
        raise PermissionDenied("a file of a record that was opened in an emergency")
    opening = queries.get_open(request.actor, public_id)
    row = queries.opened_row(opening)
    reads.note_read(opening.restricted, by=request.actor, at=now, owner=opening.owner)
    context = {
        "opening": opening,
        "summary": queries.shown(row, opening.restricted),
        "watermark": f"{request.actor.name}, {words.moment(now)}",
    }
    return render(request, "core/breakglass/pages/show.jinja", context)


def _state(row: Opening) -> Tag:
    if row.is_justified is None:
        return Tag("To judge", "yellow")
    return Tag("Justified", "green") if row.is_justified else Tag("Not justified", "red")


@require_safe
@opens("CLA", "b", level=3)
def log(request: HttpRequest) -> HttpResponse:
    """List what was opened in an emergency: to the Caldicott Guardian all of it, to others their own."""
    actor, now = request.actor, timezone.now()
    judges = policy.GUARDIAN_ROLE in actor.roles

    def way(row: Opening) -> Link | str:
        waits = judges and row.judged_at is None and row.opened_by_id != actor.user.pk
        ours = row.organisation_id == actor.organisation.pk
        address = reverse("core:breakglass_judge", args=[row.public_id])
        return Link("Judge", address) if waits and ours else ""

    found = queries.openings(actor)
    columns = [
        Column("opened", "Opened", lambda row: words.moment(row.opened_at), sort="opened_at"),
        Column("who", "Who", "opened_by.name", sort="opened_by__name"),
        Column("for", "Acting for", "organisation.name", sort="organisation__name"),
        Column("reference", "Record", "restricted.reference", sort="restricted__reference"),
        Column("ground", "Ground", "get_ground_display", sort="ground"),
        Column("state", "State", _state),
        Column("finding", "What was found", "finding", missing=""),
        Column("due", "To judge by", lambda row: words.day(row.decide_by_day), sort="decide_by_day"),
        *([Column("judge", "To do", way, missing="")] if judges else []),
    ]
    listing = Listing(
        request,
        found,
        columns,
        filters=[Filter("month", "Month", queries.months(found), apply=queries.in_month)],
        default_sort="-opened",
        noun=("opening", "openings"),
        most_exported=MOST_PEOPLE,
    )
    shown = {row.record for row in listing.leaving}
    reads.note_list("emergency openings", shown, by=actor, at=now, owners=[actor.organisation])
    if file := download(request, listing, "Emergency openings", now):
        return file
    return render(request, "core/breakglass/pages/log.jinja", {"listing": listing})


@require_http_methods(["GET", "HEAD", "POST"])
@opens("CLA", "b", level=3)
def judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say whether an opening was justified."""
    opening = queries.get_to_judge(request.actor, public_id)
    reads.note_read(opening.restricted, by=request.actor, at=timezone.now(), owner=opening.owner)
    return answer(
        request,
        forms.Finding(posted(request), initial={"version": opening.version}),
        lambda typed: operations.judge(
            opening=opening,
            version=typed["version"],
            is_justified=typed["verdict"] == "yes",
            finding=typed["finding"],
            by=request.actor,
            at=timezone.now(),
        ),
        template="core/breakglass/pages/judge.jinja",
        context={"opening": opening},
        done="The opening is judged",
        to=lambda _: reverse("core:breakglass_log"),
    )
