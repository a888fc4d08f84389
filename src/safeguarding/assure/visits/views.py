"""Pages of the register of visits, inspections and peer reviews."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag

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
    return answer(
        request,
        forms.New(posted(request), bodies=organisations.as_options(known)),
        lambda given: operations.record_visit(
            about=known[given.pop("about")],
            facts=_facts(given, known),
            by=request.actor,
            at=timezone.now(),
        ),
        template="assure/visits/pages/add.jinja",
        context={},
        done="Visit entered",
        to=_address,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("VIS", "w")
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what the register says of a visit, with a reason; the history keeps what it said."""
    visit = queries.get_visit(request.actor, public_id, WRITE)
    known = organisations.choices(request.actor)
    form = forms.Correction(posted(request), bodies=organisations.as_options(known), initial=_stored(visit))
    return answer(
        request,
        form,
        lambda given: operations.correct_visit(
            visit=visit,
            version=given.pop("version"),
            reason=given.pop("reason"),
            changes=_facts(given, known),
            by=request.actor,
            at=timezone.now(),
        ),
        template="assure/visits/pages/correct.jinja",
        context={"visit": visit},
        done="Visit changed",
        to=lambda _: _address(visit),
    )


def _stored(visit: Visit) -> dict[str, object]:
    stored = {name: getattr(visit, name) for name in operations.FACTS}
    inspector = str(visit.inspector.public_id) if visit.inspector else ""
    return stored | {"inspector": inspector, "themes": "\n".join(visit.themes), "version": visit.version}


def _facts(given: dict, known: dict) -> dict[str, object]:
    return given | {"inspector": known.get(given["inspector"])}


@require_http_methods(["GET", "HEAD", "POST"])
@opens("VIS", "w")
def find(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add what a visit found."""
    visit = queries.get_visit(request.actor, public_id, WRITE)
    return answer(
        request,
        forms.Finding(posted(request), initial={"version": visit.version}),
        lambda given: operations.add_finding(visit=visit, **given, by=request.actor, at=timezone.now()),
        template="assure/visits/pages/find.jinja",
        context={"visit": visit},
        done="Finding added",
        to=lambda _: _address(visit),
    )
