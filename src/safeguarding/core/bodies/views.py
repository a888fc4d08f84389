"""Pages about bodies: their list, one body, what joins it to others, and the governance chart."""

from datetime import date
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.bodies import forms, operations, queries
from safeguarding.core.bodies.models import AssuranceInput, Body, BodyEdge, Seat
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people import queries as people
from safeguarding.core.people.forms import chosen, lines_of, options
from safeguarding.kit.forms.confirm import Confirm
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link
from safeguarding.kit.periods import known_words

PAGES = "core/bodies/pages"
WRITE = Permission("GOV", "w")
PARTS = {"seat": Seat, "edge": BodyEdge, "input": AssuranceInput}
page = require_http_methods(["GET", "HEAD", "POST"])


def _address(body: Body) -> str:
    return reverse("core:bodies_body", args=[body.public_id])


COLUMNS = (
    Column("name", "Name", lambda body: Link(body.name, _address(body)), sort="name"),
    Column("kind", "Kind", lambda body: body.get_kind_display(), sort="kind"),
    Column(
        "aliases", "Other names", lambda body: ", ".join(alias.name for alias in body.aliases.all()) or "–"
    ),
    Column("host", "Belongs to", lambda body: (body.host or body.organisation).name),
    Column("chair", "Chair", lambda body: str(body.chair_post or body.chair_organisation or "")),
    Column("starts", "Began", lambda body: known_words(body.starts_on)),
    Column("recurrence", "Meets", "recurrence"),
)


@require_safe
@opens("GOV", "r")
def bodies(request: HttpRequest) -> HttpResponse:
    """List committees, boards, partnerships and groups; a search finds a body by any of its names."""
    actor = request.actor
    listing = Listing(
        request,
        queries.bodies(actor).distinct(),
        COLUMNS,
        filters=[
            Filter("kind", "Kind", Body.Kind.choices),
            Filter("of", "Organisation", options(organisations.ours(actor)), field="organisation__public_id"),
        ],
        search=("name", "aliases__name"),
        default_sort="name",
        noun=("body", "bodies"),
    )
    if file := download(request, listing, "Bodies", timezone.now()):
        return file
    context = {"listing": listing, "may_write": may_anywhere(actor, WRITE)}
    return render(request, f"{PAGES}/bodies.jinja", context)


