"""Writes to the risk register: a risk is raised, looked at again, and closed with a reason."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from safeguarding.act.risks.models import Risk
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import identifying
from safeguarding.kit.refusals import Refused, changed_in

WRITE = Permission("RSK", "w")
FACTS = (
    "title",
    "scope",
    "cohorts",
    "cause",
    "likelihood",
    "impact",
    "mitigation",
    "owner",
    "raised_on",
    "review_on",
)


class NotPossible(Refused):
    """The risk register cannot hold this."""


@transaction.atomic
def raise_risk(
    *, facts: Mapping[str, Any], by: Actor, at: datetime, organisation: Organisation | None = None
) -> Risk:
    """
    Enter a risk.

    :param facts: the columns in FACTS; `title` and `raised_on` are needed.
    :raises NotPossible: if it is open already, or scored on one scale only.
    """
    organisation = organisation or by.acting_for
    require(by, WRITE, organisation)
    risk = Risk(organisation=organisation, **{name: facts[name] for name in FACTS if name in facts})
    _check(risk, at.date())
    risk.save(force_insert=True)
    record("risk.raised", about=risk, by=by, at=at, concerning=[organisation], content={"score": risk.score})
    return risk


@transaction.atomic
def change_risk(
    *, risk: Risk, version: int, changes: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> Risk:
    """
    Look at a risk again: score it anew, say what is done about it, set the day of the next look.

    :raises NothingChanged: if it says what stands already.
    :raises NotPossible: if it is closed, or scored on one scale only.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, risk.organisation)
    risk = lock(risk, by=by, version=version)
    if risk.closed_on:
        raise NotPossible("This risk is closed. Raise it anew if it has come back.")
    changed = changed_in(risk, {name: changes[name] for name in FACTS if name in changes})
    identifying.refuse_identity("The reason", reason)
    for name in changed:
        setattr(risk, name, changes[name])
    _check(risk, at.date())
    risk.save()
    record(
        "risk.changed",
        about=risk,
        by=by,
        at=at,
        concerning=[risk.organisation],
        changed=changed,
        content={"score": risk.score, "reason": reason},
    )
    return risk


@transaction.atomic
def close_risk(*, risk: Risk, version: int, closed_on: date, because: str, by: Actor, at: datetime) -> Risk:
    """
    Close a risk: it has passed, or is borne; the row and its history stay.

    :raises NotPossible: if it is closed already, or the day lies before it was raised or after today.
    """
    require(by, WRITE, risk.organisation)
    risk = lock(risk, by=by, version=version)
    if risk.closed_on:
        raise NotPossible("This risk is closed already.")
    if not risk.raised_on <= closed_on <= at.date():
        raise NotPossible("A risk closes on a day between the one on which it was raised and today.")
    risk.closed_on, risk.closed_because = closed_on, because
    _check(risk, at.date())
    risk.save()
    record("risk.closed", about=risk, by=by, at=at, concerning=[risk.organisation], closed_on=closed_on)
    return risk


def _check(risk: Risk, today: date) -> None:
    for called, text in (
        ("The risk", risk.title),
        ("The cause", risk.cause),
        ("What is done about it", risk.mitigation),
        ("The reason", risk.closed_because),
    ):
        identifying.refuse_identity(called, text)
    if (risk.likelihood is None) != (risk.impact is None):
        raise NotPossible("Score a risk on both scales, or on neither.")
    if risk.raised_on > today:
        raise NotPossible("The day on which it was raised cannot lie in the future.")
    same = Risk.objects.filter(organisation=risk.organisation, title__iexact=risk.title, closed_on=None)
    if not risk.closed_on and same.exclude(pk=risk.pk).exists():
        raise NotPossible("This risk stands in the register already.")
