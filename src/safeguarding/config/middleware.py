"""One transaction a request, one acting organisation, one gate for every page."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from safeguarding.config import kept_connection
from safeguarding.config.receiving import REFUSED
from safeguarding.core.access import context, sent_forms
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import held_and_lent, roles_at
from safeguarding.core.access.routes import Rule
from safeguarding.core.audit.reads import NotRecorded
from safeguarding.core.restricted import gate, probing
from safeguarding.core.signin import kept
from safeguarding.core.signin.accounts import assurance
from safeguarding.core.signin.queries import BEGAN, stepped_up
from safeguarding.kit.pages import failures

Respond = Callable[[HttpRequest], HttpResponse]
# Pages of the accounts library: they check the person themselves.
NO_SENSORS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
ACTING = "acting"  # in the session: the row-security context of its last page
SENT_BACK = {"TRACE", "TRACK", "CONNECT"}  # would show a script what the browser keeps from it
ACCOUNT_PAGES = ("/account/", "/core/signin/second-factor/")


def alive(get_response: Respond) -> Respond:
    """Answer a load balancer at /healthz before anything else: the process stands and reaches its database, no more."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path != "/healthz":
            return get_response(request)
        try:
            with connection.cursor() as cursor:
                cursor.execute("select 1")
        except DatabaseError:
            return HttpResponse("no\n", content_type="text/plain; charset=utf-8", status=503)
        return HttpResponse("yes\n", content_type="text/plain; charset=utf-8")

    return respond


def turned_away(get_response: Respond) -> Respond:
    """Answer a request that was not taken in, or asks to be sent back, before anything else looks at it."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method in SENT_BACK:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        status = request.META.get(REFUSED)
        return failures.not_taken_in(status) if status else get_response(request)

    return respond


class ContentPolicy(CSPMiddleware):
    """Adds the content policy of the settings, which is built once; what an answer changes in it is built for that answer."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Put the policy on an answer that has none."""
        if hasattr(request, "_csp_nonce") or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._usual)
        return response

    @cached_property
    def _usual(self) -> str:
        return build_policy()


def headers(get_response: Respond) -> Respond:
    """Add the headers that every answer carries; nothing of ours is kept by a cache unless a page says so."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NO_SENSORS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response:
            add_never_cache_headers(response)
            response.headers["Cache-Control"] = "no-store"
        return response

    return respond


def one_transaction(get_response: Respond) -> Respond:
    """Do everything that a request does in one transaction, and undo all of it when the request fails."""

    def respond(request: HttpRequest) -> HttpResponse:
        kept_connection.trust_if_just_heard()
        with transaction.atomic():
            response = get_response(request)
            if response.status_code >= 500 or getattr(request, "failed", False):
                transaction.set_rollback(True)
        kept_connection.heard()
        return response

    return respond


def misses(get_response: Respond) -> Respond:
    """Count the addresses of records that a person tries in vain, when what the request did has been undone."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if probing.is_miss(request, response):
            probing.count_miss(request, timezone.now())
        return response

    return respond


