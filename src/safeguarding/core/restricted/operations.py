"""Opens restricted records, and changes their lists, levels and flags: alone where that closes, by two where it opens."""

import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import ClassVar, Protocol
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.options import Options
from django.urls import reverse

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.decision import RESTRICTED
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock
from safeguarding.core.audit.operations import record
from safeguarding.core.notices.operations import tell
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import User
from safeguarding.core.restricted import disposing, ledger, managing, queries, rules
from safeguarding.core.restricted.models import Exclusion, NamedPerson, Proposal, RestrictedRecord
from safeguarding.core.restricted.queries import require
from safeguarding.kit import identifying
from safeguarding.kit.refusals import Refused

REFERENCE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # nothing that reads as a word or as another letter


class Row(Protocol):
    """What every record of level L3 or L4 has, whatever its topic."""

    resource: str
    public_id: UUID
    _meta: ClassVar[Options]

    @property
    def organisation(self) -> Organisation:
        """Return whose record it is."""


class NotPossible(Refused):
    """A restricted record cannot be changed in this way."""


@transaction.atomic
def open_restricted(*, row: Row, level: int, retention: str, by: Actor, at: datetime) -> RestrictedRecord:
    """
    Enter a record of level L3 or L4 before it is saved, and name the person who opens it.

    The row's own words are saved after this by the topic that it belongs to: the database takes no row that is not
    entered here, and at level L4 none from anybody who is not on its list.
    """
    require(by, Permission(row.resource, "w"), row.organisation)
    restricted = RestrictedRecord(
        record=row.public_id,
        kind=row._meta.label_lower,
        resource=row.resource,
        organisation=row.organisation,
        reference=f"{row.resource}-{''.join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))}",
        level=level,
        opened_at=at,
        opened_by=by.user,
        retention=retention,
    )
    restricted.save()
    _name(restricted, by.person, None, by, None, "Opened the record")
    record("restricted.opened", about=restricted, by=by, at=at, level=level, kind=restricted.kind)
    return restricted


@transaction.atomic
def name_person(
    *,
    restricted: RestrictedRecord,
    person: User,
    reason: str,
    by: Actor,
    at: datetime,
    until: datetime | None = None,
) -> NamedPerson:
    """
    Put somebody on the list of an L3 record; on that of an L4 record only a second person's agreement does.

    :raises NotPossible: if this takes two, it is themselves, or the person is kept from the record.
    """
    _require_manager(restricted, by)
    if person.pk == by.person.pk:
        # Security plan 1.3: whoever gives is never who is given.
        raise NotPossible("Nobody puts themselves on a list. Ask somebody else who looks after this record.")
    if rules.takes_two("NAME", restricted.level):
        raise NotPossible(
            "Two people change the list of a record that is closed to all but its list. Ask for it, and somebody else agrees."
        )
    _refuse_excluded(restricted, person)
    _check(reason)
    named = _name(restricted, person, until, by, None, reason)
    record(
        "restricted.named",
        about=restricted,
        by=by,
        at=at,
        person=person.public_id,
        content={"reason": reason},
    )
    return named


@transaction.atomic
def exclude(*, restricted: RestrictedRecord, person: User, by: Actor, at: datetime) -> Exclusion:
    """Keep somebody from a record at once, whatever else would open it; taking that back takes two."""
    _require_manager(restricted, by)
    found, new = Exclusion.objects.get_or_create(
        record=restricted.record,
        user=person,
        ended_at=None,
        defaults={"organisation": restricted.organisation, "excluded_at": at, "excluded_by": by.user},
    )
    if not new:
        raise NotPossible("They are kept from this record already.")
    record("restricted.excluded", about=restricted, by=by, at=at, person=person.public_id)
    ledger.note_closed(restricted, at)
    return found


@transaction.atomic
def raise_level(*, restricted: RestrictedRecord, by: Actor, at: datetime) -> RestrictedRecord:
    """
    Close a record to all but the people on its list; whoever closes it is put on it if they read it until now.

    :raises NotPossible: if it is at the highest level already.
    """
    _require_manager(restricted, by)
    if restricted.level >= RESTRICTED:
        raise NotPossible("The record is at the highest level already.")
    if not queries.is_on_list(by, restricted.record) and queries.reads(by, restricted):
        _name(restricted, by.person, None, by, None, "Raised the level")
    restricted.level = RESTRICTED
    restricted.save(update_fields=["level"])
    record("restricted.raised", about=restricted, by=by, at=at, level=RESTRICTED)
    ledger.note_closed(restricted, at)
    return restricted


