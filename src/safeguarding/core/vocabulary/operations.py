"""Writes to the vocabulary: sources as they change, duties, cohorts, terms and local words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation, OrganisationKind
from safeguarding.core.vocabulary.models import (
    Cohort,
    Duty,
    LocalWord,
    Milestone,
    MilestoneDate,
    Source,
    Term,
)
from safeguarding.kit.periods import possible_days
from safeguarding.kit.refusals import Refused

WRITE = Permission("FWK", "w")


class NotPossible(Refused):
    """The vocabulary cannot be changed in this way."""


@dataclass(frozen=True)
class SourceDetails:
    """What a source is, as typed; its milestones are set one by one."""

    title: str
    kind: str
    part_of: Source | None = None
    about: str = ""
    made_on: str = ""
    royal_assent: str = ""
    in_force_on: date | None = None
    superseded_by: Source | None = None
    superseded_on: str = ""
    wrong_citations: Sequence[str] = ()
    address: str = ""


@transaction.atomic
def add_source(*, key: str, details: SourceDetails, by: Actor, at: datetime) -> Source:
    """
    Add an Act, a section of one, regulations or guidance.

    :raises NotPossible: if a source of this key or title is known.
    """
    require(by, WRITE, by.organisation)
    if Source.objects.filter(key=key).exists() or Source.objects.filter(title__iexact=details.title).exists():
        raise NotPossible(f"{details.title} is known already.")
    source = Source(key=key)
    _fill(source, details)
    source.save()
    record("source.added", about=source, by=by, at=at, key=key)
    return source


@transaction.atomic
def change_source(*, source: Source, version: int, details: SourceDetails, by: Actor, at: datetime) -> Source:
    """
    Change what is known of a source: that it came into force, or that another took its place.

    :raises NotPossible: if it is made to replace itself.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, by.organisation)
    source = lock(source, by=by, version=version)
    if details.superseded_by and details.superseded_by.pk == source.pk:
        raise NotPossible("A source cannot replace itself.")
    _fill(source, details)
    source.save()
    record("source.changed", about=source, by=by, at=at, key=source.key, in_force_on=source.in_force_on)
    return source


def _fill(source: Source, details: SourceDetails) -> None:
    for text in (details.made_on, details.royal_assent, details.superseded_on):
        if text:
            possible_days(text)
    for name in SourceDetails.__dataclass_fields__:
        value = getattr(details, name)
        setattr(source, name, list(value) if isinstance(value, tuple) else value)


@transaction.atomic
def plan_milestone(
    *,
    source: Source,
    title: str,
    planned_for: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    announced_on: str = "",
) -> MilestoneDate:
    """
    Set, or set anew, when something that a source plans is to happen; every earlier date is kept.

    :param planned_for: as far as it is known, such as 2022-04; empty when the plan was given up.
    :raises NotPossible: when a date is moved without saying why.
    """
    require(by, WRITE, by.organisation)
    for text in (planned_for, announced_on):
        if text:
            possible_days(text)
    milestone, _ = Milestone.objects.get_or_create(source=source, title=title)
    if milestone.dates.exists() and not reason:
        raise NotPossible("Say why the date was moved.")
    planned = MilestoneDate(
        milestone=milestone, planned_for=planned_for, reason=reason, announced_on=announced_on
    )
    planned.save()
    record(
        "milestone.planned", about=source, by=by, at=at, content={"milestone": title}, planned_for=planned_for
    )
    return planned


@transaction.atomic
def set_up_cohort(*, key: str, name: str, note: str, by: Actor, at: datetime) -> Cohort:
    """Add or reword a cohort."""
    require(by, WRITE, by.organisation)
    cohort, new = Cohort.objects.update_or_create(key=key, defaults={"name": name, "note": note})
    if new:
        record("cohort.set_up", about=None, by=by, at=at, key=key)
    return cohort


@transaction.atomic
def set_up_duty(
    *,
    key: str,
    title: str,
    audience: Sequence[str],
    standing: str,
    sources: Sequence[Source],
    kinds: Sequence[OrganisationKind],
    by: Actor,
    at: datetime,
    indicators: Sequence[str] = (),
) -> Duty:
    """Add or reword a duty, whom it is for, which law or guidance lays it down and whom it binds."""
    require(by, WRITE, by.organisation)
    duty, new = Duty.objects.update_or_create(
        key=key,
        defaults={
            "title": title,
            "audience": list(audience),
            "standing": standing,
            "indicators": list(indicators),
        },
    )
    duty.sources.set(sources)
    duty.kinds.set(kinds)
    if new:
        record("duty.set_up", about=duty, by=by, at=at, key=key)
    return duty


@transaction.atomic
def set_up_term(
    *,
    key: str,
    name: str,
    meaning: str,
    by: Actor,
    at: datetime,
    includes: Sequence[str] = (),
    source: Source | None = None,
    age_limit: int | None = None,
) -> Term:
    """Add or reword a term and its meaning."""
    require(by, WRITE, by.organisation)
    term, new = Term.objects.update_or_create(
        key=key,
        defaults={
            "name": name,
            "meaning": meaning,
            "includes": list(includes),
            "source": source,
            "age_limit": age_limit,
        },
    )
    if new:
        record("term.set_up", about=None, by=by, at=at, key=key)
    return term


@transaction.atomic
def say_locally(
    *, term: Term, area: Organisation, word: str, reason: str, by: Actor, at: datetime
) -> LocalWord:
    """
    Say what an area calls something, and why; its pages and papers use the word from now on.

    :raises NotPossible: without a reason: a word is chosen, usually by the people whom it is about.
    """
    require(by, WRITE, by.organisation)
    if not reason.strip():
        raise NotPossible("Say who chose the word and why.")
    local, _ = LocalWord.objects.update_or_create(
        term=term, area=area, defaults={"word": word, "reason": reason}
    )
    record("local_word.set", about=area, by=by, at=at, concerning=[area], term=term.key, word=word)
    return local
