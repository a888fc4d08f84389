"""
Notices who tries addresses of records that are not there for them, and ends their sessions.

An unknown record and one that is out of reach give the same answer, so nobody learns anything by trying; but whoever
tries fifty of them within an hour is a program, or somebody who does not stop (security plan, G41: probing).
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from safeguarding.core.access import context
from safeguarding.core.audit.models import PROBED
from safeguarding.core.notices.alarms import sound
from safeguarding.core.signin.operations import end_everywhere
from safeguarding.core.signin.throttle import count_this_hour


def is_miss(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether somebody who is signed in asked for one record by its address and was told that there is none."""
    actor = getattr(request, "actor", None)
    found = request.resolver_match
    return bool(
        response.status_code == 404 and found and found.kwargs and actor and actor.user and actor.organisation
    )


@transaction.atomic
def count_miss(request: HttpRequest, at: datetime) -> None:
    """
    Count one more miss of a person, over all their sessions; at the limit sign them out and tell those who look after it.

    Called when the request's own transaction is over: it was undone, as that of everything that is not found.
    """
    by = request.actor
    count = count_this_hour(by.person.pk, "misses", at)
    if count % settings.MOST_MISSES_AN_HOUR:
        return
    with context.acting(by):
        sound(PROBED, by=by, at=at, of="addresses of records that are not there", count=count)
        end_everywhere(user=by.person)