@transaction.atomic
def flag(
    *, restricted: RestrictedRecord, by: Actor, at: datetime, safe_address: bool = False, hold: str = ""
) -> RestrictedRecord:
    """Mark that a record holds a safe address, or that a legal hold stands and why; clearing either takes two."""
    _require_manager(restricted, by)
    _check(hold)
    if hold and restricted.held_at is None:
        restricted.held_for, restricted.held_at, restricted.held_by = hold, at, by.user
    restricted.has_safe_address = restricted.has_safe_address or safe_address
    restricted.save(update_fields=["held_for", "held_at", "held_by", "has_safe_address"])
    record("restricted.flagged", about=restricted, by=by, at=at, safe_address=safe_address, hold=bool(hold))
    ledger.note_closed(restricted, at)
    return restricted


@transaction.atomic
def propose(
    *,
    restricted: RestrictedRecord,
    kind: str,
    reason: str,
    by: Actor,
    at: datetime,
    person: User | None = None,
) -> Proposal:
    """
    Ask for a change that takes a second person.

    :raises NotPossible: if the change makes no sense on this record.
    """
    if kind == Proposal.Kind.EMERGENCY:
        if not queries.may_open_in_emergency(by, restricted):
            raise PermissionDenied("an emergency opening")
        person = by.user
    else:
        _require_manager(restricted, by)
    _check(reason)
    _refuse_senseless(restricted, kind, person, at.date())
    proposal = Proposal(
        restricted=restricted,
        organisation=restricted.organisation,
        kind=kind,
        person=person,
        reason=reason,
        asked_at=at,
        asked_by=by.user,
    )
    proposal.save()
    tell(
        organisation=restricted.organisation,
        kind="restricted.asked",
        url=reverse("core:restricted_decide", args=[proposal.public_id]),
        roles=sorted(rules.EMERGENCY_OPENERS if kind == "EMERGENCY" else rules.LIST_CHANGERS),
        about=restricted.record,
        by=by,
        at=at,
    )
    record("restricted.asked", about=restricted, by=by, at=at, kind=kind, proposal=proposal.public_id)
    return proposal


@transaction.atomic
def decide(*, proposal: Proposal, version: int, agree: bool, by: Actor, at: datetime) -> Proposal:
    """
    Agree to a change and put it into effect, or refuse it; never one's own, never one that opens the record to oneself.

    :raises NotPossible: if somebody decides their own, or what was asked for makes no sense any more.
    """
    restricted = proposal.restricted
    if proposal.kind != Proposal.Kind.EMERGENCY:
        _require_manager(restricted, by)
    about_them = proposal.kind == Proposal.Kind.NAME and proposal.person_id == by.person.pk
    who = queries.standing(by, restricted)
    if not rules.may_decide(
        who, proposal.kind, is_asker=proposal.asked_by_id == by.person.pk, is_about_them=about_them
    ):
        raise NotPossible("Somebody else who looks after this record decides this.")
    proposal = lock(proposal, by=by, version=version)
    if proposal.decided_at:
        raise NotPossible("This was decided already.")
    proposal.decided_at, proposal.decided_by, proposal.is_agreed = at, by.user, agree
    proposal.save()
    if agree:
        EFFECTS[proposal.kind](restricted, proposal, by, at)
        proposal.is_done = True
        proposal.save(update_fields=["is_done"])
    record(
        "restricted.decided",
        about=restricted,
        by=by,
        at=at,
        kind=proposal.kind,
        agreed=agree,
        proposal=proposal.public_id,
    )
    return proposal


def _whom(proposal: Proposal) -> User:
    if proposal.person is None:
        raise NotPossible("This does not say whom the record is to be opened to. Ask for it again.")
    return proposal.person


def _effect_name(restricted: RestrictedRecord, proposal: Proposal, by: Actor, at: datetime) -> None:
    _refuse_excluded(restricted, proposal.person)
    _name(restricted, _whom(proposal), None, by, proposal.asked_by, proposal.reason)


