"""Pages of the register of visits, inspections and peer reviews."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.assure.visits import forms, operations, queries
from safeguarding.assure.visits.models import Visit
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.audit.queries import history
from safeguarding.core.organisations import queries as organisations
from safeguarding.kit import when
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.tags import Link, Tag
from safeguarding.kit.refusals import Refused

WRITE = Permission("VIS", "w")


def _address(visit: Visit) -> str:
    return reverse("assure:visits_show", args=[visit.public_id])


COLUMNS = [
    Column("about", "Organisation", lambda v: Link(v.about.name, _address(v)), sort="about__name"),
    Column("kind", "Kind", "get_kind_display", sort="kind"),
    Column("inspector", "By", "inspector.name", sort="inspector__name", missing="Not stated"),
    Column("on", "When", lambda v: when.words(v.on), sort="on"),
    Column("state", "State", lambda v: Tag(v.get_state_display()), sort="state"),
    Column("focus", "Focus", "focus", sort="focus", missing="Not stated"),
    Column("rating", "Rating", "get_rating_display", sort="rating", missing="Not rated"),
    Column(
        "priorities",
        "Priority areas",
        "priority_areas",
        sort="priority_areas",
        numeric=True,
        missing="Not stated",
    ),
]


@require_safe
@opens("VIS", "r")
def register(request: HttpRequest) -> HttpResponse:
    """List the visits, done and planned."""
    listing = Listing(
        request,
        queries.visits(request.actor),
        COLUMNS,
        filters=[Filter("kind", "Kind", Visit.Kind.choices), Filter("state", "State", Visit.State.choices)],
        search=["about__name", "inspector__name", "focus"],
        noun=("visit", "visits"),
    )
    if file := download(request, listing, "Visits", timezone.now()):
        return file
    writes = may(request.actor, WRITE, request.actor.organisation)
    return render(request, "assure/visits/pages/register.jinja", {"listing": listing, "may_write": writes})


@require_safe
@opens("VIS", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one visit with what it found, what follows and what was changed about it."""
    visit = queries.get_visit(request.actor, public_id)
    found = [[finding.get_kind_display(), finding.text] for finding in queries.findings(visit)]
    return render(
        request,
        "assure/visits/pages/show.jinja",
        {
            "visit": visit,
            "summary": _summary(visit),
            "findings": found,
            "events": history(request.actor, visit),
            "may_write": may(request.actor, WRITE, visit.organisation),
        },
    )


def _summary(visit: Visit) -> list[dict[str, object]]:
    areas = "Not stated" if visit.priority_areas is None else words.number(visit.priority_areas)
    pairs = [
        ("Visited by", visit.inspector.name if visit.inspector else "Not stated"),
        ("When", when.words(visit.on)),
        ("Focus", visit.focus),
        ("Themes", words.listed(visit.themes)),
        ("Methods", visit.methods),
        ("Framework", visit.edition),
        ("Rating", visit.get_rating_display()),
        ("Least rating aimed for", visit.get_wanted_rating_display()),
        ("Next one due", when.words(visit.next_due)),
        ("Priority areas for action", areas if visit.state == Visit.State.DONE else ""),
        ("What they saw", visit.summary),
        ("What follows", visit.follow_up),
        ("Followed up by", visit.follow_up_body),
        ("Source", visit.source),
    ]
    return [{"key": key, "value": value} for key, value in pairs if value]


@require_http_methods(["GET", "HEAD", "POST"])
@opens("VIS", "w")
def add(request: HttpRequest) -> HttpResponse:
    """Enter a visit, done or planned, of any body."""
    known = organisations.choices(request.actor)
    typed = request.POST if request.method == "POST" else None
    form = forms.New(typed, bodies=organisations.as_options(known))
    if form.is_valid():
        about = known[form.cleaned_data.pop("about")]
        try:
            visit = operations.record_visit(
                about=about, facts=_facts(form, known), by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Visit entered")
            return redirect("assure:visits_show", visit.public_id)
    return render(request, "assure/visits/pages/add.jinja", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@opens("VIS", "w")
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what the register says of a visit, with a reason; the history keeps what it said."""
    visit = queries.get_visit(request.actor, public_id, WRITE)
    known = organisations.choices(request.actor)
    form = forms.Correction(
        request.POST if request.method == "POST" else None,
        bodies=organisations.as_options(known),
        initial=_stored(visit),
    )
    if form.is_valid():
        version, reason = form.cleaned_data.pop("version"), form.cleaned_data.pop("reason")
        changes = _facts(form, known)
        try:
            operations.correct_visit(
                visit=visit,
                version=version,
                changes=changes,
                reason=reason,
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Visit changed")
            return redirect("assure:visits_show", visit.public_id)
    return render(request, "assure/visits/pages/correct.jinja", {"visit": visit, "form": form})


def _stored(visit: Visit) -> dict[str, object]:
    stored = {name: getattr(visit, name) for name in operations.FACTS}
    inspector = str(visit.inspector.public_id) if visit.inspector else ""
    return stored | {"inspector": inspector, "themes": "\n".join(visit.themes), "version": visit.version}


def _facts(form, known: dict) -> dict[str, object]:
    return form.cleaned_data | {"inspector": known.get(form.cleaned_data["inspector"])}


@require_http_methods(["GET", "HEAD", "POST"])
@opens("VIS", "w")
def find(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add what a visit found."""
    visit = queries.get_visit(request.actor, public_id, WRITE)
    form = forms.Finding(
        request.POST if request.method == "POST" else None, initial={"version": visit.version}
    )
    if form.is_valid():
        try:
            operations.add_finding(visit=visit, **form.cleaned_data, by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Finding added")
            return redirect("assure:visits_show", visit.public_id)
    return render(request, "assure/visits/pages/find.jinja", {"visit": visit, "form": form})
