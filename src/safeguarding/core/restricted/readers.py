"""Who can see one record, and why: the answer for the people of the asker's organisation, and for other organisations."""

from dataclasses import dataclass, replace

from django.db import models
from django.http import Http404

from safeguarding.core.access import queries as access
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.decision import RESTRICTED, Decision, Facts, decide
from safeguarding.core.access.models import RoleHolding, Share
from safeguarding.core.access.policy import Permission, lent
from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.role_names import in_words
from safeguarding.core.access.rowsecurity import Reach, reach_of
from safeguarding.core.cover.models import Deputy
from safeguarding.core.organisations.models import ContractParty
from safeguarding.core.people.models import User
from safeguarding.core.restricted import queries
from safeguarding.core.restricted.models import Exclusion, NamedPerson, RestrictedRecord


@dataclass(frozen=True)
class Reader:
    """One person of the asker's organisation, with their roles and whether they see the record."""

    name: str
    roles: str
    decision: Decision


def get_row(actor: Actor, kind: str, public_id) -> models.Model:
    """Return the record that is asked about, if the actor may read it; else 404."""
    model = queries.model_of(kind)
    if not issubclass(model, Reachable) or not any(f.name == "public_id" for f in model._meta.fields):
        raise Http404
    found = model.rows(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def is_listed(kind: str) -> bool:
    """Tell whether records of this kind have a level and a list."""
    return reach_of(queries.model_of(kind)).listed


def facts_for(actor: Actor, row: models.Model) -> Facts:
    """Return how a record stands to the actor's organisation; drafts are left out of what others reach."""
    model, given = type(row), reach_of(type(row))
    prefix = f"{given.parent}__" if given.parent else ""
    reached = (
        replace(reach_of(model._meta.get_field(given.parent).related_model), unless=given.unless)
        if prefix
        else given
    )
    bare = replace(reached, listed=False)

    def reached_by(scope: str, shape: Reach) -> bool:
        permission = Permission(model.resource, "r")
        condition = access.reached(shape, actor, frozenset(scope), prefix, permission)
        return model.objects.filter(condition, pk=row.pk).exists()

    restricted = RestrictedRecord.objects.filter(record=getattr(row, "public_id", None)).first()
    only_others = replace(bare, own=())
    return Facts(
        resource=model.resource,
        level=restricted.level if restricted else 2,
        is_own=reached_by("o", replace(bare, contracted=())),
        is_contracted=reached_by("c", only_others),
        is_of_practice=reached_by("p", only_others),
        is_shared=reached_by("s", replace(bare, contracted=())) if bare.shared else False,
        is_held=bool(restricted and restricted.held_at),
    )


def readers(actor: Actor, row: models.Model, facts: Facts | None = None) -> list[Reader]:
    """
    Return every person of the actor's organisation who holds a role, those who see the record first.

    :param facts: of the record, where they are known already.
    """
    facts, key = facts or facts_for(actor, row), getattr(row, "public_id", None)
    named = set(access.live_list(NamedPerson.objects.filter(record=key)).values_list("user_id", flat=True))
    kept_out = set(Exclusion.objects.filter(record=key, ended_at=None).values_list("user_id", flat=True))
    held = RoleHolding.objects.filter(access.on_day(actor.today), organisation=actor.organisation)
    roles: dict[int, set[str]] = {}
    for user, role in held.values_list("user_id", "role"):
        roles.setdefault(user, set()).add(role)
    _lend(roles, actor)
    people = User.objects.filter(pk__in=roles, is_active=True).order_by("name", "pk")
    permission = Permission(row.resource, "r")
    found = [
        Reader(
            name=person.name,
            roles=", ".join(in_words(role) for role in sorted(roles[person.pk])),
            decision=decide(
                frozenset(roles[person.pk]),
                permission,
                replace(facts, is_named=person.pk in named, is_excluded=person.pk in kept_out),
                RESTRICTED,
            ),
        )
        for person in people
    ]
    return sorted(found, key=lambda reader: not reader.decision.may)


def _lend(roles: dict[int, set[str]], actor: Actor) -> None:
    """Add to what each person holds today what a colleague lends them, for whom they stand in."""
    standing = Deputy.objects.filter(
        access.on_day(actor.today), organisation=actor.organisation, ended_at=None
    )
    own = {person: frozenset(held) for person, held in roles.items()}
    for person, deputy in standing.values_list("person_id", "deputy_id"):
        if deputy in roles:
            roles[deputy] |= lent(own.get(person, frozenset()))


def other_organisations(actor: Actor, row: models.Model, facts: Facts | None = None) -> list[tuple[str, str]]:
    """Return the other organisations that reach the record, each with the reason; never who works there."""
    given = reach_of(type(row))
    if given.parent:
        return other_organisations(actor, getattr(row, given.parent))
    if (facts or facts_for(actor, row)).level == RESTRICTED:
        return []
    found = [(getattr(row, name), "The record is theirs too") for name in given.own if getattr(row, name)]
    providers = [getattr(row, f"{name}_id") for name in given.contracted]
    parties = ContractParty.objects.filter(access.on_day(actor.today), provider__in=providers)
    found += [
        (party.organisation, "They commission its owner") for party in parties.select_related("organisation")
    ]
    found += [
        (share.shared_with, f"Shared with them until {share.ends_on:%-d %B %Y}")
        for share in _shares(actor, row)
    ]
    others = [(place, why) for place, why in found if place.pk != actor.organisation.pk]
    return sorted({(place.name, why) for place, why in others})


def _shares(actor: Actor, row: models.Model):
    owners = [getattr(row, f"{name}_id") for name in reach_of(type(row)).own]
    live = Share.objects.filter(
        access.on_day(actor.today), resource=row.resource, organisation__in=owners, ended_at=None
    )
    return live.select_related("shared_with") if reach_of(type(row)).shared else live.none()