@require_safe
@opens("GOV", "r")
def body(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one body with its seats, its lines and what feeds it."""
    found = queries.get_body(request.actor, public_id)
    context = {
        "body": found,
        "began": known_words(found.starts_on),
        "seats": queries.seats(found),
        "edges": queries.edges_of(found),
        "inputs": [
            each for each in queries.inputs(request.actor, found.organisation) if each.body_id == found.pk
        ],
        "members": people.posts(request.actor).filter(team=found),
        "may_write": may_anywhere(request.actor, WRITE),
    }
    return render(request, f"{PAGES}/body.jinja", context)


@require_safe
@opens("GOV", "r")
def chart(request: HttpRequest) -> HttpResponse:
    """Draw the governance of our organisation, or of one that we took over from, with all of it in words beside."""
    ours = organisations.ours(request.actor)
    shown = _shown(request, ours)
    day = _day(request, shown)
    drawn = queries.governance_chart(request.actor, shown, day)
    context = {
        "organisation": shown,
        "ours": ours,
        "day": day,
        "chart": drawn,
        "svg": mark_safe(drawn.svg()),  # noqa: S308 (our own drawing: every text in it is escaped as it is drawn)
    }
    return render(request, f"{PAGES}/chart.jinja", context)


def _shown(request: HttpRequest, ours: list[Organisation]) -> Organisation:
    asked = request.GET.get("of", "")
    found = chosen(ours, asked) if asked else request.actor.organisation
    if found is None:
        raise Http404
    return found


def _day(request: HttpRequest, organisation: Organisation) -> date:
    """Return the day asked for: today, or the last day of an organisation that has closed."""
    asked = request.GET.get("on", "")
    if not asked:
        return min(request.actor.today, organisation.closed_on or request.actor.today)
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise BadRequest("That is not a day") from None


def _lists(request: HttpRequest) -> dict[str, list]:
    """What a body's form offers."""
    return {
        # Councils and police sit on and chair bodies of ours without any contract or membership between us.
        "organisations": list(organisations.choices(request.actor).values()),
        "posts": list(people.posts(request.actor)),
        "bodies": list(queries.bodies(request.actor)),
    }


def _details(given: dict, lists: dict[str, list], before: Body | None = None) -> operations.BodyDetails:
    since = given["starts_on"]
    return operations.BodyDetails(
        name=given["name"],
        kind=given["kind"],
        purposes=lines_of(given["purposes"]),
        aliases=lines_of(given["aliases"]),
        starts_on=since.text if since else before.starts_on if before else "",
        ends_on=given["ends_on"],
        recurrence=given["recurrence"],
        host=chosen(lists["organisations"], given["host"]),
        chair_post=chosen(lists["posts"], given["chair_post"]),
        chair_organisation=chosen(lists["organisations"], given["chair_organisation"]),
        predecessor=chosen(lists["bodies"], given["predecessor"]),
        on_chart=given["on_chart"],
        place=before.place if before else len(lists["bodies"]) + 1,  # the last of the register
    )


@page
@opens("GOV", "w")
def add(request: HttpRequest) -> HttpResponse:
    """Add a body to our register."""
    lists, actor = _lists(request), request.actor
    return answer(
        request,
        forms.BodyForm(posted(request), **lists),
        lambda given: operations.open_body(
            organisation=actor.organisation, details=_details(given, lists), by=actor, at=timezone.now()
        ),
        template=f"{PAGES}/add.jinja",
        context={},
        done="Body added",
        to=_address,
    )


def _as_typed(found: Body) -> dict[str, object]:
    keys = ("host", "chair_post", "chair_organisation", "predecessor")
    return {
        "name": found.name,
        "kind": found.kind,
        "aliases": "\n".join(alias.name for alias in found.aliases.all()),
        "purposes": "\n".join(found.purposes),
        "ends_on": found.ends_on,
        "recurrence": found.recurrence,
        "on_chart": found.on_chart,
        "version": found.version,
        **{key: str(getattr(found, key).public_id) for key in keys if getattr(found, key)},
    }


@page
@opens("GOV", "w")
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what a body is."""
    found, lists = queries.get_body(request.actor, public_id, WRITE), _lists(request)
    return answer(
        request,
        forms.BodyForm(posted(request), initial=_as_typed(found), **lists),
        lambda given: operations.change_body(
            body=found,
            version=given["version"] or 0,
            details=_details(given, lists, found),
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/change.jinja",
        context={"body": found},
        done="Body changed",
        to=_address,
    )


@page
@opens("GOV", "w")
def seat(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a post or an organisation a seat."""
    found, lists = queries.get_body(request.actor, public_id, WRITE), _lists(request)

    def act(given: dict) -> object:
        post = chosen(lists["posts"], given.pop("post"))
        organisation = chosen(lists["organisations"], given.pop("organisation"))
        return operations.add_seat(
            body=found, post=post, organisation=organisation, **given, by=request.actor, at=timezone.now()
        )

    return answer(
        request,
        forms.SeatForm(posted(request), organisations=lists["organisations"], posts=lists["posts"]),
        act,
        template=f"{PAGES}/seat.jinja",
        context={"body": found},
        done="Seat added",
        to=lambda _: _address(found),
    )


@page
@opens("GOV", "w")
def link(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how a body stands to another."""
    found = queries.get_body(request.actor, public_id, WRITE)
    others = [each for each in queries.bodies(request.actor) if each.pk != found.pk]
    return answer(
        request,
        forms.EdgeForm(posted(request), bodies=others),
        lambda given: operations.link(
            body=found,
            to=chosen(others, given["to"]),
            kind=given["kind"],
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/link.jinja",
        context={"body": found},
        done="Line added",
        to=lambda _: _address(found),
    )


@page
@opens("GOV", "w")
def feed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what feeds a body besides other bodies."""
    found = queries.get_body(request.actor, public_id, WRITE)
    return answer(
        request,
        forms.InputForm(posted(request)),
        lambda given: operations.feed(body=found, name=given["name"], by=request.actor, at=timezone.now()),
        template=f"{PAGES}/feed.jinja",
        context={"body": found},
        done="Added",
        to=lambda _: _address(found),
    )


@page
@opens("GOV", "w")
def remove(request: HttpRequest, part: str, pk: int) -> HttpResponse:
    """Ask once, then take a seat, a line or an input away."""
    if part not in PARTS:
        raise Http404
    found = queries.get_part(request.actor, PARTS[part], pk, WRITE)

    def act(_: dict) -> object:
        told = {"by": request.actor, "at": timezone.now()}
        if part == "seat":
            return operations.remove_seat(seat=found, **told)
        if part == "edge":
            return operations.unlink(edge=found, **told)
        return operations.stop_feeding(fed=found, **told)

    return answer(
        request,
        Confirm(posted(request)),
        act,
        template=f"{PAGES}/remove.jinja",
        context={"body": found.body, "part": {"edge": "line"}.get(part, part)},
        done="Removed",
        to=lambda _: _address(found.body),
    )
