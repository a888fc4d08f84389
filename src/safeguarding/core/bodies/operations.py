"""Writes about committees, boards, partnerships, groups and teams."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.bodies.models import AssuranceInput, Body, BodyAlias, BodyEdge, Seat
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import Post
from safeguarding.kit.periods import possible_days
from safeguarding.kit.refusals import Refused

WRITE = Permission("GOV", "w")


class NotPossible(Refused):
    """The register of bodies cannot be changed in this way."""


@dataclass(frozen=True)
class BodyDetails:
    """What a body is, as typed; its seats, lines and inputs are recorded one by one."""

    name: str
    kind: str
    purposes: Sequence[str] = ()
    aliases: Sequence[str] = ()
    starts_on: str = ""
    ends_on: date | None = None
    recurrence: str = ""
    host: Organisation | None = None
    chair_post: Post | None = None
    chair_organisation: Organisation | None = None
    predecessor: Body | None = None
    on_chart: bool = False
    place: int = 0


@transaction.atomic
def open_body(*, organisation: Organisation, details: BodyDetails, by: Actor, at: datetime) -> Body:
    """
    Add a body to an organisation's register.

    :raises NotPossible: if a body of this name, or with it as another name, is registered already.
    """
    require(by, WRITE, organisation)
    _refuse_taken(organisation, details, None)
    body = Body(organisation=organisation)
    _fill(body, details)
    body.save()
    _name_also(body, details.aliases)
    record("body.opened", about=body, by=by, at=at, concerning=[organisation], name=details.name)
    return body


@transaction.atomic
def change_body(*, body: Body, version: int, details: BodyDetails, by: Actor, at: datetime) -> Body:
    """
    Change what a body is.

    :raises NotPossible: if another body of the organisation goes by this name.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, body.organisation)
    body = lock(body, by=by, version=version)
    _refuse_taken(body.organisation, details, body)
    _fill(body, details)
    body.save()
    _name_also(body, details.aliases)
    record("body.changed", about=body, by=by, at=at, concerning=[body.organisation], name=body.name)
    return body


def _refuse_taken(organisation: Organisation, details: BodyDetails, body: Body | None) -> None:
    """One body under two names is what aliases are for: a second record of it is refused."""
    others = Body.objects.filter(organisation=organisation)
    if body:
        others = others.exclude(pk=body.pk)
    for name in (details.name, *details.aliases):
        taken = others.filter(name__iexact=name).first() or others.filter(aliases__name__iexact=name).first()
        if taken:
            raise NotPossible(f"{taken.name} goes by the name {name} already.")
    if body and details.predecessor and details.predecessor.pk == body.pk:
        raise NotPossible("A body cannot follow itself.")


def _fill(body: Body, details: BodyDetails) -> None:
    if details.starts_on:
        possible_days(details.starts_on)
    for name in BodyDetails.__dataclass_fields__:
        if name != "aliases":
            value = getattr(details, name)
            setattr(body, name, list(value) if isinstance(value, tuple) else value)


def _name_also(body: Body, names: Sequence[str]) -> None:
    body.aliases.exclude(name__in=names).delete()
    known = set(body.aliases.values_list("name", flat=True))
    BodyAlias.objects.bulk_create(
        [BodyAlias(body=body, name=name) for name in dict.fromkeys(names) if name not in known]
    )


@transaction.atomic
def add_seat(
    *,
    body: Body,
    by: Actor,
    at: datetime,
    post: Post | None = None,
    organisation: Organisation | None = None,
    level: str = "",
    is_statutory_partner: bool = False,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Seat:
    """
    Give a post, or an organisation at a level, a seat on a body.

    :raises NotPossible: without a post or an organisation.
    """
    require(by, WRITE, body.organisation)
    if post is None and organisation is None:
        raise NotPossible("Say whose seat it is: a post, an organisation or both.")
    seat = Seat(
        body=body,
        post=post,
        organisation=organisation,
        level=level,
        is_statutory_partner=is_statutory_partner,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    seat.save()
    record(
        "body.seat_added",
        about=body,
        by=by,
        at=at,
        concerning=[o for o in (body.organisation, organisation) if o],
        seat=str(post or organisation),
    )
    return seat


@transaction.atomic
def remove_seat(*, seat: Seat, by: Actor, at: datetime) -> None:
    """Take a seat away that was given by mistake; one that came to an end has a last day instead."""
    require(by, WRITE, seat.body.organisation)
    whose = str(seat.post or seat.organisation)
    seat.delete()
    record("body.seat_removed", about=seat.body, by=by, at=at, seat=whose)


@transaction.atomic
def link(*, body: Body, to: Body, kind: str, by: Actor, at: datetime) -> BodyEdge:
    """
    Say how one body stands to another.

    :raises NotPossible: if they stand so already, or a line of reports would go round in a circle.
    """
    require(by, WRITE, body.organisation)
    if body.pk == to.pk:
        raise NotPossible("A body cannot stand in a line with itself.")
    if BodyEdge.objects.filter(body=body, to=to, kind=kind).exists():
        raise NotPossible(f"{body} {BodyEdge.Kind(kind).label} {to} already.")
    if kind == BodyEdge.Kind.REPORTS_TO and _reports_to(to, body):
        raise NotPossible(f"{to} reports to {body} already. Lines cannot go round in a circle.")
    edge = BodyEdge(body=body, to=to, kind=kind)
    edge.save()
    record("body.linked", about=body, by=by, at=at, concerning=[body.organisation], to=to.name, kind=kind)
    return edge


def _reports_to(first: Body, last: Body) -> bool:
    """Test whether the lines upwards from one body come to another."""
    above, seen = {first.pk}, set()
    while above and last.pk not in above:
        seen |= above
        found = BodyEdge.objects.filter(body__in=above, kind=BodyEdge.Kind.REPORTS_TO)
        above = set(found.values_list("to_id", flat=True)) - seen
    return last.pk in above


@transaction.atomic
def unlink(*, edge: BodyEdge, by: Actor, at: datetime) -> None:
    """Take a line between two bodies away; the row's history keeps that it stood."""
    require(by, WRITE, edge.body.organisation)
    body, to, kind = edge.body, edge.to.name, edge.kind
    edge.delete()
    record("body.unlinked", about=body, by=by, at=at, concerning=[body.organisation], to=to, kind=kind)


@transaction.atomic
def feed(*, body: Body, name: str, by: Actor, at: datetime, place: int = 0) -> AssuranceInput:
    """
    Say what feeds a body besides other bodies, such as a return or a visit.

    :raises NotPossible: if it feeds the body already.
    """
    require(by, WRITE, body.organisation)
    if body.inputs.filter(name__iexact=name).exists():
        raise NotPossible(f"{name} feeds {body} already.")
    fed = AssuranceInput(body=body, name=name, place=place)
    fed.save()
    record("body.fed", about=body, by=by, at=at, concerning=[body.organisation], content={"input": name})
    return fed


@transaction.atomic
def stop_feeding(*, fed: AssuranceInput, by: Actor, at: datetime) -> None:
    """Take away what no longer feeds a body."""
    require(by, WRITE, fed.body.organisation)
    body, name = fed.body, fed.name
    fed.delete()
    record(
        "body.no_longer_fed",
        about=body,
        by=by,
        at=at,
        concerning=[body.organisation],
        content={"input": name},
    )
