"""Reads about restricted records: what is kept of them, who is on their lists, what waits for a second person."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from safeguarding.core.access import decision, policy
from safeguarding.core.access import queries as access
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.rowsecurity import our_models
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import User
from safeguarding.core.restricted import retention, rules
from safeguarding.core.restricted.models import (
    Disposal,
    Exclusion,
    NamedPerson,
    Proposal,
    RestrictedRecord,
)


def require(by: Actor, permission: Permission, organisation: Organisation) -> None:
    """
    Refuse with a 403 unless the actor's roles hold the permission at their own organisation, if only for named records.

    Whoever opens a record of a kind that is read by named people is the first whom it names.
    """
    own = by.organisation is not None and by.organisation.pk == organisation.pk
    if not own or not policy.reach(by.roles, permission) & set("on*"):
        raise PermissionDenied(f"{permission} for {organisation}")


def standing(actor: Actor, restricted: RestrictedRecord) -> rules.Standing:
    """Return how the actor stands to a restricted record; to another organisation's they hold no role."""
    is_ours = Organisation.objects.filter(access.is_mine(actor, "pk"), pk=restricted.organisation_id).exists()
    return rules.Standing(
        roles=actor.roles if is_ours else frozenset(),
        resource=restricted.resource,
        level=restricted.level,
        is_case_owner=is_ours and actor.user is not None and restricted.opened_by_id == actor.user.pk,
        is_excluded=Exclusion.objects.filter(
            record=restricted.record, user=actor.user, ended_at=None
        ).exists(),
    )


def may_manage(actor: Actor, restricted: RestrictedRecord) -> bool:
    """Tell whether the actor may change the list, the level or the flags of a record."""
    return rules.may_manage(standing(actor, restricted))


def may_open_in_emergency(actor: Actor, restricted: RestrictedRecord) -> bool:
    """Tell whether the actor may be one of the two who open a record in an emergency."""
    return rules.may_open_in_emergency(standing(actor, restricted))


def restricted_records(actor: Actor) -> QuerySet[RestrictedRecord]:
    """Return the restricted records whose list the actor may look after, the latest first: references, never words."""
    own = RestrictedRecord.objects.filter(access.is_mine(actor, "organisation"))
    if not actor.roles & (rules.LIST_CHANGERS | rules.EMERGENCY_OPENERS):
        written = [r for r in policy.resources() if policy.reach(actor.roles, Permission(r, "w")) & set("oc")]
        own = own.filter(Q(opened_by=actor.user) | Q(resource__in=written, level__lt=decision.RESTRICTED))
    kept_from = Exclusion.objects.filter(user=actor.user, ended_at=None).values("record")
    return (
        own.exclude(record__in=kept_from)
        .select_related("organisation", "opened_by", "held_by", "disposal")
        .order_by("-opened_at", "-id")
    )


def looks_after(actor: Actor, record: UUID) -> bool:
    """Tell whether the actor may look after the list of a record: only they are led to it."""
    return restricted_records(actor).filter(record=record).exists()


def get_restricted(actor: Actor, record: UUID) -> RestrictedRecord:
    """Return what is kept of one restricted record, or 404 so that nobody learns that it exists."""
    found = restricted_records(actor).filter(record=record).first()
    if found is None:
        raise Http404
    return found


def is_about_child(record: UUID) -> bool:
    """Tell whether a record is kept as one about a child."""
    return RestrictedRecord.objects.filter(record=record, retention="child").exists()


def disposal_of(restricted: RestrictedRecord) -> Disposal | None:
    """Return the stub of a record that was disposed of."""
    found = Disposal.objects.filter(restricted=restricted).select_related("asked_by", "disposed_by")
    return found.first()


def get_kept(actor: Actor, record: UUID) -> RestrictedRecord:
    """Return what is kept of a record that was not disposed of, or 404."""
    found = get_restricted(actor, record)
    if disposal_of(found):
        raise Http404
    return found


def due(actor: Actor) -> QuerySet[RestrictedRecord]:
    """Return the records that the actor looks after whose time has passed, held or not; the longest ended first."""
    ended = restricted_records(actor).filter(counts_from__isnull=False, disposal__isnull=True)
    found = [
        key
        for key, kind, end, born, died in ended.values_list(
            "pk", "retention", "counts_from", "born_in", "died_in"
        )
        if retention.is_due(kind, end, actor.today, born_in=born, died_in=died)
    ]
    return ended.filter(pk__in=found).order_by("counts_from", "id")


def asked_to_dispose(rows: Iterable[RestrictedRecord]) -> set[int]:
    """Return which of these records somebody asked to dispose of; it waits for a second person."""
    waiting = Proposal.objects.filter(kind=Proposal.Kind.DISPOSE, decided_at=None, restricted__in=rows)
    return set(waiting.values_list("restricted_id", flat=True))


def named_people(restricted: RestrictedRecord) -> QuerySet[NamedPerson]:
    """Return who is on a record's list now, and until when."""
    listed = access.live_list(NamedPerson.objects.filter(record=restricted.record))
    return listed.select_related("user").order_by("user__name", "id")


def is_on_list(actor: Actor, record: UUID) -> bool:
    """Tell whether the actor is on a record's list now."""
    return access.live_list(NamedPerson.objects.filter(user=actor.user, record=record)).exists()


def closed_and_open_to(actor: Actor) -> QuerySet[RestrictedRecord]:
    """Return the records closed to all but the people on their lists on whose list the actor is, the latest first."""
    closed = RestrictedRecord.objects.filter(level=decision.RESTRICTED, record__in=access.named_on(actor))
    return closed.exclude(record__in=access.kept_from(actor)).order_by("-opened_at", "-id")


def address_of(restricted: RestrictedRecord) -> str:
    """Return the address of the record itself: one name finds the page of every topic."""
    model = model_of(restricted.kind)
    room, topic = model.__module__.split(".")[1:3]
    return reverse(f"{room}:{topic}_show", args=[restricted.record])


def reads(actor: Actor, restricted: RestrictedRecord) -> bool:
    """Tell whether the actor reads the record itself, by role or list, and not its reference alone."""
    return (
        access.rows(model_of(restricted.kind), actor, Permission(restricted.resource, "r"))
        .filter(public_id=restricted.record)
        .exists()
    )


def exclusions(restricted: RestrictedRecord) -> QuerySet[Exclusion]:
    """Return who is kept from a record."""
    return (
        Exclusion.objects.filter(record=restricted.record, ended_at=None)
        .select_related("user")
        .order_by("user__name")
    )


def proposals(actor: Actor) -> QuerySet[Proposal]:
    """Return what waits for a second person on the records that the actor looks after, the longest waiting first."""
    return (
        Proposal.objects.filter(decided_at=None, restricted__in=restricted_records(actor))
        .select_related("restricted__organisation", "person", "asked_by")
        .order_by("asked_at", "id")
    )


def get_proposal(actor: Actor, public_id: UUID) -> Proposal:
    """Return one proposal that waits, or 404."""
    found = proposals(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def person_by_email(email: str) -> User | None:
    """Return a person who signs in with this e-mail address."""
    return User.objects.filter(email__iexact=email, is_active=True, is_system=False).first()


def model_of(kind: str) -> type[models.Model]:
    """Return the model of a kind of record, such as "act.disclosure"."""
    found = next((model for model in our_models() if model._meta.label_lower == kind), None)
    if found is None:
        raise Http404
    return found
