"""Writes to the register of events and of supervision offered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from safeguarding.act.supervision.models import Event, EventFeedback, SupervisionOffer
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import identifying
from safeguarding.kit.periods import Period
from safeguarding.kit.refusals import Refused, changed_in

WRITE = Permission("ACT", "w")
FACTS = frozenset(
    [
        "kind",
        "title",
        "series",
        "topics",
        "audience",
        "mode",
        "is_all_day",
        "held",
        "times",
        "attended",
        "attendance_words",
        "host",
        "partners",
        "led_to",
        "source",
    ]
)


class NotPossible(Refused):
    """The register of events cannot hold this."""


@transaction.atomic
def record_event(
    *, facts: Mapping[str, Any], by: Actor, at: datetime, organisation: Organisation | None = None
) -> Event:
    """
    Add an event to the register of an organisation, by default the acting one.

    :param facts: the columns in FACTS; `kind`, `title` and `held` are needed; without `attended` it is not stated.
    :raises NotPossible: if the facts contradict one another.
    """
    organisation = organisation or by.organisation
    require(by, WRITE, organisation)
    event = Event(organisation=organisation)
    _apply(event, facts, at)
    event.save()
    record(
        "event.recorded", about=event, by=by, at=at, concerning=[organisation], content={"kind": event.kind}
    )
    return event


@transaction.atomic
def correct_event(
    *, event: Event, version: int, changes: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> Event:
    """
    Change what the register says of an event; what it said before stays in its history.

    :raises NothingChanged: if it says what stands already.
    :raises NotPossible: if the facts contradict one another.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, event.organisation)
    event = lock(event, by=by, version=version)
    changed = changed_in(event, changes)
    identifying.refuse_identity("The reason", reason)
    _apply(event, changes, at)
    event.save()
    record(
        "event.corrected",
        about=event,
        by=by,
        at=at,
        concerning=[event.organisation],
        changed=changed,
        content={"reason": reason},
    )
    return event


@transaction.atomic
def add_feedback(
    *, event: Event, version: int, text: str, by: Actor, at: datetime, said_by: str = ""
) -> EventFeedback:
    """
    Keep what somebody who came said, without who it was.

    :raises SaysWho: if the words would say who a person is.
    """
    require(by, WRITE, event.organisation)
    event = lock(event, by=by, version=version)
    identifying.refuse_identity("The feedback", text)
    identifying.refuse_identity("Who said it", said_by, is_label=True)
    event.save(update_fields=["version"])
    feedback = EventFeedback(event=event, text=text, said_by=said_by)
    feedback.save()
    record("event.feedback_added", about=event, by=by, at=at, concerning=[event.organisation])
    return feedback


@transaction.atomic
def offer_supervision(
    *,
    group: str,
    period: Period,
    modes: Sequence[str],
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    is_formal: bool = True,
    is_informal: bool = False,
) -> SupervisionOffer:
    """
    Note the supervision offered to a group of staff in a period; noting it again replaces what was noted.

    :raises NotPossible: if it is neither formal nor informal, or a mode is unknown.
    """
    organisation = organisation or by.organisation
    require(by, WRITE, organisation)
    identifying.refuse_identity("The group", group)
    if not (is_formal or is_informal):
        raise NotPossible("Say whether the supervision is formal, informal or both.")
    if unknown := set(modes) - set(SupervisionOffer.Mode.values):
        raise NotPossible(f"Not a way to give supervision: {', '.join(sorted(unknown))}.")
    offer, _ = SupervisionOffer.objects.update_or_create(
        organisation=organisation,
        group=group,
        period=period,
        defaults={"is_formal": is_formal, "is_informal": is_informal, "modes": list(modes)},
    )
    record(
        "supervision.offered", about=offer, by=by, at=at, concerning=[organisation], content={"group": group}
    )
    return offer


def _apply(event: Event, facts: Mapping[str, Any], at: datetime) -> None:
    if unknown := facts.keys() - FACTS:
        raise ValueError(f"not facts of an event: {sorted(unknown)}")
    for name, value in facts.items():
        setattr(event, name, value)
    for called, text in (("The title", event.title), ("The topics", "; ".join(event.topics))):
        identifying.refuse_identity(called, text)
    if not event.held:
        raise NotPossible("Say when the event was held, or is to be.")
    if event.attended is not None and event.attendance_words:
        raise NotPossible("Give the number who came, or say how the source puts it; not both.")
    if event.attended is not None and event.held.starts_on > at.date():
        raise NotPossible("Nobody has come to an event that is still to be held.")
