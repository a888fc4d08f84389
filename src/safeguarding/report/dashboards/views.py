"""The first page that each person sees, and the directory of all that they may open."""

from uuid import UUID

from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from safeguarding.collect import api as collect
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import opens, signed_in
from safeguarding.core.audit.downloads import download
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.restricted import watching
from safeguarding.kit.forms import clean
from safeguarding.kit.forms.lists import LONGEST_SEARCH, Column, Listing
from safeguarding.kit.pages.tags import Link
from safeguarding.report.dashboards import cards, profile, queries, searching


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due, late and waiting for whoever asks."""
    actor = request.actor
    if actor.organisation is None:
        return redirect("core:access_choose")
    asks = may_anywhere(actor, Permission("VAL", "r"))
    # An executive signs what others write, and so must find it here as well.
    answers = any(may_anywhere(actor, Permission("SELF", verb)) for verb in "wa")
    return render(
        request,
        "report/dashboards/pages/home.jinja",
        {
            "tiles": cards.cards(actor),
            "waiting": collect.returns_waiting(actor) if asks else [],
            "owed": collect.returns_next(actor) if answers else [],
            "asks": asks,
            "answers": answers,
            "directory": queries.directory(actor),
        },
    )


@require_safe
@signed_in
def directory(request: HttpRequest) -> HttpResponse:
    """List every part of the product that opens for this person."""
    if request.actor.organisation is None:
        return redirect("core:access_choose")
    return render(
        request, "report/dashboards/pages/directory.jinja", {"directory": queries.directory(request.actor)}
    )


@require_safe
@opens("CAM", "r")
def providers(request: HttpRequest) -> HttpResponse:
    """List the organisations of which this person may know the returns."""
    listing = Listing(
        request,
        profile.providers(request.actor),
        [
            Column("name", "Provider", _named, sort="name"),
            Column("kind", "Kind", "kind.name", sort="kind__name"),
        ],
        search=("name",),
        default_sort="name",
        noun=("provider", "providers"),
    )
    if file := download(request, listing, "Providers", timezone.now()):
        return file
    return render(request, "report/dashboards/pages/providers.jinja", {"listing": listing})


def _named(provider: Organisation) -> Link:
    return Link(provider.name, reverse("report:dashboards_provider", args=[provider.public_id]))


@require_safe
@opens("CAM", "r")
def provider(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one provider: what it is asked, says, is found to be and does, as far as this person may read it."""
    found = get_object_or_404(profile.providers(request.actor), public_id=public_id)
    context = {"provider": found, "parts": profile.parts(request.actor, found)}
    return render(request, "report/dashboards/pages/provider.jinja", context)


@require_safe
@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """Find records by words in their titles, among those that this person may see."""
    if request.actor.organisation is None:
        return redirect("core:access_choose")
    if stopped := watching.stop_if_searching(request, timezone.now()):
        return stopped
    try:
        wanted = clean.one_line(request.GET.get("q", "")[:LONGEST_SEARCH])
    except ValidationError as wrong:
        raise BadRequest("The search holds characters that cannot be searched for") from wrong
    context = {"wanted": wanted, "found": searching.found(request.actor, wanted)}
    return render(request, "report/dashboards/pages/search.jinja", context)
