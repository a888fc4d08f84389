"""Pages of events held and supervision offered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.act.supervision import forms, operations, queries
from safeguarding.act.supervision.models import Event
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.audit.queries import history
from safeguarding.core.organisations import queries as organisations
from safeguarding.kit import when
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.tags import Link
from safeguarding.kit.refusals import Refused

WRITE = Permission("ACT", "w")


def _address(event: Event) -> str:
    return reverse("act:supervision_show", args=[event.public_id])


COLUMNS = [
    Column("title", "Event", lambda e: Link(e.title, _address(e)), sort="title"),
    Column("kind", "Kind", "get_kind_display", sort="kind"),
    Column("held", "Held", lambda e: when.words(e.held), sort="held"),
    Column("topics", "Topics", lambda e: words.listed(e.topics), missing="None noted"),
    Column("audience", "For whom", lambda e: words.listed(e.audience), missing="Not stated"),
    Column("mode", "Mode", "get_mode_display", sort="mode"),
    Column("attended", "Attended", queries.attendance, sort="attended"),
]
STATED = [("yes", "Stated"), ("no", "Not stated")]


@require_safe
@opens("ACT", "r")
def register(request: HttpRequest) -> HttpResponse:
    """List the events, with who came where that is stated."""
    stated = Filter(
        "stated",
        "Attendance",
        STATED,
        apply=lambda rows, chosen: rows.filter(attended__isnull=chosen == "no"),
    )
    listing = Listing(
        request,
        queries.events(request.actor),
        COLUMNS,
        filters=[
            Filter("kind", "Kind", Event.Kind.choices),
            Filter("mode", "Mode", Event.Mode.choices),
            stated,
        ],
        search=["title", "series"],
        noun=("event", "events"),
    )
    if file := download(request, listing, "Events", timezone.now()):
        return file
    writes = may(request.actor, WRITE, request.actor.organisation)
    return render(request, "act/supervision/pages/register.jinja", {"listing": listing, "may_write": writes})


@require_safe
@opens("ACT", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one event, what was said of it and what was changed about it."""
    event = queries.get_event(request.actor, public_id)
    pairs = [
        ("Series", event.series),
        ("Held", when.words(event.held) + (f", {event.times} times" if event.times > 1 else "")),
        ("Topics", words.listed(event.topics)),
        ("For whom", words.listed(event.audience)),
        ("Mode", event.get_mode_display() + (", all day" if event.is_all_day else "")),
        ("Attended", queries.attendance(event)),
        ("Host", event.host.name if event.host else ""),
        ("Partners", words.listed(event.partners)),
        ("What came of it", event.led_to),
        ("Source", event.source),
    ]
    return render(
        request,
        "act/supervision/pages/show.jinja",
        {
            "event": event,
            "summary": [{"key": key, "value": value} for key, value in pairs if value],
            "feedback": queries.feedback(event),
            "events": history(request.actor, event),
            "may_write": may(request.actor, WRITE, event.organisation),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ACT", "w")
def add(request: HttpRequest) -> HttpResponse:
    """Enter an event."""
    known = organisations.choices(request.actor)
    typed = request.POST if request.method == "POST" else None
    form = forms.Entry(typed, bodies=organisations.as_options(known))
    if form.is_valid():
        try:
            event = operations.record_event(facts=_facts(form, known), by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Event entered")
            return redirect("act:supervision_show", event.public_id)
    return render(request, "act/supervision/pages/add.jinja", {"form": form})


def _facts(form, known: dict) -> dict[str, object]:
    return form.cleaned_data | {"host": known.get(form.cleaned_data["host"])}


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ACT", "w")
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what the register says of an event, with a reason."""
    event = queries.get_event(request.actor, public_id, WRITE)
    known = organisations.choices(request.actor)
    typed = request.POST if request.method == "POST" else None
    form = forms.Correction(typed, bodies=organisations.as_options(known), initial=_stored(event))
    if form.is_valid():
        version, reason = form.cleaned_data.pop("version"), form.cleaned_data.pop("reason")
        changes = _facts(form, known)
        try:
            operations.correct_event(
                event=event,
                version=version,
                changes=changes,
                reason=reason,
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Event changed")
            return redirect("act:supervision_show", event.public_id)
    return render(request, "act/supervision/pages/correct.jinja", {"event": event, "form": form})


def _stored(event: Event) -> dict[str, object]:
    stored = {name: getattr(event, name) for name in operations.FACTS} | {"version": event.version}
    lists = {name: "\n".join(stored[name]) for name in forms.LISTS}
    return stored | lists | {"host": str(event.host.public_id) if event.host else ""}


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ACT", "w")
def say(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep what somebody who came said, without who it was."""
    event = queries.get_event(request.actor, public_id, WRITE)
    typed = request.POST if request.method == "POST" else None
    form = forms.Feedback(typed, initial={"version": event.version})
    if form.is_valid():
        try:
            operations.add_feedback(event=event, **form.cleaned_data, by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Feedback kept")
            return redirect("act:supervision_show", event.public_id)
    return render(request, "act/supervision/pages/say.jinja", {"event": event, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ACT", "r", post="w")
def offers(request: HttpRequest) -> HttpResponse:
    """Show the supervision offered to groups of staff, and note more of it."""
    typed = request.POST if request.method == "POST" else None
    form = forms.Supervision(typed)
    if form.is_valid():
        try:
            _offer(request, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Supervision noted")
            return redirect("act:supervision_offers")
    lines = [queries.offer_line(offer) for offer in queries.offers(request.actor)]
    rows = [[line.group, line.formality, words.listed(line.modes), line.period] for line in lines]
    writes = may(request.actor, WRITE, request.actor.organisation)
    return render(
        request, "act/supervision/pages/offers.jinja", {"form": form if writes else None, "rows": rows}
    )


def _offer(request: HttpRequest, typed: dict) -> None:
    how = {name: name in typed["formality"] for name in ("is_formal", "is_informal")}
    operations.offer_supervision(
        group=typed["group"],
        period=typed["period"],
        modes=typed["modes"],
        **how,
        by=request.actor,
        at=timezone.now(),
    )
