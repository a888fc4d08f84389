"""Reads of the access kernel: who acts, what they reach, and whether they may."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import Http404

from safeguarding.core.access import context, decision, held_today, policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.models import RoleHolding, Share
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.rowsecurity import Reach, reach_of
from safeguarding.core.cover.models import Deputy
from safeguarding.core.organisations.models import ContractParty, Lineage, Organisation, Relation
from safeguarding.core.people.models import User
from safeguarding.core.restricted.models import Exclusion, NamedPerson, RestrictedRecord
from safeguarding.kit.refusals import Stale

M = TypeVar("M", bound=models.Model)
USR_READ = Permission("USR", "r")
# Scopes that take in the acting organisation's own rows. A right over what names the person (n) reaches none of them:
# a helper with a link to one draft, or an auditor, reads what they were named for and nothing beside it.
OF_ONES_OWN = frozenset("ocps*")


def on_day(day: date, first: str = "starts_on", last: str = "ends_on") -> Q:
    """Return the condition that a dated row stands on a day; an empty end is open."""
    return (Q(**{first: None}) | Q(**{f"{first}__lte": day})) & (
        Q(**{last: None}) | Q(**{f"{last}__gte": day})
    )


def not_ended(user: User, today: date) -> QuerySet[RoleHolding]:
    """Return the roles that a person holds today or is to hold."""
    return RoleHolding.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), user=user)


def holdings(user: User, today: date) -> list[RoleHolding]:
    """Return the roles a person holds today, with their organisations, by organisation and role."""
    held = RoleHolding.objects.filter(on_day(today), user=user).select_related("organisation__kind")
    return list(held.order_by("organisation__name", "organisation_id", "role"))


def standing_in(user: User, today: date) -> QuerySet[Deputy]:
    """Return for whom a person acts as deputy today."""
    return Deputy.objects.filter(on_day(today), deputy=user, ended_at=None)


def held_and_lent(user: User, today: date) -> list[RoleHolding]:
    """
    Return the roles that a person holds today, and those of the colleagues for whom they stand in, in one question.

    A colleague's roles count only where the person holds one of their own: `roles_at` sees to it. With each role come the
    ids of the organisations that its own one succeeded (`predecessors`), so that no page asks for them again.
    """
    found = held_today.own_and_lent(user, today)
    return sorted(found, key=lambda each: (each.organisation.name, each.organisation_id, each.role))


def roles_at(held: list[RoleHolding], user: User, organisation: Organisation | None) -> frozenset[str]:
    """Return the roles that somebody acts with at an organisation: their own, and what colleagues lend them."""
    here = [each for each in held if organisation and each.organisation_id == organisation.pk]
    own = frozenset(each.role for each in here if each.user_id == user.pk)
    theirs = frozenset(each.role for each in here if each.user_id != user.pk)
    return own | policy.lent(theirs) if own else own


def actor_for(user: User, organisation: Organisation, today: date, *, assurance: str = "two-factor") -> Actor:
    """Return the actor that a person is when acting for one organisation; without a role there they reach nothing."""
    roles = roles_at(held_and_lent(user, today), user, organisation)
    return Actor(user=user, organisation=organisation, roles=roles, today=today, assurance=assurance)


def actor_of(organisation_id: int, user_id: int | None, today: date, *, purpose: str) -> Actor:
    """Return the actor of a job: the person acting for the organisation, or the deployment's worker for it."""
    context.set_context([str(organisation_id), str(user_id or ""), "0", today.isoformat()])
    organisation = Organisation.objects.select_related("kind").get(pk=organisation_id)
    if user_id is not None:
        return replace(actor_for(User.objects.get(pk=user_id), organisation, today), purpose=purpose)
    return Actor(
        user=User.objects.filter(is_system=True).first(),
        organisation=organisation,
        roles=frozenset({policy.WORKER.key}),
        today=today,
        assurance="system",
        purpose=purpose,
    )


def mine(actor: Actor) -> QuerySet[Lineage, Any]:
    """Return the ids of the acting organisation's predecessors, whose records it may read as its own."""
    return Lineage.objects.filter(descendant=actor.organisation, from_on__lte=actor.today).values(
        "ancestor_id"
    )


def is_mine(actor: Actor, field: str) -> Q:
    """Return the condition that a foreign key points to the acting organisation or to one that it succeeded."""
    if actor.organisation and actor.predecessors is not None:
        return Q(**{f"{field}__in": sorted({actor.organisation.pk, *actor.predecessors})})
    return Q(**{field: actor.organisation.pk if actor.organisation else None}) | Q(
        **{f"{field}__in": mine(actor)}
    )


