"""
Tells the Caldicott Guardian when many people look at one record whose work it is not.

Staff who look at a notable case each open one record once, which no count of records an hour shows (security plan, T05:
25 people of one trust in 2026). So the people who open one record are counted, over every organisation that it opens to.
Lists are left out: a register shows every record of it to everyone who works there, and `watching` counts those.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from safeguarding.core.access import policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.audit.models import LOOKED_AT_BY_MANY, AuditRecord
from safeguarding.core.audit.operations import record
from safeguarding.core.notices.operations import tell
from safeguarding.core.restricted.models import NamedPerson, RestrictedRecord

WITHIN = timedelta(hours=24)
# Who looks after a record's list opens what is kept about it, never a word of it: not a reading of the record itself.
OPENED = Q(what="record.read") & ~Q(about__startswith="core.") | Q(what="glass.broken")


def owner_of(record_id: UUID) -> int | None:
    """Return the organisation that owns a record with readings to be counted; nothing of a record that is not restricted."""
    return RestrictedRecord.objects.filter(record=record_id).values_list("organisation_id", flat=True).first()


def without_work_on(restricted: RestrictedRecord, at: datetime) -> set[str]:
    """Return who opened a record in the last 24 hours, and neither began it nor was on its list when they did."""
    opened = AuditRecord.objects.filter(OPENED, touches__record=restricted.record)
    lately = opened.filter(recorded_at__gt=at - WITHIN).values_list("by", "recorded_at")
    named = NamedPerson.objects.filter(record=restricted.record, since__lte=at)
    listed = list(named.values_list("user__email", "since", "until"))
    return {
        name
        for name, when in lately
        if name != restricted.opened_by.email
        and not any(
            name == who and since <= when and (not until or when < until) for who, since, until in listed
        )
    }


@transaction.atomic
def tell_if_many(*, record_id: UUID, by: Actor, at: datetime) -> bool:
    """Put it on record and tell the Caldicott Guardian and the lead for information governance, once in 24 hours."""
    # The row is held, so that of two readings at the same moment one counts after the other.
    held = RestrictedRecord.objects.select_for_update(of=("self",)).select_related("opened_by")
    restricted = held.filter(record=record_id).first()
    if restricted is None or _told(record_id, at):
        return False
    count = len(without_work_on(restricted, at))
    if count < settings.MANY_READERS_A_DAY:
        return False
    record(LOOKED_AT_BY_MANY, about=restricted, by=by, at=at, people=count)
    tell(
        organisation=by.acting_for,
        kind=LOOKED_AT_BY_MANY,
        url=reverse("core:audit_readers", args=[record_id]),
        roles=[policy.GUARDIAN_ROLE, policy.GOVERNANCE_ROLE],
        about=record_id,
        by=by,
        at=at,
    )
    return True


def _told(record_id: UUID, at: datetime) -> bool:
    told = AuditRecord.objects.filter(what=LOOKED_AT_BY_MANY, touches__record=record_id)
    return told.filter(recorded_at__gt=at - WITHIN).exists()
