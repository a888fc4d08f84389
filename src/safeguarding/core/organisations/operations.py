"""Writes to the register of organisations: nothing is renamed in place, nothing is lost when bodies change."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from safeguarding.core.access import policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import may, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations import queries
from safeguarding.core.organisations.models import (
    AreaPart,
    Contract,
    ContractParty,
    Identifier,
    Lineage,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Relation,
    ScheduleLine,
    Succession,
)
from safeguarding.kit.refusals import Refused

WRITE = queries.WRITE


class NotPossible(Refused):
    """The register cannot be changed in this way."""


def _require_keeper(by: Actor) -> None:
    """
    Refuse unless the actor keeps the register: a commissioner's own staff, or the deployment's commands.

    A practice holds `w` over itself alone. The register decides who reads whose records, so that is not enough.
    """
    require(by, WRITE, by.organisation)
    if not queries.keeps_register(by):
        raise PermissionDenied(f"{WRITE} for the register")


def _is_ours(by: Actor, organisation: Organisation) -> bool:
    """Test whether an organisation is the acting one or one whose rights passed to it; commands speak for all."""
    if "*" in policy.reach(by.roles, WRITE) or organisation == by.organisation:
        return True
    return Lineage.objects.filter(
        descendant=by.organisation, ancestor=organisation, from_on__lte=by.today
    ).exists()


@transaction.atomic
def set_up_kind(
    *,
    key: str,
    name: str,
    plural: str,
    parent: OrganisationKind | None,
    is_commissioner: bool,
    is_provider: bool,
    by: Actor,
    at: datetime,
) -> OrganisationKind:
    """Add or reword a kind of organisation."""
    _require_keeper(by)
    kind, new = OrganisationKind.objects.update_or_create(
        key=key,
        defaults={
            "name": name,
            "plural": plural,
            "parent": parent,
            "is_commissioner": is_commissioner,
            "is_provider": is_provider,
        },
    )
    if new:
        record("organisation.kind_set_up", about=None, by=by, at=at, kind=key)
    return kind


@transaction.atomic
def open_organisation(
    *,
    kind: OrganisationKind,
    name: str,
    opened_on: date | None,
    by: Actor,
    at: datetime,
    closed_on: date | None = None,
    codes: Sequence[tuple[str, str]] = (),
    population: int | None = None,
    population_qualifier: str = "",
    population_as_at: str = "",
    is_fictional: bool = False,
) -> Organisation:
    """
    Add an organisation or an area to the register, with its first name and its codes.

    :param codes: pairs of scheme and code, such as ("ODS", "01K"), valid for as long as the organisation stands.
    :raises NotPossible: if a code means another organisation on the same day.
    """
    _require_keeper(by)
    organisation = Organisation(
        kind=kind,
        name=name,
        opened_on=opened_on,
        closed_on=closed_on,
        population=population,
        population_qualifier=population_qualifier,
        population_as_at=population_as_at,
        is_fictional=is_fictional,
    )
    organisation.save()
    OrganisationName(organisation=organisation, name=name, starts_on=opened_on, ends_on=closed_on).save()
    for scheme, code in codes:
        _identify(organisation, scheme, code, opened_on, closed_on)
    record("organisation.opened", about=organisation, by=by, at=at, concerning=[organisation], name=name)
    return organisation


def _identify(
    organisation: Organisation, scheme: str, code: str, first: date | None, last: date | None
) -> None:
    taken = Identifier.objects.filter(scheme=scheme, code=code).select_related("organisation")
    for other in taken:
        apart = (other.ends_on and first and other.ends_on < first) or (
            last and other.starts_on and last < other.starts_on
        )
        if not apart:
            raise NotPossible(f"{scheme} code {code} already means {other.organisation.name} in these dates.")
    Identifier(organisation=organisation, scheme=scheme, code=code, starts_on=first, ends_on=last).save()


@transaction.atomic
def identify(
    *,
    organisation: Organisation,
    scheme: str,
    code: str,
    starts_on: date | None,
    ends_on: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """
    Give an organisation a code for some dates.

    :raises NotPossible: if the code means another organisation on one of those days.
    """
    _require_keeper(by)
    _identify(organisation, scheme, code, starts_on, ends_on)
    record("organisation.identified", about=organisation, by=by, at=at, concerning=[organisation], code=code)


@transaction.atomic
def rename(*, organisation: Organisation, name: str, from_on: date, by: Actor, at: datetime) -> Organisation:
    """
    Give an organisation a new name from a day; what it was called before stays, and old papers keep the old name.

    :raises NotPossible: if the organisation already has a name that begins on or after that day.
    """
    require(by, WRITE, organisation)
    latest = organisation.names.order_by("-starts_on").first()
    if latest and latest.starts_on and latest.starts_on >= from_on:
        raise NotPossible(f"{organisation.name} already has a name from {latest.starts_on:%-d %B %Y}.")
    if latest:
        latest.ends_on = from_on - timedelta(days=1)
        latest.save(update_fields=["ends_on"])
    OrganisationName(
        organisation=organisation, name=name, starts_on=from_on, ends_on=organisation.closed_on
    ).save()
    organisation.name = name
    organisation.save(update_fields=["name"])
    record("organisation.renamed", about=organisation, by=by, at=at, concerning=[organisation], name=name)
    return organisation


@transaction.atomic
def relate(
    *,
    child: Organisation,
    parent: Organisation,
    kind: str,
    by: Actor,
    at: datetime,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
) -> Relation:
    """
    Say how one organisation stands to another, from a day to a day.

    :raises NotPossible: if they are one, the relation stands already, or what is called an area is none.
    """
    _require_keeper(by)
    if child == parent:
        raise NotPossible("An organisation does not stand to itself. Choose another.")
    if kind == Relation.Kind.AREA_OF and child.kind.key != "area":
        # An area is read with its commissioner: a provider called an area would be laid open to it.
        raise NotPossible(f"{child.name} is not an area.")
    if Relation.objects.filter(child=child, parent=parent, kind=kind, ends_on=None).exists():
        raise NotPossible(f"{child.name} already stands so to {parent.name}.")
    relation = Relation(
        child=child, parent=parent, kind=kind, starts_on=starts_on, ends_on=ends_on, note=note
    )
    relation.save()
    record("organisation.related", about=child, by=by, at=at, concerning=[child, parent], kind=kind)
    return relation


@transaction.atomic
def end_relation(*, relation: Relation, ends_on: date, by: Actor, at: datetime) -> Relation:
    """
    End a relation on a day; what stood before that day still stands in its years.

    :raises NotPossible: if the day lies before the relation began.
    """
    _require_keeper(by)
    if relation.starts_on and ends_on < relation.starts_on:
        raise NotPossible("A relation cannot end before it starts.")
    relation.ends_on = ends_on
    relation.save(update_fields=["ends_on"])
    record(
        "organisation.relation_ended",
        about=relation.child,
        by=by,
        at=at,
        concerning=[relation.child],
        on=ends_on,
    )
    return relation


@transaction.atomic
def map_area(
    *, area: Organisation, council: Organisation, is_whole: bool, by: Actor, at: datetime, note: str = ""
) -> AreaPart:
    """Say which council, or part of one, an area of a commissioner lies in."""
    _require_keeper(by)
    part = AreaPart(area=area, council=council, is_whole=is_whole, note=note)
    part.save()
    record("area.mapped", about=area, by=by, at=at, concerning=[area, council], whole=is_whole)
    return part


@transaction.atomic
def succeed(
    *,
    predecessor: Organisation,
    successor: Organisation,
    kind: str,
    effective_on: date,
    by: Actor,
    at: datetime,
    share: Decimal | None = None,
    area: Organisation | None = None,
    authority: str = "",
) -> Succession:
    """
    Record that one organisation took over from another, and let the successor read what it inherits.

    A merge or transfer gives the successor its predecessor's rights from the effective date. A split gives them only
    where no area narrows it; a cluster gives none, because both bodies go on (decision on rights after abolition).

    :raises NotPossible: if they are one, or the records of a body that is not theirs would go to them or to a stranger.
    """
    _require_keeper(by)
    if predecessor == successor:
        raise NotPossible("An organisation does not take over from itself. Choose another.")
    _refuse_heir(by, predecessor, successor)
    succession = Succession(
        predecessor=predecessor,
        successor=successor,
        kind=kind,
        effective_on=effective_on,
        share=share,
        area=area,
        authority=authority,
    )
    succession.save()
    if kind != Succession.Kind.CLUSTER:
        _close(predecessor, effective_on - timedelta(days=1))
        _inherit(predecessor if area is None else area, successor, effective_on)
    record(
        "organisation.succeeded",
        about=predecessor,
        by=by,
        at=at,
        concerning=[predecessor, successor],
        kind=kind,
    )
    return succession


def _refuse_heir(by: Actor, predecessor: Organisation, successor: Organisation) -> None:
    """
    Refuse that somebody gives away, or takes, the records of a body that is not theirs.

    A commissioner records that one of its providers was followed by another of them. The heir reads what it inherits as
    its own, drafts too: so it is never the commissioner itself, and never a body with which the provider has no business.
    """
    if _is_ours(by, predecessor):
        return
    if _is_ours(by, successor):
        raise NotPossible(f"Only {predecessor.name} or the operator can hand its records over to you.")
    both = [may(by, WRITE, body) and body.kind.is_provider for body in (predecessor, successor)]
    if not all(both):
        raise NotPossible(
            f"Only {predecessor.name} or the operator can hand its records over to {successor.name}."
        )


def _close(organisation: Organisation, last_day: date) -> None:
    if organisation.closed_on is None:
        organisation.closed_on = last_day
        organisation.save(update_fields=["closed_on"])
        organisation.names.filter(ends_on=None).update(ends_on=last_day)
        organisation.identifiers.filter(ends_on=None).update(ends_on=last_day)


def _inherit(predecessor: Organisation, successor: Organisation, from_on: date) -> None:
    """Add the predecessor and all that stood behind it to the successor's lineage, and to its later successors'."""
    behind = [
        predecessor.pk,
        *Lineage.objects.filter(descendant=predecessor).values_list("ancestor_id", flat=True),
    ]
    ahead = [(successor.pk, from_on)]
    for descendant, day in Lineage.objects.filter(ancestor=successor).values_list("descendant_id", "from_on"):
        ahead.append((descendant, max(day, from_on)))
    Lineage.objects.bulk_create(
        [
            Lineage(ancestor_id=ancestor, descendant_id=descendant, from_on=day)
            for ancestor in behind
            for descendant, day in ahead
            if ancestor != descendant
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def sign_contract(
    *,
    commissioner: Organisation,
    provider: Organisation,
    title: str,
    service_types: Sequence[str],
    starts_on: date,
    ends_on: date | None,
    by: Actor,
    at: datetime,
    associates: Sequence[Organisation] = (),
    assurance_lead: Organisation | None = None,
    form: str = "NHS Standard Contract",
) -> Contract:
    """
    Record a contract with its lead commissioner, any associates and whoever leads on assurance.

    The lead on assurance may be another body than the commissioner: NHS England commissions general practice in 2017
    while the CCG assures it.

    :raises NotPossible: if the acting organisation has no part in it, the other side provides nothing, or it ends before
        it starts.
    """
    _require_keeper(by)
    if not any(_is_ours(by, o) for o in (commissioner, *associates, assurance_lead) if o):
        raise NotPossible("You can record contracts in which your organisation has a part, and no others.")
    if not (provider.kind.is_provider or "*" in policy.reach(by.roles, WRITE)):
        # A contract lays the provider's records open, and no other commissioner, council or board is laid open by us.
        raise NotPossible(f"{provider.name} is not a provider. The operator records a contract with it.")
    if commissioner == provider:
        raise NotPossible("A contract is between two organisations. Choose another provider.")
    if ends_on and ends_on < starts_on:
        raise NotPossible("A contract cannot end before it starts.")
    contract = Contract(
        organisation=by.organisation,
        commissioner=commissioner,
        provider=provider,
        title=title,
        form=form,
        service_types=list(service_types),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    contract.save()
    parties = [
        (commissioner, ContractParty.Part.LEAD),
        *((o, ContractParty.Part.ASSOCIATE) for o in associates),
    ]
    if assurance_lead and assurance_lead != commissioner:
        parties.append((assurance_lead, ContractParty.Part.ASSURANCE))
    for organisation, part in parties:
        ContractParty(
            contract=contract,
            recorded_by=by.organisation,
            organisation=organisation,
            provider=provider,
            part=part,
            starts_on=starts_on,
            ends_on=ends_on,
        ).save()
    record(
        "contract.signed",
        about=contract,
        by=by,
        at=at,
        concerning=[o for o, _ in parties] + [provider],
        content={"title": title},
    )
    return contract


@transaction.atomic
def end_contract(*, contract: Contract, ends_on: date, by: Actor, at: datetime) -> Contract:
    """
    End a contract on a day. Its years stay readable to its commissioners; later periods do not.

    :raises NotPossible: if the day lies before the contract began, or the contract is somebody else's.
    """
    _require_keeper(by)
    _require_party(by, contract)
    if ends_on < contract.starts_on:
        raise NotPossible("A contract cannot end before it starts.")
    contract.ends_on = ends_on
    contract.save(update_fields=["ends_on"])
    contract.parties.update(ends_on=ends_on)
    record("contract.ended", about=contract, by=by, at=at, concerning=[contract.provider], ends_on=ends_on)
    return contract


def _require_party(by: Actor, contract: Contract) -> None:
    """Refuse unless the contract is the acting organisation's: whose record it is, or its lead commissioner."""
    if not (_is_ours(by, contract.organisation) or _is_ours(by, contract.commissioner)):
        raise NotPossible("Only whoever recorded a contract, or leads it, changes it.")


@transaction.atomic
def add_schedule_line(
    *, contract: Contract, obligation: str, by: Actor, at: datetime, urn: str = "", cadence: str = ""
) -> ScheduleLine:
    """
    Add what a provider has to send or show to a contract's safeguarding schedule.

    :raises NotPossible: if the line stands there already, or the contract is somebody else's.
    """
    _require_keeper(by)
    _require_party(by, contract)
    if contract.lines.filter(obligation__iexact=obligation).exists():
        raise NotPossible("This line stands in the schedule already.")
    line = ScheduleLine(contract=contract, obligation=obligation, urn=urn, cadence=cadence)
    line.save()
    record(
        "contract.line_added",
        about=contract,
        by=by,
        at=at,
        concerning=[contract.provider],
        content={"obligation": obligation},
    )
    return line
