"""
Keeps what somebody typed when the form could not be taken: they were signed out meanwhile, had to prove a factor again,
had begun to act for another organisation in another tab, or had sent the same words a few minutes before.

It lies in the browser's session on our side, for an hour, and is shown to the person who typed it and to nobody else. What
they sent is not done: a page says so, and they press the button again.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from safeguarding.core.signin.accounts import again
from safeguarding.kit.pages import failures

KEPT = "kept_form"
CARRIED_ON = "kept"  # the field by which the page says that the text is on its way again
ACTING = "acting"  # the field that says for which organisation a form was opened
SECONDS = 60 * 60
LARGEST = 1_000_000  # characters
NOT_KEPT = {"csrfmiddlewaretoken", CARRIED_ON}
BY_SCRIPT = "X-Autosave"
NOT_FOR_THIS = 412  # the answer to a script whose page was opened for another organisation


def take(request: HttpRequest) -> dict | None:
    """Return what may be kept of the form that was sent; a password never is."""
    if request.method != "POST" or request.path.startswith("/account/") or not request.user.is_authenticated:
        return None
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if name not in NOT_KEPT
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > LARGEST:
        return None
    return {
        "user": request.user.pk,
        "path": request.get_full_path(),
        "fields": fields,
        "acting": request.POST.get(ACTING, ""),
        "files": bool(request.FILES),
        "at": timezone.now().timestamp(),
    }


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """End a session that is over, keep what was typed, and lead through the sign-in back to it."""
    kept = take(request)
    request.session.flush()
    if by_script(request):
        return _cleared(HttpResponse(status=401))
    if kept:
        request.session[KEPT] = kept
    onward = reverse("core:signin_kept") if kept else request.get_full_path()
    return _cleared(redirect(f"{settings.LOGIN_URL}?{urlencode({'next': onward})}"))


def leaves_nothing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have the browser forget what it was shown when somebody signs out: the next at a ward's computer is another."""

    @wraps(view)
    def sign_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        was_in = request.user.is_authenticated
        response = view(request, *args, **kwargs)
        return _cleared(response) if was_in and not request.user.is_authenticated else response

    return sign_out


def _cleared(response: HttpResponse) -> HttpResponse:
    """Ask the browser to drop its copies (OWASP ASVS 5.0, V14.3.1); the cookie of the session is taken back by itself."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def prove_again(request: HttpRequest) -> HttpResponse:
    """Lead through a proof of the second factor back to the page, or to what was typed on it."""
    return redirect(again(request, _kept_page(request) or request.get_full_path()))


def is_for_another_organisation(request: HttpRequest) -> bool:
    """Test whether the form was opened while its person acted for another organisation than now."""
    meant = request.POST.get(ACTING) if request.method == "POST" else None
    place = request.actor.organisation
    return bool(meant) and meant != str(place.public_id if place else "")


def another_organisation(request: HttpRequest) -> HttpResponse:
    """Do nothing with the form, keep it, and say for whom it was."""
    if by_script(request):
        return HttpResponse(status=NOT_FOR_THIS)
    return redirect(_kept_page(request) or reverse("core:access_choose"))


def sent_already(request: HttpRequest, answer: str, at: datetime) -> HttpResponse:
    """
    Do nothing with a form that says what its person sent a little while ago, and ask whether they mean it once more.

    :param answer: where the first sending led.
    """
    page = _kept_page(request)
    if not page:
        return redirect(answer)
    request.session[KEPT] |= {"led_to": answer, "sent_at": at.timestamp()}
    return redirect(page)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """
    Answer a form whose token against forgery is not this session's (CSRF_FAILURE_VIEW).

    A page of ours that was open while its person signed in again in another tab is such a form: its text is kept. What
    another site sent is refused; browsers say where a form comes from.
    """
    ours = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") == ours and not by_script(request) and (page := _kept_page(request)):
        return redirect(page)
    return failures.forbidden(request, reason=reason)


def waiting(request: HttpRequest) -> dict | None:
    """Return what is kept for this person; what was another's, or is older than an hour, is thrown away."""
    kept = request.session.get(KEPT)
    if kept is None:
        return None
    if kept["user"] != request.user.pk or timezone.now().timestamp() - kept["at"] > SECONDS:
        del request.session[KEPT]
        return None
    return kept


def forget(request: HttpRequest) -> None:
    """Throw away what is kept, because it was sent again or is not wanted."""
    request.session.pop(KEPT, None)


def by_script(request: HttpRequest) -> bool:
    """Test whether a script of the page asks; it keeps the text on the page and says what is wrong."""
    return BY_SCRIPT in request.headers


def _kept_page(request: HttpRequest) -> str:
    kept = take(request)
    if kept is None:
        return ""
    request.session[KEPT] = kept
    return reverse("core:signin_kept")
