"""One's own sign-in: account, name, sessions, and the way to a second factor."""

from datetime import UTC, datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access import role_names
from safeguarding.core.access.queries import holdings
from safeguarding.core.access.routes import signed_in, stepped_up
from safeguarding.core.cover.queries import covering
from safeguarding.core.signin import forms, operations, queries
from safeguarding.core.signin import kept as keeping
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted


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
    furniture = {"acting": None, "navigation": []}
    if not queries.has_second_factor(request.user):
        return render(request, "core/signin/pages/second_factor.jinja", furniture | {"choosing": True})
    logout(request)
    return render(request, "core/signin/pages/second_factor.jinja", furniture)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Show one's own account; sending the form signs one out everywhere else."""
    if request.method == "POST":
        ended = operations.end_other_sessions(
            keep=request.session.session_key, by=request.actor, at=timezone.now()
        )
        messages.success(request, f"Signed out of {ended} other {'place' if ended == 1 else 'places'}")
        return redirect("core:signin_account")
    held = holdings(request.user, request.actor.today)
    context = {
        "roles": [(holding.organisation.name, role_names.in_words(holding.role)) for holding in held],
        "tries": [
            [words.moment(each.at), each.get_outcome_display(), each.ip or "Not recorded"]
            for each in queries.tries(request.user)
        ],
        "covering": covering(request.user, request.actor.today),
        "factors": queries.factors(request.user),
        "links": queries.links(request.user),
        "sessions": queries.sessions(request.user),
        "here": request.session.session_key,
    }
    return render(request, "core/signin/pages/account.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def name(request: HttpRequest) -> HttpResponse:
    """Change one's own name."""
    return answer(
        request,
        forms.Name(posted(request), initial={"name": request.user.name}),
        lambda given: operations.rename(**given, by=request.actor, at=timezone.now()),
        template="core/signin/pages/name.jinja",
        context={},
        done="Your name is changed",
        to=_account,
    )


def _account(_: object) -> str:
    return reverse("core:signin_account")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether one of one's own sessions should end, then end it."""
    session = queries.get_session(request.user, pk)
    if request.method == "POST":
        operations.end_session(session=session, by=request.actor, at=timezone.now())
        messages.success(request, "That session is ended")
        return redirect("core:signin_account")
    return render(request, "core/signin/pages/end_session.jinja", {"session": session})


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
@signed_in
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether one of one's own passkeys should go, then take it away."""
    passkey = queries.get_passkey(request.user, pk)
    return answer(
        request,
        Form(posted(request)),
        lambda _: operations.remove_passkey(
            passkey=passkey, keep=request.session.session_key, by=request.actor, at=timezone.now()
        ),
        template="core/signin/pages/remove_passkey.jinja",
        context={"passkey": passkey},
        done="The passkey is taken away",
        to=_account,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
@signed_in
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether another organisation's sign-in should let one in no longer, then take the link away."""
    identity = queries.get_identity(request.user, pk)
    if request.method == "POST":
        operations.unlink(
            identity=identity, keep=request.session.session_key, by=request.actor, at=timezone.now()
        )
        messages.success(request, "The link is taken away")
        return redirect("core:signin_account")
    return render(request, "core/signin/pages/unlink.jinja", {"identity": identity})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def kept(request: HttpRequest) -> HttpResponse:
    """Give somebody back what they typed when the form could not be taken; sending this page throws it away."""
    form = keeping.waiting(request)
    if form is None or request.method == "POST":
        keeping.forget(request)
        return redirect("report:dashboards_home")
    place = request.actor.organisation
    other = form["acting"] and form["acting"] != str(place.public_id if place else "")
    meant = next((o for o in request.organisations if str(o.public_id) == form["acting"]), None)
    before = datetime.fromtimestamp(form["sent_at"], UTC) if "sent_at" in form else None
    context = {"kept": form, "other": other, "meant": meant, "carried_on": keeping.CARRIED_ON}
    context |= {"sent_before": before}
    return render(request, "core/signin/pages/kept.jinja", context)
