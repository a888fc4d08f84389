"""Counts, for its owner, how many people look at one record, whichever organisation they act for."""

from uuid import UUID

from django.utils import timezone

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.jobs import job
from safeguarding.core.audit.operations import when
from safeguarding.core.restricted import lookers


@when("record.read")
@when("glass.broken")
@job()
def pass_on(*, by: Actor, about: str, **_: object) -> None:
    """Hand a reading to the organisation that owns the record, which alone sees who of all the others read it."""
    record = about.rpartition(":")[2]
    if owner := lookers.owner_of(UUID(record)):
        count_lookers.defer(organisation_id=owner, record=record)


@job(unique=("record",))
def count_lookers(*, by: Actor, record: str, **_: object) -> None:
    """Tell those who look after it that many people opened one record whose work it is not."""
    lookers.tell_if_many(record_id=UUID(record), by=by, at=timezone.now())
