"""Pages of events held and supervision offered."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.act.supervision import forms, operations, queries
from safeguarding.act.supervision.models import Event
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.audit.queries import history
from safeguarding.core.organisations import queries as organisations
from safeguarding.kit import when
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link

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
    return answer(
        request,
        forms.Entry(posted(request), bodies=organisations.as_options(known)),
        lambda given: operations.record_event(
            facts=_facts(given, known), by=request.actor, at=timezone.now()
        ),
        template="act/supervision/pages/add.jinja",
        context={},
        done="Event entered",
        to=_address,
    )


def _facts(given: dict, known: dict) -> dict[str, object]:
    return given | {"host": known.get(given["host"])}


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ACT", "w")
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what the register says of an event, with a reason."""
    event = queries.get_event(request.actor, public_id, WRITE)
    known = organisations.choices(request.actor)
    form = forms.Correction(posted(request), bodies=organisations.as_options(known), initial=_stored(event))
    return answer(
        request,
        form,
        lambda given: operations.correct_event(
            event=event,
            version=given.pop("version"),
            reason=given.pop("reason"),
            changes=_facts(given, known),
            by=request.actor,
            at=timezone.now(),
        ),
        template="act/supervision/pages/correct.jinja",
        context={"event": event},
        done="Event changed",
        to=lambda _: _address(event),
    )


def _stored(event: Event) -> dict[str, object]:
    stored = {name: getattr(event, name) for name in operations.FACTS} | {"version": event.version}
    lists = {name: "\n".join(stored[name]) for name in forms.LISTS}
    return stored | lists | {"host": str(event.host.public_id) if event.host else ""}


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ACT", "w")
def say(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep what somebody who came said, without who it was."""
    event = queries.get_event(request.actor, public_id, WRITE)
    return answer(
        request,
        forms.Feedback(posted(request), initial={"version": event.version}),
        lambda given: operations.add_feedback(event=event, **given, by=request.actor, at=timezone.now()),
        template="act/supervision/pages/say.jinja",
        context={"event": event},
        done="Feedback kept",
        to=lambda _: _address(event),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ACT", "r", post="w")
def offers(request: HttpRequest) -> HttpResponse:
    """Show the supervision offered to groups of staff, and note more of it."""
    actor = request.actor
    return answer(
        request,
        forms.Supervision(posted(request)),
        lambda given: _offer(request, given),
        template="act/supervision/pages/offers.jinja",
        context=lambda: {"rows": _offered(actor), "may_write": may(actor, WRITE, actor.organisation)},
        done="Supervision noted",
        to=lambda _: reverse("act:supervision_offers"),
    )


def _offered(actor: Actor) -> list[list[object]]:
    lines = [queries.offer_line(offer) for offer in queries.offers(actor)]
    return [[line.group, line.formality, words.listed(line.modes), line.period] for line in lines]


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
