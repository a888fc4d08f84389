"""Reads of the register: who stood where on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from safeguarding.core.access import policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import is_mine, on_day, organisations_where, rows
from safeguarding.core.organisations.models import (
    AreaPart,
    Contract,
    ContractParty,
    Identifier,
    Lineage,
    Organisation,
    OrganisationKind,
    Relation,
    Succession,
)

# Everyone who may look at the register at all.
READ = Permission("ORG", "r")
WRITE = Permission("ORG", "w")
# Over whom one holds it who keeps the register; to hold it over one's own organisation is not enough.
KEEPS = "c*"


def keeps_register(actor: Actor) -> bool:
    """Test whether the actor keeps the register: a commissioner's own staff, or the deployment's commands."""
    return bool(policy.reach(actor.roles, WRITE) & set(KEEPS))


def kind(key: str) -> OrganisationKind:
    """Return the kind with this key, such as "gp-practice"."""
    return OrganisationKind.objects.get(key=key)


def kinds_within(*keys: str) -> list[OrganisationKind]:
    """Return some kinds and every kind beneath them; there are few, so that all are read at once."""
    every = list(OrganisationKind.objects.order_by("id"))
    found, parents = [], [each for each in every if each.key in keys]
    while parents:
        found += parents
        above = {parent.pk for parent in parents}
        parents = [each for each in every if each.parent_id in above and each not in found]
    return found


def organisations(actor: Actor, permission: Permission = READ) -> QuerySet[Organisation]:
    """Return the organisations that this person, acting for this organisation, may look at."""
    return organisations_where(actor, permission).select_related("kind").order_by("name", "id")


def get_organisation(
    actor: Actor,
    public_id: UUID,
    permission: Permission = READ,
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


def contracts(actor: Actor, permission: Permission = READ) -> QuerySet[Contract]:
    """Return the contracts to which the acting organisation is a party, newest first."""
    return (
        rows(Contract, actor, permission)
        .select_related("commissioner", "provider__kind")
        .order_by("-starts_on", "provider__name", "id")
    )


def get_contract(actor: Actor, public_id: UUID, permission: Permission = READ) -> Contract:
    """Return one contract to which the acting organisation is a party, or 404."""
    try:
        return contracts(actor, permission).get(public_id=public_id)
    except Contract.DoesNotExist:
        raise Http404 from None


def choices(actor: Actor, permission: Permission = READ) -> dict[str, Organisation]:
    """Return the organisations that a form may name, by their public id, in order of name."""
    found = nameable(actor, permission).select_related("kind").order_by("name", "id")
    return {str(o.public_id): o for o in found}


def nameable(actor: Actor, permission: Permission = READ) -> QuerySet[Organisation]:
    """
    Return the organisations in reach, and the bodies of public life.

    Councils, boards, partnerships and inspectorates are commissioned by nobody, and still are visited, host and support.
    """
    reached = organisations_where(actor, permission).values("pk")
    return Organisation.objects.filter(Q(pk__in=reached) | Q(kind__is_provider=False))


def regulated_care() -> dict[str, Organisation]:
    """Return every home and care provider of the register, whoever commissions it, by public id."""
    kinds = Q(kind__key__in=("domiciliary-care", "childrens-home")) | Q(kind__parent__key="care-home")
    found = Organisation.objects.filter(kinds).select_related("kind").order_by("name", "id")
    return {str(o.public_id): o for o in found}


def as_options(organisations: dict[str, Organisation]) -> list[tuple[str, str]]:
    """Return organisations as a drop-down list shows them."""
    return [(key, organisation.name) for key, organisation in organisations.items()]


def forebears(organisation: Organisation, on: date) -> dict[str, Organisation]:
    """Return an organisation and all that it succeeded by a day, by public id: the owners of the records it holds."""
    behind = Lineage.objects.filter(descendant=organisation, from_on__lte=on).values("ancestor_id")
    found = Organisation.objects.filter(Q(pk=organisation.pk) | Q(pk__in=behind))
    return {str(o.public_id): o for o in found.select_related("kind").order_by("name", "id")}


def kinds() -> list[OrganisationKind]:
    """Return every kind of organisation by its name."""
    return list(OrganisationKind.objects.order_by("name"))


def known(actor: Actor, public_id: UUID, permission: Permission = READ) -> Organisation:
    """Return an organisation in reach or a body of public life, or 404: the register is open, a provider's page is not."""
    found = nameable(actor, permission).filter(public_id=public_id).select_related("kind").first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Standing:
    """Where an organisation stood on a day."""

    names: list[list[object]]
    codes: list[list[object]]
    parents: list[list[object]]
    children: list[list[object]]
    successions: list[list[object]]
    parts: list[list[object]]
    members: int


