"""Pages of the register of organisations."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.organisations import forms, operations, queries
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.tags import Link, Tag
from safeguarding.kit.refusals import Refused


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
    keeps = may_anywhere(request.actor, operations.WRITE)
    return render(
        request, "core/organisations/pages/register.jinja", {"listing": listing, "may_write": keeps}
    )


@require_safe
@opens("ORG", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one organisation as at a day: names, codes, relations, successions, areas, members and contracts."""
    organisation = queries.known(request.actor, public_id)
    day = _day(request)
    return render(
        request,
        "core/organisations/pages/show.jinja",
        {
            "organisation": organisation,
            "day": day,
            "summary": _summary(organisation, day),
            "standing": queries.standing(organisation, day),
            "contracts": queries.contracts_with(request.actor, organisation),
            "may_write": may_anywhere(request.actor, operations.WRITE),
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
@opens("ORG", "w")
def begin(request: HttpRequest) -> HttpResponse:
    """Register an organisation or an area."""
    kinds = queries.kinds()
    form = forms.Begin(_typed(request), kinds=[(kind.key, kind.name) for kind in kinds])

    def save() -> Organisation:
        typed = dict(form.cleaned_data)
        ods, kind = typed.pop("ods"), typed.pop("kind")
        return operations.open_organisation(
            kind=queries.kind(kind), codes=[("ODS", ods)] if ods else [], **typed, **_who(request)
        )

    saved = _save(request, form, save, "Organisation registered")
    return saved or render(request, "core/organisations/pages/begin.jinja", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w")
def rename(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give an organisation a new name from a day; the old one stays for its days."""
    organisation = queries.get_organisation(request.actor, public_id, operations.WRITE)
    form = forms.Rename(_typed(request))

    def save() -> Organisation:
        return operations.rename(organisation=organisation, **form.cleaned_data, **_who(request))

    saved = _save(request, form, save, "New name kept")
    return saved or render(request, "core/organisations/pages/rename.jinja", _about(organisation, form))


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w")
def relate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how an organisation stands to another."""
    organisation = queries.known(request.actor, public_id, operations.WRITE)
    bodies = queries.choices(request.actor)
    form = forms.Relate(_typed(request), bodies=queries.as_options(bodies))

    def save() -> Organisation:
        typed = form.cleaned_data | {"parent": bodies[form.cleaned_data["parent"]]}
        operations.relate(child=organisation, **typed, **_who(request))
        return organisation

    saved = _save(request, form, save, "Relation kept")
    return saved or render(request, "core/organisations/pages/relate.jinja", _about(organisation, form))


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w")
def succeed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record who took over from an organisation."""
    organisation = queries.get_organisation(request.actor, public_id, operations.WRITE)
    bodies = queries.choices(request.actor)
    form = forms.Succeed(_typed(request), bodies=queries.as_options(bodies))

    def save() -> Organisation:
        typed = form.cleaned_data | {"successor": bodies[form.cleaned_data["successor"]]}
        operations.succeed(predecessor=organisation, **typed, **_who(request))
        return organisation

    saved = _save(request, form, save, "Succession recorded")
    return saved or render(request, "core/organisations/pages/succeed.jinja", _about(organisation, form))


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "w")
def contract(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record a contract with a provider."""
    organisation = queries.known(request.actor, public_id, operations.WRITE)
    bodies = queries.choices(request.actor)
    leads = {key: o for key, o in bodies.items() if o.kind.is_commissioner}
    form = forms.Contract(_typed(request), bodies=queries.as_options(leads))

    def save() -> Organisation:
        parts = {name: leads.get(form.cleaned_data[name]) for name in ("commissioner", "assurance_lead")}
        operations.sign_contract(provider=organisation, **form.cleaned_data | parts, **_who(request))
        return organisation

    saved = _save(request, form, save, "Contract recorded")
    return saved or render(request, "core/organisations/pages/contract.jinja", _about(organisation, form))


def _typed(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _who(request: HttpRequest) -> dict[str, object]:
    return {"by": request.actor, "at": timezone.now()}


def _about(organisation: Organisation, form) -> dict[str, object]:
    return {"organisation": organisation, "form": form}


def _save(request: HttpRequest, form, save: Callable[[], Organisation], said: str) -> HttpResponse | None:
    """Do one operation with a valid form and go to the organisation, or put the refusal on the form."""
    if not form.is_valid():
        return None
    try:
        organisation = save()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, said)
    return redirect("core:organisations_show", organisation.public_id)