class Gate:
    """Settles who asks, for which organisation, and whether the page opens for them at all."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the request its actor and tell the database for whom it works."""
        now = timezone.now()
        if _over(request, now):
            return kept.sign_in_again(request)
        request.actor = _actor(request, timezone.localdate(now))
        response = self.get_response(request)
        rule = getattr(request, "rule", None)
        if rule and not gate.was_noted(rule, response):
            request.failed = True
            return failures.unavailable(request)
        if not getattr(request, "failed", False):
            sent_forms.close(
                request, response.headers.get("Location") if response.status_code == 302 else None
            )
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: list, kwargs: dict
    ) -> HttpResponseBase | None:
        """Open the page, or answer as its rule says: sign in, choose an organisation, 403 or the 404 of an unknown."""
        rule: Rule | None = getattr(view, "rule", None)
        if request.path.startswith(ACCOUNT_PAGES) or (rule and rule.word == "public"):
            return None
        if not request.user.is_authenticated:
            return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
        if assurance(request) != "two-factor":
            return redirect("core:signin_second-factor")
        if rule is None:
            raise Http404
        if rule.word != "signed-in":
            if kept.is_for_another_organisation(request):
                return kept.another_organisation(request)
            if request.actor.organisation is None:
                return redirect("core:access_choose")
            if not rule.lets(request.actor.roles, request.method):
                # A page about one record must not say that the record exists.
                raise Http404 if kwargs else PermissionDenied
            rule = gate.of_its_record(request, rule)
        if rule.step_up and not stepped_up(request, timezone.now()):
            return kept.prove_again(request)
        if kept.CARRIED_ON in request.POST:
            kept.forget(request)
        request.rule = rule
        if first := gate.ask_first(request, rule):
            return first
        return _sent_before(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Mark the request as failed, so that its transaction is undone; without its audit record nothing is shown."""
        request.failed = True
        return failures.unavailable(request) if isinstance(exception, NotRecorded) else None


def _over(request: HttpRequest, now: datetime) -> bool:
    """Test whether a session has lasted twelve hours, or has seen no request for thirty minutes."""
    if not request.user.is_authenticated:
        return False
    moment, session = now.timestamp(), request.session
    began = session.setdefault(BEGAN, moment)
    last = session.get("seen", began)
    if moment - began > settings.LONGEST_SESSION_SECONDS or moment - last > settings.IDLE_SECONDS:
        return True
    # Written once a minute, not once a request: a save should not pay for it.
    if moment - last > 60:
        session["seen"] = moment
    return False


def _actor(request: HttpRequest, today) -> Actor:
    """
    Return the person acting for the organisation chosen at sign-in, for as long as they hold a role there.

    The database is told for whom it works in one statement before the roles are read, as the session remembers it, and
    in a second one only when the roles say otherwise: no page is drawn before the two agree.
    """
    if not request.user.is_authenticated:
        actor = Actor.nobody(today)
        context.set_context(context.values(actor))
        return actor
    remembered = _as_remembered(request, today)
    context.set_context(remembered)
    actor = _as_held(request, today)
    if context.values(actor) != remembered:
        context.set_context(context.values(actor))
        request.session[ACTING] = context.values(actor)[:3]
    return actor


def _as_remembered(request: HttpRequest, today) -> list[str]:
    """Return the context of this session's last page; one of a person alone, who reads their roles and no more."""
    person = str(request.user.pk)
    organisation, user, level = request.session.get(ACTING) or ["", person, "0"]
    return (
        [organisation, user, level, today.isoformat()]
        if user == person
        else ["", person, "0", today.isoformat()]
    )


def _as_held(request: HttpRequest, today) -> Actor:
    held = held_and_lent(request.user, today)
    own = [holding for holding in held if holding.user_id == request.user.pk]
    organisations = {holding.organisation.public_id: holding.organisation for holding in own}
    chosen = request.session.get("organisation")
    organisation = next((o for key, o in organisations.items() if str(key) == chosen), None)
    if organisation is None and len(organisations) == 1:
        organisation = next(iter(organisations.values()))
    roles = roles_at(held, request.user, organisation)
    here = [h for h in held if organisation and h.organisation_id == organisation.pk]
    request.organisations = list(organisations.values())
    return Actor(
        user=request.user,
        organisation=organisation,
        roles=roles,
        today=today,
        assurance=assurance(request),
        predecessors=frozenset(here[0].predecessors) if here else None,
    )


def _sent_before(request: HttpRequest) -> HttpResponse | None:
    """A form that was already taken answers as it did the first time; the same words under another key are asked about."""
    if kept.CARRIED_ON not in request.POST and not kept.by_script(request):
        before = sent_forms.sent_lately(request, timezone.now())
        if before is not None:
            return kept.sent_already(request, before.answer, before.sent_at)
    answer = sent_forms.answered(request)
    return redirect(answer or reverse("report:dashboards_home")) if answer is not None else None
