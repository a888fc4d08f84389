"""Closes a leaver's account when the last day has passed; their roles ended by date, whether or not this has run."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.jobs import job
from safeguarding.core.audit.operations import when
from safeguarding.core.cover import operations, queries


@when("work.handed-over")
@job()
def set_the_day(*, by: Actor, about: str, **_: object) -> None:
    """Wait for the end of the leaver's last day, unless the account was closed at once."""
    found = queries.by_public_id(about.rpartition(":")[2])
    if found is not None and found.closed_on is None:
        close.defer(
            organisation_id=found.organisation_id,
            handover=str(found.public_id),
            later=timezone.make_aware(datetime.combine(found.last_on + timedelta(days=1), time(0, 5))),
        )


@job(unique=("handover",))
def close(*, by: Actor, handover: str, **_: object) -> None:
    """Close the account, as the administrator asked when they handed the work over."""
    found = queries.due(handover, by.today)
    if found is not None:
        operations.close_after_last_day(handover=found, by=by, at=timezone.now())
