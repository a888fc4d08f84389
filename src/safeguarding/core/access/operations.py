"""Gives and ends roles, and starts a deployment."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from safeguarding.core.access import context, policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.closing import shut
from safeguarding.core.access.models import RoleHolding
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import (
    get_colleague,
    get_member_or_leaver,
    holdings,
    looks_after_sign_in,
    other_administrators,
    require,
    roles_to_give,
)
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation, OrganisationKind
from safeguarding.core.people.models import User
from safeguarding.core.people.operations import add_person
from safeguarding.core.signin.operations import forget_factors
from safeguarding.kit.refusals import Refused

SYSTEM_EMAIL = "system@safeguarding.invalid"


class NotYours(Refused):
    """Nobody gives a role to themselves, or takes one from themselves."""


class NotPossible(Refused):
    """A role cannot be given or ended in this way."""


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
    reason: str = "",
) -> RoleHolding:
    """
    Give a person a role for an organisation, from a day to a day.

    :param reason: why, for whoever looks at it later.

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
        reason=reason,
    )
    holding.save()
    record("role.given", about=user, by=by, at=at, concerning=[organisation], role=role, title=title)
    return holding


@transaction.atomic
def end_role(
    *, holding: RoleHolding, ends_on: date, by: Actor, at: datetime, reason: str = ""
) -> RoleHolding:
    """
    End a role after a day; from the next request after it, it opens nothing.

    :raises NotYours: if somebody tries to end a role of their own.
    :raises NotPossible: if the last day lies before the first, or nobody would be left who looks after sign-ins.
    """
    require(by, Permission("USR", "w"), holding.organisation)
    if by.user and by.user.pk == holding.user_id:
        raise NotYours("You cannot end a role of your own. Ask another administrator.")
    if ends_on < holding.starts_on:
        raise NotPossible("The last day must be on or after the first.")
    if holding.role == policy.ADMINISTRATOR_ROLE and not other_administrators(holding, ends_on).exists():
        raise NotPossible(
            f"{holding.user.name} is the last who looks after the sign-ins of {holding.organisation.name}. Give that"
            " role, without a last day, to somebody else first."
        )
    holding.ends_on, holding.ended_by, holding.end_reason = ends_on, by.user, reason
    holding.save(update_fields=["ends_on", "ended_by", "end_reason"])
    record(
        "role.ended", about=holding.user, by=by, at=at, concerning=[holding.organisation], role=holding.role
    )
    return holding


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: str,
    starts_on: date,
    by: Actor,
    at: datetime,
    ends_on: date | None = None,
    reason: str = "",
) -> RoleHolding:
    """
    Give somebody a role at the acting organisation, adding them first if nobody with their e-mail address is known.

    Somebody new, or somebody whose account was closed when they left, is sent a link by which they choose a password; they set up their second factor when they first sign in.
    :raises NotPossible: with everything that is missing, if the role cannot be given so; then nothing is done at all.
    """
    require(by, Permission("USR", "w"), by.organisation)
    known = User.objects.filter(email__iexact=email).first()
    if faults := _faults_of_invitation(known, name, role, starts_on, ends_on, by):
        raise NotPossible(" ".join(faults))
    person = known or add_person(email=email, name=name, by=by, at=at)
    came_back = not person.is_active
    if came_back:
        person.is_active = True
        person.save(update_fields=["is_active"])
        record("account.opened", about=person, by=by, at=at, concerning=[by.organisation])
    holding = give_role(
        user=person,
        organisation=by.acting_for,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        by=by,
        at=at,
    )
    if not known or came_back:
        record("person.invited", about=person, by=by, at=at, concerning=[by.organisation])
    return holding


def _faults_of_invitation(
    known: User | None, name: str, role: str, starts_on: date, ends_on: date | None, by: Actor
) -> list[str]:
    """Return everything that stands in the way of giving a role, in words."""
    faults = []
    if role not in {offered.key for offered in roles_to_give(by)}:
        faults.append("This role is not given at your organisation.")
    if ends_on and ends_on < starts_on:
        faults.append("The last day must be on or after the first.")
    if role in policy.ROLES_FOR_A_TIME and (
        ends_on is None or ends_on - starts_on > timedelta(days=policy.LONGEST_TIME_IN_DAYS)
    ):
        faults.append("This role is given for a time: enter a last day within a year of the first.")
    if known is None:
        return faults if name else [*faults, "Nobody with this email address is known yet: enter their name."]
    if known.is_system:
        faults.append("This account is closed.")
    held = RoleHolding.objects.filter(user=known, organisation=by.organisation, role=role)
    if held.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), starts_on__lte=ends_on or date.max).exists():
        faults.append(f"{known.name} holds this role in that time already.")
    return faults


@transaction.atomic
def reset_second_factor(*, user: User, by: Actor, at: datetime) -> None:
    """
    Take away a colleague's app, passkeys, recovery codes and links to other sign-ins, and sign them out everywhere.

    They set up a new one when they next sign in with their password.
    :raises NotYours: if somebody tries it for themselves.
    :raises NotPossible: if another organisation looks after how they sign in.
    """
    require(by, Permission("USR", "w"), by.organisation)
    if by.user and by.user.pk == user.pk:
        raise NotYours("You cannot reset your own second factor. Ask another administrator.")
    get_colleague(by, user.public_id, Permission("USR", "w"))
    if not looks_after_sign_in(by, user):
        raise NotPossible(
            f"Another organisation looks after how {user.name} signs in. They ask its administrator of sign-ins."
        )
    forget_factors(user=user, at=at)
    record("second-factor.reset", about=user, by=by, at=at, concerning=[by.organisation])


@transaction.atomic
def close_account(*, user: User, by: Actor, at: datetime, successor: User | None = None) -> None:
    """
    End everything by which a leaver comes in, at once: roles, sessions, factors, links, and the account itself.

    What they did stays in the audit under their name. Whoever holds a role elsewhere keeps their account for that; their
    roles here end all the same, they leave the lists of restricted records, and they are signed out everywhere.

    :param successor: in whose name what waits in the leaver's is done; without one it is ended.
    :raises NotYours: if somebody tries it for themselves.
    """
    require(by, Permission("USR", "w"), by.organisation)
    get_member_or_leaver(by, user.public_id, Permission("USR", "w"))
    if by.person.pk == user.pk:
        raise NotYours("You cannot close your own account. Ask another administrator.")
    for holding in holdings(user, by.today):
        if holding.organisation_id == by.acting_for.pk:
            end_role(
                holding=holding, ends_on=max(holding.starts_on, by.today - timedelta(days=1)), by=by, at=at
            )
    ended = shut(user, by, at, successor)
    record(
        "account.closed",
        about=user,
        by=by,
        at=at,
        concerning=[by.organisation],
        closed=not user.is_active,
        jobs_ended=ended,
    )
