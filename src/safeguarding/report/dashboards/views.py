"""The first page that each person sees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from safeguarding.core.access.routes import signed_in


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due, late and new for whoever asks."""
    if request.actor.organisation is None:
        return redirect("core:access_choose")
    return render(request, "report/dashboards/pages/home.jinja", {})