def contracted(actor: Actor, on: date | None = None) -> QuerySet[ContractParty, Any]:
    """Return the ids of the organisations whose contract with the acting organisation stands on a day (default today)."""
    day = actor.today if on is None else on
    live = ContractParty.objects.filter(is_mine(actor, "organisation"), starts_on__lte=day)
    return live.filter(Q(ends_on=None) | Q(ends_on__gte=day)).values("provider_id")


def members(actor: Actor) -> QuerySet[Relation, Any]:
    """Return the ids of the GP practices that are members of the acting organisation today."""
    inside = Relation.objects.filter(
        on_day(actor.today), is_mine(actor, "parent"), kind=Relation.Kind.MEMBER_OF
    )
    return inside.values("child_id")


def areas(actor: Actor) -> QuerySet[Relation, Any]:
    """Return the ids of the acting organisation's own areas, past and present."""
    return Relation.objects.filter(is_mine(actor, "parent"), kind=Relation.Kind.AREA_OF).values("child_id")


def shared(actor: Actor, permission: Permission) -> QuerySet[Share, Any]:
    """Return the ids of the organisations that share this resource with the acting organisation today."""
    live = Share.objects.filter(
        on_day(actor.today),
        shared_with=actor.organisation,
        resource=permission.resource,
        ended_at=None,
    )
    return live.values("organisation_id")


def organisations_where(actor: Actor, permission: Permission) -> QuerySet[Organisation]:
    """Return the organisations in reach of the actor's roles at the acting organisation, by the matrix's scope."""
    scopes = policy.reach(actor.roles, permission)
    if actor.organisation is None:
        return Organisation.objects.filter(pk__in=[]) if "*" not in scopes else Organisation.objects.all()
    if "*" in scopes:
        return Organisation.objects.all()
    within = Q(pk__in=[])
    if scopes & set("ocp"):
        within |= is_mine(actor, "pk") | Q(pk__in=areas(actor))
    if "c" in scopes:
        within |= Q(pk__in=contracted(actor)) | Q(pk__in=members(actor))
    if "p" in scopes:
        within |= Q(pk__in=contracted(actor), kind__key="gp-practice") | Q(pk__in=members(actor))
    if "s" in scopes:
        within |= Q(pk__in=shared(actor, permission))
    return Organisation.objects.filter(within)


def may(actor: Actor, permission: Permission, organisation: Organisation | None) -> bool:
    """Test whether the actor holds the permission for this organisation today."""
    scopes = policy.reach(actor.roles, permission)
    if not scopes or organisation is None:
        return False
    # Most writes are about one's own organisation: decided without a question to the database.
    if actor.organisation and organisation.pk == actor.organisation.pk and scopes & set("ocp*"):
        return True
    return organisations_where(actor, permission).filter(pk=organisation.pk).exists()


def may_anywhere(actor: Actor, permission: Permission) -> bool:
    """Test whether the actor's roles hold the permission in any scope, as the router asks before a page opens."""
    return bool(policy.reach(actor.roles, permission))


def reads_own(actor: Actor, permission: Permission) -> bool:
    """Tell whether the actor's roles hold the permission over their own organisation's rows, and not what names them alone."""
    return bool(policy.reach(actor.roles, permission) & OF_ONES_OWN)


def may_write_own(actor: Actor, resource: str) -> bool:
    """Tell whether the actor may enter records of a kind for their own organisation, if only such as name them."""
    return bool(policy.reach(actor.roles, Permission(resource, "w")) & set("on*"))


def require(actor: Actor, permission: Permission, organisation: Organisation | None) -> None:
    """Refuse with a 403 unless the actor holds the permission for the organisation."""
    if not may(actor, permission, organisation):
        raise PermissionDenied(f"{permission} for {organisation}")


def rows(model: type[M], actor: Actor, permission: Permission) -> QuerySet[M]:
    """
    Return the rows of a model that the actor may reach with this permission.

    The model's `reach` says which foreign keys make a row an organisation's own and which make it one of a provider
    under contract; the access matrix says which of the two the actor's roles go by. Drafts stay with their owner.
    """
    reach = reach_of(model)
    scopes = policy.reach(actor.roles, permission)
    if reach.open_to_all:
        return model._default_manager.all() if scopes else model._default_manager.none()
    if not scopes or actor.organisation is None:
        return model._default_manager.none()
    if reach.parent:
        parent: Any = model._meta.get_field(reach.parent).related_model
        shared = replace(reach_of(parent), unless=reach.unless)
        found = reached(shared, actor, scopes, reach.parent + "__", permission)
    else:
        found = reached(reach, actor, scopes, "", permission)
    return model._default_manager.filter(found)


