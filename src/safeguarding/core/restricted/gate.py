"""
What a page of restricted records asks before it opens: what for, and of a list that is to leave as a file, why. Its rule
asks for a second factor proved lately.

`config.middleware` calls it for every page whose rule has a level above 2. A page with a lower level has an actor whom
neither the querysets nor the database show such rows, whatever the page asks for.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from safeguarding.core.access import context, decision
from safeguarding.core.access.routes import Rule
from safeguarding.core.audit import downloads, reads
from safeguarding.core.restricted import queries, watching
from safeguarding.core.signin.queries import proved_at, stepped_up

PURPOSE = "purpose"  # in the session: {organisation: purpose}
# Why somebody reads what is about a person (Caldicott principle 1: justify the purpose).
PURPOSES = (
    ("protect", "To protect a child or an adult at risk"),
    ("review", "For a statutory review"),
    ("share", "To decide on a request for information"),
    ("supervise", "To supervise or to check the work of others"),
    ("rights", "For the rights of the person it is about, or a court"),
)


def of_its_record(request: HttpRequest, rule: Rule) -> Rule:
    """
    Return the rule of a page about one record, at the level of that record: one that was closed to its list asks for more.

    Only somebody on that list gets another rule; to anybody else the page is that of an unknown record (security plan 1.1).
    """
    named = request.resolver_match.kwargs.get("public_id") if request.resolver_match else None
    if rule.level != decision.PERSON_IDENTIFIABLE or named is None:
        return rule
    closed = queries.closed_and_open_to(request.actor).filter(record=named).exists()
    return replace(rule, level=decision.RESTRICTED, step_up=True) if closed else rule


def ask_first(request: HttpRequest, rule: Rule) -> HttpResponse | None:
    """Raise the actor's ceiling to the page's level, or send the person first to what is still to be asked; or stop them."""
    if rule.level <= decision.ORDINARY_CEILING:
        return None
    here = urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})
    purpose = chosen_purpose(request)
    if not purpose:
        return redirect(f"{reverse('core:restricted_purpose')}?{here}")
    if downloads.is_asked_for(request) and not downloads.reason_for(request):
        return downloads.ask_why(request)
    request.actor = replace(request.actor, level=rule.level, purpose=purpose)
    context.set_context(context.values(request.actor))
    reads.begin()
    return watching.stop_if_too_many(request, rule, timezone.now())


def onward(request: HttpRequest) -> str:
    """Return where the person was going when they were asked, or the first page where that is not a page of ours."""
    after = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    return after if safe else "/"


def chosen_purpose(request: HttpRequest) -> str:
    """Return what the person said they read for in this session, acting for this organisation."""
    organisation = request.actor.organisation
    said = request.session.get(PURPOSE) or {}
    found = said.get(str(organisation.public_id), "") if organisation else ""
    return found if found in dict(PURPOSES) else ""


def choose_purpose(request: HttpRequest, purpose: str) -> None:
    """Keep what the person reads for until they sign out or act for another organisation."""
    request.session[PURPOSE] = {str(request.actor.organisation.public_id): purpose}


def since_proved(request: HttpRequest, now: datetime) -> timedelta | None:
    """Return how long ago a second factor was proved in this session; made-up staff of a demonstration have none to prove."""
    at = proved_at(request)
    if at is None:
        return timedelta(0) if stepped_up(request, now) else None
    return max(now - at, timedelta(0))


def was_noted(rule: Rule, response: HttpResponse) -> bool:
    """Tell whether a page may go: one that shows restricted records must have noted what was read."""
    shows = rule.level > decision.ORDINARY_CEILING and response.status_code == 200
    return not shows or reads.noted() > 0
