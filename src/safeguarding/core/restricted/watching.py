"""
Stops whoever opens unusually many records about people within an hour, and says so to those who look after it.

Much can be taken by many small reads, each of which is allowed (security plan, T30: 1,000 readings in an hour by one
person). What was read is counted where it is noted, in the audit, so that no other page or server starts from nothing.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Func, IntegerField, QuerySet, Sum
from django.http import HttpRequest, HttpResponse

from safeguarding.core.access import policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.routes import Rule
from safeguarding.core.audit.models import READINGS, STOPPED, AuditRecord
from safeguarding.core.notices.alarms import sound
from safeguarding.core.signin.throttle import count_this_hour
from safeguarding.kit.pages import failures

WITHIN = timedelta(hours=1)


class HowMany(Func):
    """How many records an entry of the audit is about; none, of one that names none."""

    function = "cardinality"
    output_field = IntegerField()
    arity = 1


def records_read(actor: Actor, at: datetime) -> int:
    """Return how many records somebody was shown in the last hour, those of lists too, acting for this organisation."""
    shown = _lately(actor, at).filter(what__in=READINGS)
    return shown.aggregate(found=Sum(HowMany("touched")))["found"] or 0


def _lately(actor: Actor, at: datetime) -> QuerySet[AuditRecord]:
    return AuditRecord.objects.filter(
        by=actor.name, organisation=actor.organisation, recorded_at__gt=at - WITHIN
    )


def shows_records(rule: Rule, request: HttpRequest) -> bool:
    """Tell a page that shows records from an empty form: what somebody has to say about danger is never held up."""
    reads = rule.reading is None or rule.reading.verb == "r" or request.resolver_match.kwargs
    return request.method in ("GET", "HEAD") and bool(reads)


def stop_if_too_many(request: HttpRequest, rule: Rule, at: datetime) -> HttpResponse | None:
    """Answer 429 in place of a page of records, to somebody who was shown too many; else nothing."""
    if not shows_records(rule, request):
        return None
    count = records_read(request.actor, at)
    return stop(request.actor, at, "records", count) if count >= settings.MOST_RECORDS_AN_HOUR else None


def stop_if_searching(request: HttpRequest, at: datetime) -> HttpResponse | None:
    """Answer 429 in place of a page of search results, to somebody who asked for too many; else nothing."""
    count = count_this_hour(request.actor.person.pk, "search", at)
    return stop(request.actor, at, "search pages", count) if count > settings.MOST_SEARCHES_AN_HOUR else None


def stop(by: Actor, at: datetime, what: str, count: int) -> HttpResponse:
    """Tell the Caldicott Guardian and the administrators once, put it on record once, and answer in words."""
    sound(
        STOPPED, by=by, at=at, roles=[policy.GUARDIAN_ROLE, policy.ADMINISTRATOR_ROLE], of=what, count=count
    )
    return failures.stopped()