def _effect_unname(restricted: RestrictedRecord, proposal: Proposal, by: Actor, at: datetime) -> None:
    queries.named_people(restricted).filter(user=proposal.person).update(until=models.functions.Now())
    ledger.note_closed(restricted, at)


def _effect_emergency(restricted: RestrictedRecord, proposal: Proposal, by: Actor, at: datetime) -> None:
    _refuse_excluded(restricted, proposal.person)
    until = at + timedelta(hours=rules.EMERGENCY_HOURS)
    _name(restricted, _whom(proposal), until, by, proposal.asked_by, "Emergency opening")


def _effect_lower(restricted: RestrictedRecord, proposal: Proposal, by: Actor, at: datetime) -> None:
    restricted.level = RESTRICTED - 1
    restricted.save(update_fields=["level"])


def _effect_readmit(restricted: RestrictedRecord, proposal: Proposal, by: Actor, at: datetime) -> None:
    queries.exclusions(restricted).filter(user=proposal.person).update(ended_at=at, ended_by=by.user)


def _effect_lift(restricted: RestrictedRecord, proposal: Proposal, by: Actor, at: datetime) -> None:
    restricted.held_for, restricted.held_at, restricted.held_by = "", None, None
    restricted.save(update_fields=["held_for", "held_at", "held_by"])


def _effect_clear(restricted: RestrictedRecord, proposal: Proposal, by: Actor, at: datetime) -> None:
    restricted.has_safe_address = False
    restricted.save(update_fields=["has_safe_address"])


EFFECTS: dict[str, Callable[[RestrictedRecord, Proposal, Actor, datetime], object]] = {
    "NAME": _effect_name,
    "UNNAME": _effect_unname,
    "EMERGENCY": _effect_emergency,
    "LOWER": _effect_lower,
    "READMIT": _effect_readmit,
    "LIFT": _effect_lift,
    "CLEAR": _effect_clear,
    "DISPOSE": disposing.dispose,
}


def _refuse_senseless(restricted: RestrictedRecord, kind: str, person: User | None, today: date) -> None:
    if queries.disposal_of(restricted):
        raise NotPossible("This record was disposed of. Nothing of it can be changed.")
    going = disposing.may_go(restricted, today)
    on_list = {named.user_id for named in queries.named_people(restricted)}
    kept_out = {one.user_id for one in queries.exclusions(restricted)}
    who = person.pk if person else None
    wrong = {
        "NAME": (who is None or who in on_list, "Choose somebody who is not on the list."),
        "UNNAME": (who not in on_list or on_list == {who}, "Choose one of several people on the list."),
        "READMIT": (who not in kept_out, "Choose somebody who is kept from the record."),
        "LOWER": (
            restricted.level < RESTRICTED,
            "It is open already to the roles that read records of its kind.",
        ),
        "LIFT": (restricted.held_at is None, "No legal hold stands."),
        "CLEAR": (not restricted.has_safe_address, "No safe-address flag is set."),
        "EMERGENCY": (
            restricted.level < RESTRICTED,
            "Only a record that is closed to all but its list is opened in this way.",
        ),
        "DISPOSE": (not going.may, going.because),
    }
    is_wrong, words = wrong[kind]
    if is_wrong:
        raise NotPossible(words)
    if kind in ("NAME", "EMERGENCY"):
        _refuse_excluded(restricted, person)


def _refuse_excluded(restricted: RestrictedRecord, person: User | None) -> None:
    if queries.exclusions(restricted).filter(user=person).exists():
        raise NotPossible("They are kept from this record. That stands before everything else.")


def _require_manager(restricted: RestrictedRecord, by: Actor) -> None:
    managing.require(by, restricted)


def _check(text: str) -> None:
    identifying.refuse_identity("The reason", text)


def _name(
    restricted: RestrictedRecord,
    person: User,
    until: datetime | None,
    by: Actor,
    asked_by: User | None,
    why: str,
) -> NamedPerson:
    named = NamedPerson(
        record=restricted.record,
        organisation=restricted.organisation,
        user=person,
        since=models.functions.Now(),
        until=until,
        named_by=asked_by or by.user,
        agreed_by=by.user if asked_by else None,
        why=why,
    )
    named.save()
    return named
