"""Ends everything by which a leaver comes in; the operation that closes an account asks whether it may, and records."""

from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Now

from safeguarding.core.access import context, waiting
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.lasting import not_over
from safeguarding.core.access.queries import live_list, not_ended
from safeguarding.core.cover.models import Deputy
from safeguarding.core.people.models import User
from safeguarding.core.restricted.models import NamedPerson
from safeguarding.core.signin.operations import end_everywhere, forget_factors


def shut(user: User, by: Actor, at: datetime, successor: User | None = None) -> int:
    """
    Sign a leaver out everywhere, take them off the lists of the organisation's restricted records, and close the account.

    What waits to be done in their name is done in that of whoever takes over, or ended; return how much was ended.

    Nobody stands in for them any longer, nor they for anybody. Somebody who comes back is named anew where they are
    needed. Whoever holds a role elsewhere keeps the account for it.
    """
    live_list(NamedPerson.objects.filter(user=user, organisation=by.organisation)).update(until=Now())
    standing = Deputy.objects.filter(Q(person=user) | Q(deputy=user), not_over(by.today))
    standing.filter(organisation=by.organisation).update(ended_at=at, ended_by=by.user)
    if not _holds_a_role_elsewhere(user, by):
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
        forget_factors(user=user, at=at)
    end_everywhere(user=user)
    if successor:
        waiting.hand_on(user, successor, by.acting_for)
    return waiting.end(user, by.acting_for)


def _holds_a_role_elsewhere(user: User, by: Actor) -> bool:
    """Test whether a role of theirs at another organisation stands today or is to come."""
    alone = Actor(user=user, organisation=None, roles=frozenset(), today=by.today, level=0)
    with context.acting(alone):
        return not_ended(user, by.today).exclude(organisation=by.acting_for).exists()
