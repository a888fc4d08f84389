"""Writes of conclusions: drawn, and drawn anew with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from safeguarding.assure.conclusions.models import Conclusion
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import identifying
from safeguarding.kit.refusals import Refused, changed_in

WRITE = Permission("GOV", "w")
FACTS = ("starts_on", "ends_on", "subject", "judgement", "span", "reason", "background")


class NotPossible(Refused):
    """This cannot be concluded."""


@transaction.atomic
def conclude(*, organisation: Organisation, facts: Mapping[str, Any], by: Actor, at: datetime) -> Conclusion:
    """
    Say what became of an arrangement over a period, and against what background.

    :param facts: the columns in FACTS.
    :raises NotPossible: if it was concluded already, or the period lies the wrong way round.
    """
    require(by, WRITE, organisation)
    made = Conclusion(organisation=organisation, concluded_at=at, concluded_by=by.person)
    _fill(made, facts)
    made.save(force_insert=True)
    record(
        "conclusion.drawn",
        about=made,
        by=by,
        at=at,
        concerning=[organisation],
        content={"judgement": made.judgement},
    )
    return made


@transaction.atomic
def conclude_anew(
    *,
    conclusion: Conclusion,
    version: int,
    changes: Mapping[str, Any],
    why: str,
    by: Actor,
    at: datetime,
) -> Conclusion:
    """
    Change a conclusion, with the reason; what it said before stays in its history.

    :raises NothingChanged: if it says what stands already.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, conclusion.organisation)
    conclusion = lock(conclusion, by=by, version=version)
    changed = changed_in(conclusion, {name: changes[name] for name in FACTS if name in changes})
    identifying.refuse_identity("The reason of the change", why)
    conclusion.concluded_at, conclusion.concluded_by = at, by.person
    _fill(conclusion, {name: changes[name] for name in changed})
    conclusion.save()
    record(
        "conclusion.changed",
        about=conclusion,
        by=by,
        at=at,
        concerning=[conclusion.organisation],
        changed=changed,
        content={"reason": why},
    )
    return conclusion


def _fill(row: Conclusion, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    for called, text in (("What it is about", row.subject), ("The reason", row.reason)):
        identifying.refuse_identity(called, text)
    if row.ends_on < row.starts_on:
        raise NotPossible("The last day must be on or after the first day.")
    same = Conclusion.objects.filter(
        organisation=row.organisation,
        subject__iexact=row.subject,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )
    if same.exclude(pk=row.pk).exists():
        raise NotPossible("This was concluded of the period already. Change what stands.")
