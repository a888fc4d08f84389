"""Pages about who acts for whom."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access import queries
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
        {"organisations": list(organisations.values()), "error": request.method == "POST"},
    )


@require_safe
@signed_in
def second_factor(request: HttpRequest) -> HttpResponse:
    """
    Bring somebody who signed in with a password alone to a second factor.

    Without one they set it up. With one (they have just set it up) they sign in again, so that the factor is proved by
    use and no session stays that was opened by a password alone.
    """
    if not request.user.is_authenticated:
        return redirect("account_login")
    if not queries.has_second_factor(request.user):
        return redirect("mfa_activate_totp")
    logout(request)
    return render(request, "core/access/pages/second_factor.jinja", {"acting": None, "navigation": []})
