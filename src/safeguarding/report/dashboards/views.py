"""The first page that each person sees, and the directory of all that they may open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from safeguarding.collect import api as collect
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import signed_in
from safeguarding.report.dashboards import cards, queries


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