def own_rows(model: type[M], actor: Actor, permission: Permission) -> QuerySet[M]:
    """Return the rows that belong to the acting organisation itself, or to one that it succeeded."""
    if actor.organisation is None or not policy.reach(actor.roles, permission) & OF_ONES_OWN:
        return model._default_manager.none()
    own = Q(pk__in=[])
    for name in reach_of(model).own:
        own |= is_mine(actor, name)
    return model._default_manager.filter(own)


def reached(reach: Reach, actor: Actor, scopes: frozenset[str], prefix: str, permission: Permission) -> Q:
    """Return the condition that a row is reached in one of the scopes, and that nothing keeps this reader from it."""
    condition = Q(pk__in=[])
    if scopes & OF_ONES_OWN:
        for name in reach.own:
            condition |= is_mine(actor, f"{prefix}{name}")
    condition |= _by_others(reach, actor, scopes, prefix, permission)
    if not reach.listed:
        return condition
    on_list = Q(**{f"{prefix}public_id__in": named_on(actor)})
    if scopes & set("n*"):
        condition |= on_list
    kept_out = Q(**{f"{prefix}public_id__in": kept_from(actor)})
    return condition & Q(**{f"{prefix}public_id__in": within_level(actor)}) & ~kept_out


def _by_others(reach: Reach, actor: Actor, scopes: frozenset[str], prefix: str, permission: Permission) -> Q:
    """Return the condition that somebody else's row is reached by contract or by a share; drafts stay with their owner."""
    condition = Q(pk__in=[])
    if scopes & set("cp*"):
        for name in reach.contracted:
            day = prefix + reach.dated if reach.dated else ""
            condition |= _under_contract(actor, f"{prefix}{name}", day, only_practices=not scopes & set("c*"))
    if "s" in scopes and reach.shared:
        for name in reach.own:
            condition |= Q(**{f"{prefix}{name}__in": shared(actor, permission)})
    return condition & ~reach.unless if reach.unless is not None else condition


def named_on(actor: Actor) -> QuerySet[NamedPerson, Any]:
    """Return the ids of the records on whose list the person stands now, by the database's own clock."""
    return live_list(NamedPerson.objects.filter(user=actor.user)).values("record")


def live_list(named: QuerySet[NamedPerson]) -> QuerySet[NamedPerson]:
    """Return those entries of lists that stand now, by the database's own clock."""
    return named.filter(Q(until=None) | Q(until__gt=Now()), since__lte=Now())


def within_level(actor: Actor) -> QuerySet[RestrictedRecord, Any]:
    """Return the ids of the restricted records up to the actor's level; at L4 those on whose list the person stands."""
    known = RestrictedRecord.objects.filter(level__lte=actor.level)
    return known.filter(Q(level__lt=decision.RESTRICTED) | Q(record__in=named_on(actor))).values("record")


def kept_from(actor: Actor) -> QuerySet[Exclusion, Any]:
    """Return the ids of the records from which the person is kept."""
    return Exclusion.objects.filter(user=actor.user, ended_at=None).values("record")


def _under_contract(actor: Actor, field: str, day: str, *, only_practices: bool) -> Q:
    if not day:
        found = Q(**{f"{field}__in": contracted(actor)})
    else:
        ours = ContractParty.objects.filter(
            is_mine(actor, "organisation"),
            provider_id=models.OuterRef(f"{field}_id"),
            starts_on__lte=models.OuterRef(day),
        ).filter(Q(ends_on=None) | Q(ends_on__gte=models.OuterRef(day)))
        found = Q(models.Exists(ours))
    return found & Q(**{f"{field}__kind__key": "gp-practice"}) if only_practices else found


def lock(instance: M, *, by: Actor, version: int) -> M:
    """
    Take a row for writing and refuse if it changed since the form was opened.

    The version is raised by one on the instance; the caller saves it with its other fields.

    :raises Stale: if somebody saved after this form was opened.
    """
    fresh: Any = type(instance)._default_manager.select_for_update(of=("self",)).get(pk=instance.pk)
    if fresh.version != version:
        raise Stale
    fresh.version = version + 1
    return fresh


def roles_to_give(actor: Actor) -> list[policy.Role]:
    """Return the roles that the actor may give at the organisation they act for."""
    kind = actor.acting_for.kind
    return policy.roles_to_give(
        commissioner=kind.is_commissioner,
        provider=kind.is_provider,
        by_operator=policy.OPERATOR_ROLE in actor.roles,
    )


