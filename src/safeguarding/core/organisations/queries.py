"""Reads of the register: who stood where on a day."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import on_day, organisations_where, rows
from safeguarding.core.organisations.models import (
    Contract,
    Identifier,
    Organisation,
    OrganisationKind,
    Relation,
    Succession,
)


def kind(key: str) -> OrganisationKind:
    """Return the kind with this key, such as "gp-practice"."""
    return OrganisationKind.objects.get(key=key)


def kinds_within(key: str) -> list[OrganisationKind]:
    """Return a kind and every kind beneath it."""
    found, parents = [], [kind(key)]
    while parents:
        found += parents
        parents = list(OrganisationKind.objects.filter(parent__in=parents))
    return found


def organisations(actor: Actor, permission: Permission = Permission("ORG", "r")) -> QuerySet[Organisation]:  # noqa: B008
    """Return the organisations that this person, acting for this organisation, may look at."""
    return organisations_where(actor, permission).select_related("kind").order_by("name", "id")


def get_organisation(
    actor: Actor,
    public_id: UUID,
    permission: Permission = Permission("ORG", "r"),  # noqa: B008
) -> Organisation:
    """Return one organisation, or 404 so that nobody learns that it is registered."""
    try:
        return organisations(actor, permission).get(public_id=public_id)
    except Organisation.DoesNotExist:
        raise Http404 from None


def by_code(scheme: str, code: str, on: date) -> Organisation | None:
    """Return the organisation that a code meant on a day."""
    found = (
        Identifier.objects.filter(on_day(on), scheme=scheme, code=code)
        .select_related("organisation__kind")
        .first()
    )
    return found.organisation if found else None


def by_name(name: str) -> Organisation | None:
    """Return the one organisation that has or had this name, whatever its capitals; None if several have."""
    found = Organisation.objects.filter(names__name__iexact=" ".join(name.split())).select_related("kind")
    several = list(found.distinct()[:2])
    return several[0] if len(several) == 1 else None


def name_on(organisation: Organisation, on: date) -> str:
    """Return what an organisation was called on a day; before its first name, the first; after its last, the last."""
    names = list(organisation.names.order_by("starts_on"))
    for name in names:
        if (name.starts_on is None or name.starts_on <= on) and (name.ends_on is None or name.ends_on >= on):
            return name.name
    return names[0].name if names and names[0].starts_on and on < names[0].starts_on else organisation.name


def related(
    organisation: Organisation, relation: str, on: date, *, as_parent: bool = True
) -> QuerySet[Organisation]:
    """Return the organisations that stand to this one in a relation on a day: its children, or its parents."""
    mine, other = ("parent", "child") if as_parent else ("child", "parent")
    found = Relation.objects.filter(on_day(on), **{mine: organisation}, kind=relation).values(f"{other}_id")
    return Organisation.objects.filter(pk__in=found).select_related("kind").order_by("name", "id")


def areas(organisation: Organisation, on: date) -> QuerySet[Organisation]:
    """Return the areas of a commissioner on a day, such as North Lancashire."""
    return related(organisation, Relation.Kind.AREA_OF, on)


def successors(organisation: Organisation) -> list[Succession]:
    """Follow the chain of successions from an organisation to the bodies of today, in order of date."""
    chain, todo, seen = [], [organisation.pk], set()
    while todo:
        seen.update(todo)
        steps = list(
            Succession.objects.filter(predecessor__in=todo)
            .select_related("predecessor", "successor")
            .order_by("effective_on", "id")
        )
        chain += steps
        todo = [step.successor_id for step in steps if step.successor_id not in seen]
    return chain


def contracts(actor: Actor, permission: Permission = Permission("ORG", "r")) -> QuerySet[Contract]:  # noqa: B008
    """Return the contracts to which the acting organisation is a party, newest first."""
    return (
        rows(Contract, actor, permission)
        .select_related("commissioner", "provider__kind")
        .order_by("-starts_on", "provider__name", "id")
    )


def contracted_on(actor: Actor, organisation: Organisation, on: date) -> bool:
    """Test whether the acting organisation had a contract with this provider on a day."""
    from_parties = Contract.objects.filter(provider=organisation, starts_on__lte=on)
    return from_parties.filter(Q(ends_on=None) | Q(ends_on__gte=on)).exists()
