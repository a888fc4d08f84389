"""Writes to the register of visits, inspections and peer reviews."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from safeguarding.assure.visits.models import Visit, VisitFinding
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import identifying
from safeguarding.kit.refusals import Refused, changed_in

WRITE = Permission("VIS", "w")
FACTS = frozenset(
    [
        "kind",
        "state",
        "inspector",
        "on",
        "focus",
        "themes",
        "methods",
        "edition",
        "rating",
        "wanted_rating",
        "next_due",
        "priority_areas",
        "summary",
        "follow_up",
        "follow_up_body",
        "source",
    ]
)
WORDS = (
    ("focus", "The focus"),
    ("summary", "The summary"),
    ("follow_up", "What follows"),
    ("methods", "The methods"),
)


class NotPossible(Refused):
    """The visit cannot stand in the register like this."""


@transaction.atomic
def record_visit(
    *,
    about: Organisation,
    facts: Mapping[str, Any],
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
) -> Visit:
    """
    Add a visit, done or planned, to the register of an organisation, by default the acting one.

    :param facts: the columns in FACTS; `kind` and `on` are needed.
    :raises NotPossible: if the facts contradict one another.
    """
    organisation = organisation or by.organisation
    require(by, WRITE, organisation)
    visit = Visit(organisation=organisation, about=about)
    _apply(visit, facts, at)
    visit.save()
    record("visit.recorded", about=visit, by=by, at=at, concerning=_concerning(visit), kind=visit.kind)
    return visit


@transaction.atomic
def correct_visit(
    *, visit: Visit, version: int, changes: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> Visit:
    """
    Change what the register says of a visit; what it said before stays in its history.

    :raises NothingChanged: if it says what stands already.
    :raises NotPossible: if the facts contradict one another.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, visit.organisation)
    visit = lock(visit, by=by, version=version)
    changed = changed_in(visit, changes)
    identifying.refuse_identity("The reason", reason)
    _apply(visit, changes, at)
    _check_priority_areas(visit)
    visit.save()
    record(
        "visit.corrected",
        about=visit,
        by=by,
        at=at,
        concerning=_concerning(visit),
        changed=changed,
        content={"reason": reason},
    )
    return visit


@transaction.atomic
def add_finding(*, visit: Visit, version: int, kind: str, text: str, by: Actor, at: datetime) -> VisitFinding:
    """
    Add what a visit found.

    :raises NotPossible: if the visit has not happened yet.
    """
    require(by, WRITE, visit.organisation)
    visit = lock(visit, by=by, version=version)
    if visit.state != Visit.State.DONE:
        raise NotPossible("A visit finds something once it is done.")
    identifying.refuse_identity("The finding", text)
    finding = VisitFinding(visit=visit, kind=kind, text=text, place=visit.findings.count())
    finding.save()
    visit.priority_areas = _counted_priorities(visit)
    visit.save(update_fields=["version", "priority_areas"])
    record("visit.finding_added", about=visit, by=by, at=at, concerning=_concerning(visit), kind=kind)
    return finding


@transaction.atomic
def withdraw_finding(
    *, finding: VisitFinding, version: int, reason: str, by: Actor, at: datetime
) -> VisitFinding:
    """
    Take back a finding that was noted wrongly; its words stay in the history.

    :raises NotPossible: if no reason is given.
    """
    require(by, WRITE, finding.visit.organisation)
    visit = lock(finding.visit, by=by, version=version)
    if not reason.strip():
        raise NotPossible("Say why the finding is taken back.")
    finding.withdrawn_because = reason
    finding.save(update_fields=["withdrawn_because"])
    visit.priority_areas = _counted_priorities(visit)
    visit.save(update_fields=["version", "priority_areas"])
    record(
        "visit.finding_withdrawn",
        about=visit,
        by=by,
        at=at,
        concerning=_concerning(visit),
        content={"reason": reason},
    )
    return finding


def _concerning(visit: Visit) -> list[Organisation]:
    return [o for o in (visit.organisation, visit.about, visit.inspector) if o]


def _apply(visit: Visit, facts: Mapping[str, Any], at: datetime) -> None:
    if unknown := facts.keys() - FACTS:
        raise ValueError(f"not facts of a visit: {sorted(unknown)}")
    for name, value in facts.items():
        setattr(visit, name, value)
    for name, called in WORDS:
        identifying.refuse_identity(called, getattr(visit, name))
    if not visit.on:
        raise NotPossible("Say when the visit was, or is to be.")
    if visit.inspector_id and visit.inspector_id == visit.about_id:
        raise NotPossible("Nobody inspects themselves. Choose who visited.")
    _check_state(visit, at)


def _check_state(visit: Visit, at: datetime) -> None:
    if visit.state == Visit.State.DONE and visit.on.starts_on > at.date():
        raise NotPossible("A visit in the future is planned, not done.")
    if visit.state != Visit.State.DONE and (visit.rating or visit.priority_areas is not None):
        raise NotPossible("A rating and priority areas are known only once the visit is done.")


def _check_priority_areas(visit: Visit) -> None:
    """The number stated and the priority areas written out are one number, so that 0 never stands beside a finding."""
    written = visit.findings.filter(kind=VisitFinding.Kind.PRIORITY, withdrawn_because="").count()
    if written and visit.priority_areas != written:
        raise NotPossible(f"{written} priority areas are written out below. The number must be the same.")


def _counted_priorities(visit: Visit) -> int | None:
    """Return the number of priority areas written out; where none is, what was stated stays."""
    written = visit.findings.filter(kind=VisitFinding.Kind.PRIORITY)
    return written.filter(withdrawn_because="").count() if written.exists() else visit.priority_areas
