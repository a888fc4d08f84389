"""
Disposes of a record whose time has passed: its words and every earlier wording of them go, a stub of it stays.

The database lets a restricted row be deleted, and its history forget, only while a disposal stands that two people
agreed and that has not been put into effect (`core.audit.triggers`).
"""

from datetime import date, datetime

from django.db import models, transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.decision import Decision, Facts, may_be_disposed_of
from safeguarding.core.audit.models import AuditContent, RowHistory
from safeguarding.core.audit.operations import record
from safeguarding.core.restricted import ledger, queries, retention
from safeguarding.core.restricted.models import Disposal, NamedPerson, Proposal, RestrictedRecord
from safeguarding.kit.refusals import Refused


class NotDisposed(Refused):
    """The record stays."""


def due_on(restricted: RestrictedRecord) -> date | None:
    """Return the first day on which a record may be disposed of; none while it is in use."""
    return retention.due_on(
        restricted.retention,
        restricted.counts_from,
        born_in=restricted.born_in,
        died_in=restricted.died_in,
    )


def may_go(restricted: RestrictedRecord, today: date) -> Decision:
    """Decide whether a record may be disposed of today: its time has passed and no legal hold stands."""
    day = due_on(restricted)
    facts = Facts(restricted.resource, is_held=restricted.held_at is not None)
    return may_be_disposed_of(facts, is_due=day is not None and today >= day)


def dispose(restricted: RestrictedRecord, proposal: Proposal, by: Actor, at: datetime) -> Disposal:
    """
    Delete a record's words for good, as two people agreed, and leave the stub.

    :raises NotDisposed: if its time has not passed, or a legal hold was put on it meanwhile.
    """
    decision, day = may_go(restricted, by.today), due_on(restricted)
    if not decision.may or day is None:
        raise NotDisposed(decision.because)
    disposal = Disposal(
        restricted=restricted,
        organisation=restricted.organisation,
        retention=restricted.retention,
        was_due_on=day,
        reason=proposal.reason,
        asked_by=proposal.asked_by,
        disposed_by=by.person,
        disposed_at=at,
    )
    disposal.save()
    _forget(restricted, proposal, by)
    record(
        "restricted.disposed", about=restricted, by=by, at=at, retention=disposal.retention, was_due_on=day
    )
    transaction.on_commit(lambda: ledger.write(disposal), robust=True)
    return disposal


def _forget(restricted: RestrictedRecord, proposal: Proposal, by: Actor) -> None:
    """
    Delete the row and what it held before.

    Whoever agrees may not be one who reads the record: they are on its list for as long as this takes, as the list says.
    """
    named = NamedPerson(
        record=restricted.record,
        organisation=restricted.organisation,
        user=by.person,
        since=models.functions.Now(),
        named_by=proposal.asked_by,
        agreed_by=by.person,
        why="To dispose of it",
    )
    named.save()
    model = queries.model_of(restricted.kind)
    row = model._default_manager.filter(public_id=restricted.record).first()
    if row is None:
        raise NotDisposed("The record cannot be found. Ask whoever looks after the product.")
    key = row.pk
    row.delete()
    told = RowHistory.objects.filter(relation=model._meta.db_table, row_id=key)
    told.exclude(before__isnull=True, after__isnull=True).update(before=None, after=None)
    written = AuditContent.objects.filter(entry__touches__record=restricted.record)
    written.exclude(content=None).update(content=None)
    NamedPerson.objects.filter(pk=named.pk).update(until=models.functions.Now())
