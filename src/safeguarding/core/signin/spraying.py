"""
Notices one place that tries a password on many accounts, each too seldom for the account's own limit.

A hospital is one place too: whoever mistyped and then came in is not counted (security plan, T09 and T25).
"""

from datetime import datetime, timedelta

from django.conf import settings

from safeguarding.core.access import context
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import holdings
from safeguarding.core.people.models import User
from safeguarding.core.signin.models import SignInTry

WITHIN = timedelta(hours=1)


def sprayed_from(ip: str, at: datetime) -> set[int]:
    """Return the accounts that were tried in vain from one place in the last hour, if they are many; else none."""
    lately = SignInTry.objects.filter(ip=ip, at__gt=at - WITHIN, at__lte=at).values_list("user", "outcome")
    came_in = {user for user, outcome in lately if outcome == SignInTry.Outcome.SIGNED_IN}
    tried = {user for user, _ in lately} - came_in
    return tried if len(tried) >= settings.MANY_ACCOUNTS_TRIED_AN_HOUR else set()


def places_of(accounts: set[int], at: datetime) -> dict[int, int]:
    """Return each organisation for which one of these people holds a role today, with how many of them do."""
    found: dict[int, int] = {}
    for person in User.objects.filter(pk__in=accounts).order_by("pk"):
        alone = Actor(user=person, organisation=None, roles=frozenset(), today=at.date(), level=0)
        with context.acting(alone):
            for place in {held.organisation_id for held in holdings(person, alone.today)}:
                found[place] = found.get(place, 0) + 1
    return found
