"""Writes about closer oversight: entering and leaving a process, what befalls a provider, how assurance was had."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from safeguarding.assure.oversight.models import AssuranceSource, ProcessEntry, ProviderEvent
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import identifying
from safeguarding.kit.periods import Period
from safeguarding.kit.refusals import Refused, changed_in

WRITE = Permission("INT", "w")
CORRECTABLE = frozenset(
    ["entered", "reason", "stage", "responded", "exit_criteria", "left", "exit", "exit_evidence", "feedback"]
)


class NotPossible(Refused):
    """The register of oversight cannot hold this."""


@transaction.atomic
def enter_process(
    *,
    about: Organisation,
    process: str,
    entered: Period,
    reason: str,
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    stage: str = "",
    exit_criteria: str = "",
) -> ProcessEntry:
    """
    Note that a provider entered a quality process.

    :raises NotPossible: if it is in that process already.
    """
    organisation = organisation or by.organisation
    require(by, WRITE, organisation)
    _check_words(("The reason", reason), ("The criteria", exit_criteria))
    running = ProcessEntry.objects.filter(organisation=organisation, about=about, process=process, left=None)
    if running.exists():
        raise NotPossible(f"{about.name} is already in this process.")
    entry = ProcessEntry(
        organisation=organisation,
        about=about,
        process=process,
        entered=entered,
        reason=reason,
        stage=stage,
        exit_criteria=exit_criteria,
    )
    entry.save()
    record(
        "process.entered", about=entry, by=by, at=at, concerning=[organisation], content={"process": process}
    )
    return entry


@transaction.atomic
def leave_process(
    *,
    entry: ProcessEntry,
    version: int,
    left: Period,
    exit: str,  # noqa: A002  the column's name
    evidence: str,
    by: Actor,
    at: datetime,
) -> ProcessEntry:
    """
    Note that a provider left a quality process, with the evidence on which that was decided.

    :raises NotPossible: if it has left already, left before it entered, or no evidence is given.
    """
    require(by, WRITE, entry.organisation)
    entry = lock(entry, by=by, version=version)
    if entry.left:
        raise NotPossible("The provider has already left this process.")
    entry.left, entry.exit, entry.exit_evidence = left, exit, evidence
    _check(entry)
    entry.save()
    record("process.left", about=entry, by=by, at=at, concerning=[entry.organisation], content={"how": exit})
    return entry


@transaction.atomic
def correct_entry(
    *, entry: ProcessEntry, version: int, changes: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> ProcessEntry:
    """
    Change what is held of a provider's time in a process; what it said before stays in its history.

    :raises NothingChanged: if it says what stands already.
    :raises NotPossible: if the facts contradict one another.
    """
    require(by, WRITE, entry.organisation)
    entry = lock(entry, by=by, version=version)
    if unknown := changes.keys() - CORRECTABLE:
        raise ValueError(f"not to be corrected: {sorted(unknown)}")
    changed = changed_in(entry, changes)
    _check_words(("The reason for the correction", reason))
    for name in changed:
        setattr(entry, name, changes[name])
    _check(entry)
    entry.save()
    record(
        "process.corrected",
        about=entry,
        by=by,
        at=at,
        concerning=[entry.organisation],
        changed=changed,
        content={"reason": reason},
    )
    return entry


@transaction.atomic
def note_event(
    *,
    about: Organisation,
    kind: str,
    happened: Period,
    summary: str,
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    supported_by: Organisation | None = None,
    transition: str = "",
    moved_to: Organisation | None = None,
) -> ProviderEvent:
    """
    Note what befell a provider.

    :raises NotPossible: if a provider that can no longer pay has no word on what became of the people it cared for.
    """
    organisation = organisation or by.organisation
    require(by, WRITE, organisation)
    _check_words(("The summary", summary), ("What became of people and staff", transition))
    if kind == ProviderEvent.Kind.INSOLVENCY and not transition:
        # Care Act 2014, s.48: a council must meet needs at once when a registered provider fails.
        raise NotPossible("Say what became of the packages of care and the staff.")
    event = ProviderEvent(
        organisation=organisation,
        about=about,
        kind=kind,
        happened=happened,
        summary=summary,
        transition=transition,
        moved_to=moved_to,
        supported_by=supported_by,
    )
    event.save()
    record(
        "provider_event.noted", about=event, by=by, at=at, concerning=[organisation], content={"kind": kind}
    )
    return event


@transaction.atomic
def correct_event(
    *, event: ProviderEvent, version: int, changes: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> ProviderEvent:
    """
    Change what is held of an event; what it said before stays in its history.

    :raises NothingChanged: if it says what stands already.
    """
    require(by, WRITE, event.organisation)
    event = lock(event, by=by, version=version)
    if unknown := changes.keys() - {"kind", "happened", "summary", "transition"}:
        raise ValueError(f"not to be corrected: {sorted(unknown)}")
    changed = changed_in(event, changes)
    for name in changed:
        setattr(event, name, changes[name])
    _check_words(
        ("The summary", event.summary), ("What became of people", event.transition), ("The reason", reason)
    )
    event.save()
    record(
        "provider_event.corrected",
        about=event,
        by=by,
        at=at,
        concerning=[event.organisation],
        changed=changed,
        content={"reason": reason},
    )
    return event


@transaction.atomic
def note_assurance(
    *,
    about: Organisation,
    means: str,
    on: Period,
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    note: str = "",
) -> AssuranceSource:
    """Note an occasion on which assurance about an organisation was had."""
    organisation = organisation or by.organisation
    require(by, WRITE, organisation)
    _check_words(("The note", note))
    source = AssuranceSource(organisation=organisation, about=about, means=means, on=on, note=note)
    source.save()
    record("assurance.noted", about=source, by=by, at=at, concerning=[organisation], means=means)
    return source


def _check(entry: ProcessEntry) -> None:
    _check_words(
        ("The reason", entry.reason),
        ("The evidence", entry.exit_evidence),
        ("The criteria", entry.exit_criteria),
        ("The feedback", entry.feedback),
    )
    if entry.left and entry.left.ends_on < entry.entered.starts_on:
        raise NotPossible("A provider cannot leave a process before it entered.")
    if entry.left and not (entry.exit and entry.exit_evidence.strip()):
        raise NotPossible("Say how the provider left and on which evidence.")
    if not entry.left and (entry.exit or entry.exit_evidence):
        raise NotPossible("Say when the provider left.")


def _check_words(*told: tuple[str, str]) -> None:
    for called, text in told:
        identifying.refuse_identity(called, text)
