"""The monthly list of emergency openings, for the Caldicott Guardian to lay before the committee (security plan 1.5)."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from safeguarding.core.access import policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.jobs import job
from safeguarding.core.audit.operations import when
from safeguarding.core.notices.operations import tell

MORNING = time(6)  # of the first day of the next month


@when("glass.broken")
@job()
def set_the_list(*, by: Actor, at: str, **_: object) -> None:
    """Set the day on which the list of this month is ready: once, however many records are opened in it."""
    opened = timezone.localtime(datetime.fromisoformat(at))
    tell_of_the_list.defer(
        organisation_id=by.acting_for.pk, month=f"{opened:%Y-%m}", later=first_of_next_month(opened)
    )


@job(unique=("organisation_id", "month"))
def tell_of_the_list(*, by: Actor, month: str, **_: object) -> None:
    """Tell the Caldicott Guardian and the lead for information governance that the list of a month is ready."""
    tell(
        organisation=by.acting_for,
        kind="glass.month",
        url=f"{reverse('core:breakglass_log')}?month={month}",
        roles=[policy.GUARDIAN_ROLE, policy.GOVERNANCE_ROLE],
        by=by,
        at=timezone.now(),
    )


def first_of_next_month(day: datetime) -> datetime:
    """Return the first morning of the month after."""
    year, month = divmod(day.year * 12 + day.month, 12)
    return timezone.make_aware(
        datetime.combine(day.date().replace(year=year, month=month + 1, day=1), MORNING)
    )
