"""Lets another organisation see one kind of record for a time, and ends that early."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from safeguarding.core.access import lasting
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.models import Share
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.core.notices.operations import tell
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.sharing import queries, rules
from safeguarding.kit.refusals import Refused

# Those who read what is shared with their organisation.
TOLD = ("R22", "R23", "R26", "R27", "R33")


class NotPossible(Refused):
    """Something cannot be shared in this way."""


@transaction.atomic
def share(
    *,
    resource: str,
    shared_with: Organisation,
    reason: str,
    starts_on: date,
    ends_on: date,
    by: Actor,
    at: datetime,
) -> Share:
    """
    Let another organisation see one kind of record of the acting organisation until a day.

    Neither a provider that the records are about nor anybody else learns of it: the two organisations alone do.

    :raises NotPossible: if this kind, the organisation or the days do not fit.
    """
    require(by, Permission(resource, "w"), by.organisation)
    faults = rules.faults(starts_on=starts_on, ends_on=ends_on, today=by.today)
    if resource not in queries.kinds():
        faults.append("Records of this kind are not shared.")
    if shared_with not in queries.partners(by):
        faults.append("Choose an organisation whose people read what is shared with them.")
    if (
        queries.standing(by, resource, shared_with)
        .filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
        .exists()
    ):
        faults.append("This is shared with them on some of these days already.")
    if faults:
        raise NotPossible(" ".join(faults))
    given = Share(
        organisation=by.acting_for,
        shared_with=shared_with,
        resource=resource,
        reason=reason,
        starts_on=starts_on,
        ends_on=ends_on,
        given_by=by.person,
    )
    given.save()
    days: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on}
    record("share.given", about=given, by=by, at=at, concerning=[shared_with], resource=resource, **days)
    url = reverse("core:sharing_shares")
    tell(organisation=shared_with, kind="share.given", url=url, roles=TOLD, by=by, at=at)
    return given


@transaction.atomic
def end_share(*, share: Share, by: Actor, at: datetime) -> Share:
    """
    End a share before its last day; from the next page on it opens nothing.

    :raises NotPossible: if it has ended.
    """
    require(by, Permission(share.resource, "w"), share.organisation)
    if lasting.is_over(share, by.today):
        raise NotPossible("This share has ended already.")
    share.ended_at, share.ended_by = at, by.person
    share.save(update_fields=["ended_at", "ended_by"])
    record("share.ended", about=share, by=by, at=at, concerning=[share.shared_with], resource=share.resource)
    return share