def role_holdings(actor: Actor, permission: Permission = USR_READ) -> QuerySet[RoleHolding]:  # noqa: B008
    """Return who holds and held which role at the organisations whose sign-ins the actor looks after, by name."""
    return (
        RoleHolding.objects.filter(organisation__in=organisations_where(actor, permission))
        .select_related("user", "organisation", "given_by", "ended_by")
        .order_by("user__name", "role", "starts_on", "id")
    )


def other_administrators(holding: RoleHolding, after: date) -> QuerySet[RoleHolding]:
    """Return the other people's roles of looking after sign-ins at this organisation that stand after a day, with no end set."""
    return RoleHolding.objects.filter(
        organisation=holding.organisation,
        role=policy.ADMINISTRATOR_ROLE,
        starts_on__lte=after + timedelta(days=1),
        ends_on=None,
        user__is_active=True,
    ).exclude(user=holding.user)


def roles_of_person(actor: Actor, person: User) -> QuerySet[RoleHolding]:
    """Return every role that a person holds, held or will hold where the actor looks after sign-ins, the latest first."""
    return role_holdings(actor).filter(user=person).order_by("-starts_on", "-id")


def people_of(actor: Actor) -> QuerySet[RoleHolding, Any]:
    """Return the ids of the people who hold a role today at the organisation for which the actor acts."""
    held = RoleHolding.objects.filter(on_day(actor.today), organisation=actor.organisation)
    return held.values("user")


def get_person(actor: Actor, public_id: UUID) -> User:
    """Return a person who holds, held or will hold a role where the actor looks after sign-ins, or 404."""
    held = role_holdings(actor).filter(user__public_id=public_id).first()
    if held is None:
        raise Http404
    return held.user


def get_member_or_leaver(actor: Actor, public_id: UUID, permission: Permission = USR_READ) -> User:  # noqa: B008
    """
    Return a person who holds or held a role at an organisation whose sign-ins the actor looks after, or 404.

    A role may end before anybody thought of the work that hangs on the person, or of their account: both are still to be
    seen to afterwards.
    """
    began = role_holdings(actor, permission).filter(starts_on__lte=actor.today)
    held = began.filter(user__public_id=public_id).first()
    if held is None:
        raise Http404
    return held.user


def get_role_holding(actor: Actor, public_id: UUID, permission: Permission = USR_READ) -> RoleHolding:  # noqa: B008
    """Return one role that a person holds, or 404."""
    found = role_holdings(actor, permission).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def get_colleague(actor: Actor, public_id: UUID, permission: Permission = USR_READ) -> User:  # noqa: B008
    """Return a person who holds a role today at an organisation whose sign-ins the actor looks after, or 404."""
    held = role_holdings(actor, permission).filter(on_day(actor.today), user__public_id=public_id).first()
    if held is None:
        raise Http404
    return held.user


def looks_after_sign_in(actor: Actor, person: User) -> bool:
    """
    Tell whether how a person signs in is for the acting organisation to look after: it gave the oldest role that stands.

    An organisation gives a role to whomever it likes. That makes it nobody's keeper who worked elsewhere before.
    """
    alone = Actor(user=person, organisation=None, roles=frozenset(), today=actor.today, level=0)
    with context.acting(alone):
        oldest = min(holdings(person, actor.today), key=lambda held: held.pk, default=None)
    return oldest is None or oldest.organisation == actor.organisation


def roles_held(actor: Actor, people: Sequence[User]) -> dict[int, frozenset[str]]:
    """Return the roles that each of some people holds today at the organisation for which the actor acts, by their ids."""
    held = RoleHolding.objects.filter(on_day(actor.today), organisation=actor.organisation, user__in=people)
    found: dict[int, set[str]] = {person.pk: set() for person in people}
    for user_id, role in held.values_list("user_id", "role"):
        found[user_id].add(role)
    return {user_id: frozenset(roles) for user_id, roles in found.items()}


def standing(holding: RoleHolding, today: date) -> str:
    """Return whether a role is held "now", was in the "past" or will be "later"."""
    if holding.ends_on and holding.ends_on < today:
        return "past"
    return "later" if holding.starts_on > today else "now"


def standing_as(rows: QuerySet[RoleHolding], word: str, today: date) -> QuerySet[RoleHolding]:
    """Return the roles that stand so today."""
    now = on_day(today)
    return {
        "now": rows.filter(now),
        "past": rows.filter(ends_on__lt=today),
        "later": rows.filter(starts_on__gt=today),
    }[word]
