"""
Tells those who look after sign-ins and information governance that somebody may be attacking, at once and once.

What follows an alarm by itself (a stop, the end of a session, a closed sign-in) is done by whoever raises it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from safeguarding.core.access import policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.audit.operations import record
from safeguarding.core.notices.operations import tell

WITHIN = timedelta(hours=1)
LOOKS_AFTER = (policy.ADMINISTRATOR_ROLE, policy.GOVERNANCE_ROLE)


@transaction.atomic
def sound(
    what: str, *, by: Actor, at: datetime, roles: Sequence[str] = LOOKS_AFTER, **detail: object
) -> bool:
    """
    Put an alarm on record and tell the holders of these roles where it shows; nothing if it sounded within the hour.

    :param by: whose doing it is; the worker of an organisation where nobody knows.
    :param detail: what was counted, and how much.
    """
    sounded = AuditRecord.objects.filter(what=what, by=by.name, organisation=by.organisation)
    if sounded.filter(recorded_at__gt=at - WITHIN).exists():
        return False
    record(what, about=None, by=by, at=at, **detail)
    url = f"{reverse('core:audit_records')}?days=1"
    tell(organisation=by.acting_for, kind=what, url=url, roles=roles, by=by, at=at)
    return True
