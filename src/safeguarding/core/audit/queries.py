"""Reads of what was done to one record: who, when, why, and what its columns said before and after."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import is_mine, organisations_where
from safeguarding.core.audit import wording
from safeguarding.core.audit.models import ALARMS, READINGS, AuditRecord, AuditTouch, RowHistory, name_of
from safeguarding.core.people.models import User
from safeguarding.core.restricted.models import Exclusion, RestrictedRecord
from safeguarding.kit import when
from safeguarding.kit.pages import words
from safeguarding.kit.periods import ONE_DAY, Period

SILENT = frozenset({"id", "public_id", "version", "counted_from", "counted_to"})


@dataclass(frozen=True)
class Done:
    """One thing that was done to a record, as its page shows it."""

    text: str
    at: datetime
    by: str
    reason: str = ""
    changes: list[str] = field(default_factory=list)

    @property
    def when(self) -> str:
        """Return the moment in words."""
        return words.moment(self.at)

    @property
    def detail(self) -> str:
        """Return what changed and why, in one text."""
        said = [*self.changes, *([f"Reason: {self.reason}"] if self.reason else [])]
        return ". ".join(each.removesuffix(".") for each in said)


def history(actor: Actor, about: models.Model, called: Mapping[str, str] | None = None) -> list[Done]:
    """
    Return what was done to a record, the latest first, with what each correction changed.

    :param called: what the record's page calls its columns, where their own names say less; an empty one is left out.
    """
    records = list(
        AuditRecord.objects.filter(is_mine(actor, "organisation"), about=name_of(about))
        .select_related("content")
        .order_by("sequence", "id")
    )
    rows = RowHistory.objects.filter(relation=about._meta.db_table, row_id=about.pk, verb="UPDATE")
    updates = list(rows.order_by("recorded_at", "id"))
    people = dict(User.objects.filter(email__in={r.by for r in records}).values_list("email", "name"))
    done, last = [], None
    for record in records:
        mine = [
            u for u in updates if u.recorded_at <= record.recorded_at and (not last or u.recorded_at > last)
        ]
        changes = [change for update in mine for change in changes_of(about, update, called or {})]
        text = wording.done(record.what)
        by = people.get(record.by, record.by)
        done.append(Done(text, record.recorded_at, by, wording.reason_of(record), changes))
        last = record.recorded_at
    return done[::-1]


def changes_of(about: models.Model, update: RowHistory, called: Mapping[str, str]) -> list[str]:
    """Return each column that an update changed, with what it said before and says after."""
    found = []
    for column in about._meta.concrete_fields:
        before, after = ((side or {}).get(column.column) for side in (update.before, update.after))
        name = called.get(column.name, str(column.verbose_name).removeprefix("is ").capitalize())
        if before == after or column.name in SILENT or not name:
            continue
        if column.is_relation:
            found.append(f"{name} changed")
        else:
            found.append(f"{name}: {_said(column, before)} → {_said(column, after)}")
    return found


def _said(column: models.Field, value: object) -> str:
    """Return a stored value as the page shows it."""
    if value in (None, "", []):
        return "nothing"
    if isinstance(column, when.KnownDays):
        first, _, after = str(value).strip("[)").partition(",")
        days = [datetime.fromisoformat(day).date() for day in (first, after)]
        return when.words(Period(days[0], days[1] - ONE_DAY))
    if isinstance(value, list):
        return words.listed(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(column, models.DateTimeField):
        return words.moment(datetime.fromisoformat(str(value)))
    if isinstance(column, models.DateField):
        return words.day(date.fromisoformat(str(value)))
    return str(dict(column.flatchoices).get(value, value))


READ = Permission("AUD", "r")


def records(actor: Actor) -> QuerySet[AuditRecord]:
    """Return what was done for the organisations whose audit the actor may read, the latest first."""
    found = AuditRecord.objects.filter(organisation__in=organisations_where(actor, READ))
    return _without_what_they_are_kept_from(actor, found).order_by("-recorded_at", "-id")


def _without_what_they_are_kept_from(actor: Actor, found: QuerySet[AuditRecord]) -> QuerySet[AuditRecord]:
    """Leave out what touched a record that the actor is kept from: who looks into somebody must not show to them."""
    kept_from = _kept_from(actor)
    return (
        found.exclude(pk__in=AuditTouch.objects.filter(record__in=kept_from).values("entry"))
        if kept_from
        else found
    )


def _kept_from(actor: Actor) -> list[UUID]:
    """Return the records that the actor is kept from, whatever else would open them."""
    return list(Exclusion.objects.filter(user=actor.user, ended_at=None).values_list("record", flat=True))


def touching(rows: QuerySet[AuditRecord], typed: str) -> QuerySet[AuditRecord]:
    """Narrow by an index to everything that one person did or that touched one record, where either was typed whole."""
    for exact in ({"by": typed}, {"about": typed}):
        if typed and rows.filter(**exact).exists():
            return rows.filter(**exact)
    key: UUID | None
    try:
        key = UUID(typed)
    except ValueError:
        key = (
            RestrictedRecord.objects.filter(reference=typed.upper()).values_list("record", flat=True).first()
        )
    return rows.filter(touches__record=key) if key else rows


def looked_at(actor: Actor) -> QuerySet[AuditRecord]:
    """Return what the person themselves has read of restricted records, for the organisation that they act for."""
    own = AuditRecord.objects.filter(by=actor.name, organisation=actor.organisation, what__in=READINGS)
    return own.order_by("-recorded_at", "-id")


def readings(actor: Actor, record: UUID) -> QuerySet[AuditRecord]:
    """Return who read one record, of this organisation and of others to whom it opens, the latest first."""
    found = AuditRecord.objects.filter(touches__record=record, what__in=READINGS)
    found = _without_what_they_are_kept_from(actor, found)
    return found.select_related("organisation").order_by("-recorded_at", "-id")


def names_of(emails: Iterable[str]) -> dict[str, str]:
    """Return the names of people by the e-mail address that the audit knows them by."""
    return dict(User.objects.filter(email__in=set(emails)).values_list("email", "name"))


def reference_of(actor: Actor, record: UUID) -> str:
    """Return the reference of a restricted record that the actor may know of, or nothing."""
    known = RestrictedRecord.objects.filter(record=record).exclude(record__in=_kept_from(actor))
    return known.values_list("reference", flat=True).first() or ""


def references(actor: Actor, rows: Iterable[AuditRecord]) -> dict[UUID, str]:
    """Return the references of the restricted records that readings are about, of those that the actor may know of."""
    about = {key for row in rows if (key := wording.key_of(row))}
    known = RestrictedRecord.objects.filter(record__in=about).exclude(record__in=_kept_from(actor))
    return dict(known.values_list("record", "reference"))


def since(rows: QuerySet[AuditRecord], now: datetime, days: int) -> QuerySet[AuditRecord]:
    """Return what was recorded in the last so many days."""
    return rows.filter(recorded_at__gte=now - timedelta(days=days))


def alarms_lately(actor: Actor, now: datetime) -> list[AuditRecord]:
    """Return what was noticed by itself in the last 31 days: who was stopped, what was probed, what many looked at."""
    return list(since(records(actor).filter(what__in=list(ALARMS)), now, 31))


def taken_lately(actor: Actor, now: datetime) -> tuple[int, int]:
    """Return how many lists somebody took away as files in the last hour, and how many rows stood in them."""
    taken = AuditRecord.objects.filter(
        what="list.downloaded",
        by=actor.name,
        organisation=actor.organisation,
        recorded_at__gt=now - timedelta(hours=1),
    )
    rows = [json.loads(body)["detail"]["rows"] for body in taken.values_list("body", flat=True)]
    return len(rows), sum(rows)