def standing(organisation: Organisation, on: date) -> Standing:
    """Return names, codes, relations, successions, the parts of an area and the number of members on a day."""
    up = Relation.objects.filter(on_day(on), child=organisation).select_related("parent__kind")
    down = Relation.objects.filter(on_day(on), parent=organisation).select_related("child__kind")
    members = down.filter(kind=Relation.Kind.MEMBER_OF).count()
    steps = Succession.objects.filter(Q(predecessor=organisation) | Q(successor=organisation))
    return Standing(
        names=[[n.name, n.starts_on, n.ends_on] for n in organisation.names.order_by("starts_on", "id")],
        codes=[
            [i.scheme, i.code, i.starts_on, i.ends_on]
            for i in organisation.identifiers.order_by("scheme", "code")
        ],
        parents=[
            [r.get_kind_display(), r.parent.name, r.parent.kind.name]
            for r in up.order_by("kind", "parent__name")
        ],
        children=[
            [r.child.name, r.child.kind.name, r.get_kind_display()]
            for r in down.exclude(kind=Relation.Kind.MEMBER_OF).order_by("kind", "child__name")
        ],
        successions=[
            [
                s.predecessor.name,
                s.get_kind_display(),
                s.successor.name,
                s.effective_on,
                s.authority or "Not stated",
            ]
            for s in steps.select_related("predecessor", "successor").order_by("effective_on", "id")
        ],
        parts=[
            [p.council.name, "All of it" if p.is_whole else "Part of it", p.note]
            for p in organisation.parts.select_related("council").order_by("council__name")
        ],
        members=members,
    )


def contracts_with(actor: Actor, organisation: Organisation) -> list[Contract]:
    """Return the contracts that the actor may see in which an organisation has a part, with schedule and parties."""
    sides = Q(provider=organisation) | Q(commissioner=organisation) | Q(parties__organisation=organisation)
    found = contracts(actor).filter(sides).distinct()
    return list(found.prefetch_related("lines", "parties__organisation"))


def around(actor: Actor) -> list[Organisation]:
    """Return the organisations that the acting one has to do with: itself, its relations of any day and its providers."""
    mine = Organisation.objects.filter(is_mine(actor, "pk")).values("pk")
    met = (
        Q(pk__in=mine)
        | Q(pk__in=Relation.objects.filter(child__in=mine).values("parent_id"))
        | Q(pk__in=Relation.objects.filter(parent__in=mine).values("child_id"))
        | Q(pk__in=ContractParty.objects.filter(organisation__in=mine).values("provider_id"))
        | Q(pk__in=AreaPart.objects.filter(area__parents__parent__in=mine).values("council_id"))
    )
    return list(Organisation.objects.filter(met).order_by("name", "id"))


def ours(actor: Actor) -> list[Organisation]:
    """Return the acting organisation and those that it took over from, the living one first."""
    found = Organisation.objects.filter(is_mine(actor, "pk")).select_related("kind__parent")
    return sorted(found, key=lambda each: (each.pk != actor.acting_for.pk, each.name))
