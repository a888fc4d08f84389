"""Gives and ends roles, and starts a deployment."""

from datetime import date, datetime

from django.db import transaction

from safeguarding.core.access import context, policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.models import RoleHolding, Share
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation, OrganisationKind
from safeguarding.core.people.models import User
from safeguarding.kit.refusals import Refused

SYSTEM_EMAIL = "system@safeguarding.invalid"


class NotYours(Refused):
    """Nobody gives a role to themselves."""


def system_actor(today: date, purpose: str) -> Actor:
    """
    Return the deployment's own commands as an actor: a named row, acting for the deployment itself.

    The first call on an empty database makes both rows; there is nobody yet who could have been asked.
    """
    with transaction.atomic():
        before = context.current()
        context.set_context(["", "0", "0", today.isoformat()])
        kind, _ = OrganisationKind.objects.get_or_create(
            key="deployment", defaults={"name": "Deployment", "plural": "Deployments"}
        )
        organisation, _ = Organisation.objects.get_or_create(kind=kind, defaults={"name": "This deployment"})
        user, _ = User.objects.get_or_create(
            email=SYSTEM_EMAIL, defaults={"name": "The system", "is_active": False, "is_system": True}
        )
        context.set_context(before)
    return Actor(
        user=user,
        organisation=organisation,
        roles=frozenset({policy.SYSTEM.key}),
        today=today,
        assurance="system",
        purpose=purpose,
    )


@transaction.atomic
def give_role(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    starts_on: date,
    by: Actor,
    at: datetime,
    ends_on: date | None = None,
) -> RoleHolding:
    """
    Give a person a role for an organisation, from a day to a day.

    :raises NotYours: if somebody tries to give a role to themselves.
    :raises KeyError: if the access matrix has no such role.
    """
    require(by, Permission("USR", "w"), organisation)
    if by.user and by.user.pk == user.pk:
        raise NotYours("You cannot give a role to yourself. Ask another administrator.")
    title = policy.roles()[role].title
    holding = RoleHolding(
        user=user,
        organisation=organisation,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        given_by=by.user,
    )
    holding.save()
    record("role.given", about=user, by=by, at=at, concerning=[organisation], role=role, title=title)
    return holding


@transaction.atomic
def end_role(*, holding: RoleHolding, ends_on: date, by: Actor, at: datetime) -> RoleHolding:
    """End a role on a day; from the next request on it opens nothing."""
    require(by, Permission("USR", "w"), holding.organisation)
    holding.ends_on = ends_on
    holding.save(update_fields=["ends_on"])
    record(
        "role.ended", about=holding.user, by=by, at=at, concerning=[holding.organisation], role=holding.role
    )
    return holding


@transaction.atomic
def share(
    *,
    resource: str,
    shared_with: Organisation,
    reason: str,
    starts_on: date,
    ends_on: date,
    by: Actor,
    at: datetime,
) -> Share:
    """Let another organisation see one kind of record of the acting organisation until a day."""
    require(by, Permission(resource, "w"), by.organisation)
    given = Share(
        organisation=by.organisation,
        shared_with=shared_with,
        resource=resource,
        reason=reason,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    given.save()
    record("share.given", about=given, by=by, at=at, concerning=[shared_with], resource=resource)
    return given
