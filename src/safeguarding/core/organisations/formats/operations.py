"""The one write of the published files: a batch is one record, whatever its length, and twice changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.formats.reading import Body, Rejected, Said, Step, Tie
from safeguarding.core.organisations.formats.register import ONE_DAY, Register, facts_of, lineage_of
from safeguarding.core.organisations.models import Lineage, Relation, Succession


@dataclass
class Receipt:
    """What became of the rows of a file: taken, standing already, or rejected with the reason."""

    accepted: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)


@transaction.atomic
def import_register(*, kind: str, said: Said, by: Actor, at: datetime) -> Receipt:
    """
    Add what a published file says to the register of organisations.

    A row is accepted when it adds anything, and unchanged when all that it says stands already.
    """
    require(by, Permission("ORG", "w"), by.organisation)
    register = Register.load()
    changed = {row for row, body in facts_of(said.rows, Body) if register.place(body)}
    # Every code must have its organisation in the table before relations and successions point to it.
    ties, steps = facts_of(said.rows, Tie), facts_of(said.rows, Step)
    for _, tie in ties:
        register.need(tie.child, tie.starts)
        register.need(tie.parent, tie.starts)
    for _, step in steps:
        register.need(step.old, step.on - ONE_DAY)
        register.need(step.new, step.on)
    register.save_bodies()
    relations, tied, impossible = register.new_ties(ties)
    Relation.objects.bulk_create(relations, batch_size=1000)
    successions, stepped = register.new_steps(steps)
    _succeed(successions)
    rejected = [*said.rejected, *impossible]
    refused = {one.row for one in impossible}
    accepted = (changed | tied | stepped) - refused
    receipt = Receipt(
        accepted=len(accepted),
        unchanged=len({row for row, _ in said.rows} - accepted - refused),
        rejected=sorted(rejected, key=lambda one: one.row),
    )
    record(
        "register.imported",
        about=None,
        by=by,
        at=at,
        kind=kind,
        accepted=receipt.accepted,
        unchanged=receipt.unchanged,
        rejected=len(receipt.rejected),
    )
    return receipt


def _succeed(successions: Sequence[Succession]) -> None:
    """Write new successions, close what was taken over and hand its rights on through the whole chain."""
    if not successions:
        return
    Succession.objects.bulk_create(successions, batch_size=1000)
    _close(successions)
    Lineage.objects.bulk_create(
        lineage_of(list(Succession.objects.all())), batch_size=5000, ignore_conflicts=True
    )


CLOSE = """
with gone(id, day) as (select * from unnest(%(ids)s::bigint[], %(days)s::date[])),
shut as (
  update core_organisation o set closed_on = gone.day from gone
  where o.id = gone.id and o.closed_on is null and (o.opened_on is null or o.opened_on <= gone.day) returning o.id
),
names as (
  update core_organisationname n set ends_on = gone.day from gone join shut on shut.id = gone.id
  where n.organisation_id = gone.id and n.ends_on is null
)
update core_identifier i set ends_on = gone.day from gone join shut on shut.id = gone.id
where i.organisation_id = gone.id and i.ends_on is null
"""


def _close(successions: Sequence[Succession]) -> None:
    """Close an organisation on the eve of its last succession, unless it is known when it closed."""
    last = {step.predecessor_id: step.effective_on - ONE_DAY for step in sorted(successions, key=_effective)}
    # One statement: a closing of thousands row by row takes minutes.
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, {"ids": list(last), "days": list(last.values())})


def _effective(step: Succession) -> date:
    return step.effective_on
