"""Writes of alerts about adults at risk: raised, corrected, ended."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from safeguarding.collect.alerts.models import AdultAlert
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.decision import PERSON_IDENTIFIABLE
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock
from safeguarding.core.audit.operations import record
from safeguarding.core.restricted.keeping import count_from
from safeguarding.core.restricted.operations import open_restricted
from safeguarding.core.restricted.queries import require
from safeguarding.kit import identifying
from safeguarding.kit.refusals import Refused, changed_in

WRITE = Permission("ADU", "w")
FACTS = ("about", "kind", "raised_on", "what_happened", "whereabouts", "done")


class NotPossible(Refused):
    """An alert cannot be kept like this."""


@transaction.atomic
def raise_alert(*, facts: Mapping[str, Any], by: Actor, at: datetime) -> AdultAlert:
    """
    Keep an alert that was raised with the council; whoever enters it is the first on its list.

    :param facts: the columns in FACTS.
    :raises SaysWho: if the words would say who a person is.
    """
    require(by, WRITE, by.acting_for)
    alert = AdultAlert(organisation=by.organisation, **{name: facts[name] for name in FACTS})
    _check(alert, at.date())
    open_restricted(row=alert, level=PERSON_IDENTIFIABLE, retention="adult", by=by, at=at)
    alert.save()
    record("alert.raised", about=alert, by=by, at=at, content={"kind": alert.kind})
    return alert


@transaction.atomic
def correct_alert(
    *, alert: AdultAlert, version: int, changes: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> AdultAlert:
    """
    Change what an alert says; what it said before stays in its history.

    :raises NothingChanged: if it says what stands already.
    """
    require(by, WRITE, alert.organisation)
    alert = lock(alert, by=by, version=version)
    changed = changed_in(alert, {name: changes[name] for name in FACTS})
    identifying.refuse_identity("The reason", reason)
    for name in changed:
        setattr(alert, name, changes[name])
    _check(alert, at.date())
    alert.save()
    record("alert.corrected", about=alert, by=by, at=at, changed=changed, content={"reason": reason})
    return alert


@transaction.atomic
def end_alert(*, alert: AdultAlert, version: int, ended_on: date, by: Actor, at: datetime) -> AdultAlert:
    """
    End an alert; from this day the time runs for which it is kept.

    :raises NotPossible: if the day lies before it was raised or after today.
    """
    require(by, WRITE, alert.organisation)
    alert = lock(alert, by=by, version=version)
    alert.ended_on = ended_on
    _check(alert, at.date())
    alert.save()
    count_from(alert.public_id, ended_on)
    record("alert.ended", about=alert, by=by, at=at, ended_on=ended_on)
    return alert


def _check(alert: AdultAlert, today: date) -> None:
    identifying.refuse_identity("The reference", alert.about, is_label=True)
    for called, text in (
        ("What happened", alert.what_happened),
        ("The whereabouts", alert.whereabouts),
        ("What was done", alert.done),
    ):
        identifying.refuse_identity(called, text)
    if alert.raised_on > today or (alert.ended_on and alert.ended_on > today):
        raise NotPossible("The day cannot lie in the future.")
    if alert.ended_on and alert.ended_on < alert.raised_on:
        raise NotPossible("The alert cannot end before it was raised.")
