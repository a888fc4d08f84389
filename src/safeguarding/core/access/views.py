"""Pages about who acts for whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from safeguarding.core.access.routes import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choose(request: HttpRequest) -> HttpResponse:
    """Let a person with several organisations say for which of them they act now."""
    organisations = {str(o.public_id): o for o in request.organisations}
    chosen = request.POST.get("organisation", "")
    if chosen in organisations:
        request.session["organisation"] = chosen
        return redirect("report:dashboards_home")
    return render(
        request,
        "core/access/pages/choose.jinja",
        {"organisations": organisations.values(), "error": request.method == "POST"},
    )
