"""Pages of the register of organisations."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.organisations import forms, operations, queries
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag


def _address(organisation: Organisation) -> str:
    return reverse("core:organisations_show", args=[organisation.public_id])


def _status(today: date) -> Callable[[Organisation], Tag]:
    def status(organisation: Organisation) -> Tag:
        return Tag("Closed" if organisation.closed_on and organisation.closed_on < today else "Open")

    return status


def _columns(today: date) -> list[Column]:
    return [
        Column("name", "Name", lambda o: Link(o.name, _address(o)), sort="name"),
        Column("kind", "Kind", "kind.name", sort="kind__name"),
        Column("opened", "Opened", "opened_on", sort="opened_on"),
        Column("closed", "Closed", "closed_on", sort="closed_on", missing="No"),
        Column("status", "Status", _status(today)),
    ]


@require_safe
@opens("ORG", "r")
def register(request: HttpRequest) -> HttpResponse:
    """List the organisations in reach: our own, our areas, those under contract and our members."""
    found = queries.organisations(request.actor)
    kinds = sorted(set(found.values_list("kind__key", "kind__name").order_by()), key=lambda kind: kind[1])
    listing = Listing(
        request,
        found,
        _columns(request.actor.today),
        filters=[Filter("kind", "Kind", kinds, field="kind__key")],
        search=["name"],
        default_sort="name",
        noun=("organisation", "organisations"),
    )
    if file := download(request, listing, "Organisations", timezone.now()):
        return file
    context = {"listing": listing, "may_write": queries.keeps_register(request.actor)}
    return render(request, "core/organisations/pages/register.jinja", context)


@require_safe
@opens("ORG", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one organisation as at a day: names, codes, relations, successions, areas, members and contracts."""
    organisation = queries.known(request.actor, public_id)
    day = _day(request)
    contracts = queries.contracts_with(request.actor, organisation)
    ours = {each.pk for each in queries.ours(request.actor)}
    return render(
        request,
        "core/organisations/pages/show.jinja",
        {
            "organisation": organisation,
            "day": day,
            "summary": _summary(organisation, day),
            "standing": queries.standing(organisation, day),
            "contracts": contracts,
            "changeable": {c.public_id for c in contracts if {c.commissioner_id, c.organisation_id} & ours},
            "may_write": queries.keeps_register(request.actor),
        },
    )


def _day(request: HttpRequest) -> date:
    """Return the day asked for in the address, or today where none or nonsense is asked for."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return request.actor.today


def _summary(organisation: Organisation, day: date) -> list[dict[str, object]]:
    population = f"{organisation.population_qualifier} {words.number(organisation.population)}".strip()
    as_at = (
        f" as at {organisation.population_as_at}" if organisation.population_as_at else ", date not stated"
    )
    pairs = [
        ("Kind", organisation.kind.name),
        ("Name on that day", queries.name_on(organisation, day)),
        ("Opened", words.day(organisation.opened_on)),
        ("Closed", words.day(organisation.closed_on) if organisation.closed_on else "No"),
        ("Population", population + as_at if organisation.population is not None else ""),
    ]
    return [{"key": key, "value": value} for key, value in pairs if value]


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w", over=queries.KEEPS)
def begin(request: HttpRequest) -> HttpResponse:
    """Register an organisation or an area."""
    kinds = queries.kinds()
    return answer(
        request,
        forms.Begin(posted(request), kinds=[(kind.key, kind.name) for kind in kinds]),
        lambda given: _begin(request, **given),
        template="core/organisations/pages/begin.jinja",
        context={},
        done="Organisation registered",
        to=_address,
    )


def _begin(request: HttpRequest, *, kind: str, ods: str, **facts) -> Organisation:
    codes = [("ODS", ods)] if ods else []
    return operations.open_organisation(kind=queries.kind(kind), codes=codes, **facts, **_who(request))


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w", over=queries.KEEPS)
def rename(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give an organisation a new name from a day; the old one stays for its days."""
    organisation = queries.get_organisation(request.actor, public_id, operations.WRITE)
    return answer(
        request,
        forms.Rename(posted(request)),
        lambda given: operations.rename(organisation=organisation, **given, **_who(request)),
        template="core/organisations/pages/rename.jinja",
        context={"organisation": organisation},
        done="New name kept",
        to=_address,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w", over=queries.KEEPS)
def relate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how an organisation stands to another."""
    organisation = queries.known(request.actor, public_id, operations.WRITE)
    bodies = queries.choices(request.actor)
    return answer(
        request,
        forms.Relate(posted(request), bodies=queries.as_options(bodies)),
        lambda given: operations.relate(
            child=organisation, **given | {"parent": bodies[given["parent"]]}, **_who(request)
        ),
        template="core/organisations/pages/relate.jinja",
        context={"organisation": organisation},
        done="Relation kept",
        to=lambda _: _address(organisation),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w", over=queries.KEEPS)
def succeed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record who took over from an organisation."""
    organisation = queries.get_organisation(request.actor, public_id, operations.WRITE)
    bodies = queries.choices(request.actor)
    return answer(
        request,
        forms.Succeed(posted(request), bodies=queries.as_options(bodies)),
        lambda given: operations.succeed(
            predecessor=organisation, **given | {"successor": bodies[given["successor"]]}, **_who(request)
        ),
        template="core/organisations/pages/succeed.jinja",
        context={"organisation": organisation},
        done="Succession recorded",
        to=lambda _: _address(organisation),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w", over=queries.KEEPS)
def contract(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record a contract with a provider."""
    organisation = queries.known(request.actor, public_id, operations.WRITE)
    bodies = queries.choices(request.actor)
    leads = {key: o for key, o in bodies.items() if o.kind.is_commissioner}
    parts = ("commissioner", "assurance_lead")
    return answer(
        request,
        forms.Contract(posted(request), bodies=queries.as_options(leads)),
        lambda given: operations.sign_contract(
            provider=organisation,
            **given | {name: leads.get(given[name]) for name in parts},
            **_who(request),
        ),
        template="core/organisations/pages/contract.jinja",
        context={"organisation": organisation},
        done="Contract recorded",
        to=lambda _: _address(organisation),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w", over=queries.KEEPS)
def line(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a line to a contract's safeguarding schedule."""
    found = queries.get_contract(request.actor, public_id, operations.WRITE)
    return answer(
        request,
        forms.Line(posted(request)),
        lambda given: operations.add_schedule_line(contract=found, **given, **_who(request)),
        template="core/organisations/pages/line.jinja",
        context={"contract": found},
        done="Line added to the schedule",
        to=lambda _: _address(found.provider),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w", over=queries.KEEPS)
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once, then end a contract on a day."""
    found = queries.get_contract(request.actor, public_id, operations.WRITE)
    return answer(
        request,
        forms.End(posted(request), initial={"ends_on": found.ends_on}),
        lambda given: operations.end_contract(contract=found, **given, **_who(request)),
        template="core/organisations/pages/end.jinja",
        context={"contract": found},
        done="The contract's last day is kept",
        to=lambda _: reverse("core:organisations_register"),  # the provider itself may be out of reach now
    )


def _who(request: HttpRequest) -> dict[str, object]:
    return {"by": request.actor, "at": timezone.now()}
