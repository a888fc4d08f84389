"""Writes about people who sign in, the posts they hold and how those posts are reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.bodies.models import Body
from safeguarding.core.organisations.models import Organisation, OrganisationKind
from safeguarding.core.people.models import (
    ContactPoint,
    Post,
    PostHolding,
    ReportingLine,
    RequiredPost,
    StatutoryRole,
    User,
)
from safeguarding.kit.periods import possible_days
from safeguarding.kit.refusals import Refused

WRITE = Permission("GOV", "w")
WORDS = Permission("FWK", "w")


class AlreadyKnown(Refused):
    """Somebody or something of this name is registered already."""


class NotPossible(Refused):
    """The register of posts cannot be changed in this way."""


@dataclass(frozen=True)
class PostDetails:
    """What a post is, as typed; its holders, lines and contact points are recorded one by one."""

    title: str
    roles: Sequence[StatutoryRole] = ()
    is_statutory: bool = False
    is_accountable: bool = False
    is_contributor: bool = False
    responsibilities: Sequence[str] = ()
    portfolio: Sequence[str] = ()
    capacity: Decimal | None = None
    required_capacity: Decimal | None = None
    capacity_unit: str = Post.Unit.WTE
    scope: Sequence[Organisation] = ()
    team: Body | None = None
    deputy: Post | None = None
    succession_plan: str = ""
    employer: Organisation | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    place: int = 0


MANY = ("roles", "scope")


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    by: Actor,
    at: datetime,
    password: str | None = None,
    encoded: str = "",
    is_demonstration: bool = False,
) -> User:
    """
    Register a person who will sign in with a work e-mail address. They may do nothing until a role is given.

    :param encoded: a password that was hashed already, where many made-up people share one.
    :raises AlreadyKnown: if the address is registered, whatever its capitals.
    """
    require(by, Permission("USR", "w"), by.organisation)
    if User.objects.filter(email__iexact=email).exists():
        raise AlreadyKnown(f"{email} is registered already. Give them a role instead.")
    user = User(email=email.lower(), name=name, is_demonstration=is_demonstration)
    if encoded:
        user.password = encoded
    else:
        user.set_password(password)
    user.save()
    record("person.added", about=user, by=by, at=at)
    return user


@transaction.atomic
def set_up_role(
    *, key: str, title: str, standing: str, source: str, by: Actor, at: datetime
) -> StatutoryRole:
    """Add or reword a role that law or guidance names."""
    require(by, WORDS, by.organisation)
    role, new = StatutoryRole.objects.update_or_create(
        key=key, defaults={"title": title, "standing": standing, "source": source}
    )
    if new:
        record("role_of_law.set_up", about=None, by=by, at=at, key=key)
    return role


@transaction.atomic
def require_post(
    *,
    role: StatutoryRole,
    kind: OrganisationKind,
    starts_on: date,
    ends_on: date | None,
    source: str,
    by: Actor,
    at: datetime,
    benchmark: str = "",
) -> RequiredPost:
    """Say that organisations of a kind need a role filled, from a day to a day, and on whose authority."""
    require(by, WORDS, by.organisation)
    required, new = RequiredPost.objects.update_or_create(
        role=role,
        kind=kind,
        starts_on=starts_on,
        defaults={"ends_on": ends_on, "source": source, "benchmark": benchmark},
    )
    if new:
        record("required_post.set_up", about=None, by=by, at=at, role=role.key, kind=kind.key)
    return required


@transaction.atomic
def open_post(*, organisation: Organisation, details: PostDetails, by: Actor, at: datetime) -> Post:
    """
    Add a post to an organisation's register. It is vacant until somebody is recorded as holding it.

    :raises AlreadyKnown: if the organisation has a post of this title.
    """
    require(by, WRITE, organisation)
    _refuse_taken(organisation, details.title)
    post = Post(organisation=organisation)
    _fill(post, details)
    post.save()
    _fill_many(post, details)
    record("post.opened", about=post, by=by, at=at, concerning=[organisation], title=details.title)
    return post


@transaction.atomic
def change_post(*, post: Post, version: int, details: PostDetails, by: Actor, at: datetime) -> Post:
    """
    Change what a post is.

    :raises AlreadyKnown: if another post of the organisation has this title.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, post.organisation)
    post = lock(post, by=by, version=version)
    if details.title != post.title:
        _refuse_taken(post.organisation, details.title)
    if details.deputy and details.deputy.pk == post.pk:
        raise NotPossible("A post cannot be its own deputy.")
    _fill(post, details)
    post.save()
    _fill_many(post, details)
    record("post.changed", about=post, by=by, at=at, concerning=[post.organisation], title=post.title)
    return post


def _refuse_taken(organisation: Organisation, title: str) -> None:
    if Post.objects.filter(organisation=organisation, title__iexact=title).exists():
        raise AlreadyKnown(f"{organisation} already has a post called {title}.")


def _fill(post: Post, details: PostDetails) -> None:
    for name in PostDetails.__dataclass_fields__:
        if name not in MANY:
            value = getattr(details, name)
            setattr(post, name, list(value) if isinstance(value, tuple) else value)


def _fill_many(post: Post, details: PostDetails) -> None:
    post.roles.set(details.roles)
    post.scope.set(details.scope)


@transaction.atomic
def hold_post(
    *,
    post: Post,
    holder: str,
    kind: str,
    starts_on: date | None,
    ends_on: date | None,
    by: Actor,
    at: datetime,
    user: User | None = None,
    capacity: Decimal | None = None,
    business_case: str = "",
) -> PostHolding:
    """
    Record who holds a post, by what right and for how long; it is no longer vacant from that day.

    :raises NotPossible: if a secondment has no last day, or the days are the wrong way round.
    """
    require(by, WRITE, post.organisation)
    if starts_on and ends_on and ends_on < starts_on:
        raise NotPossible("The last day must be on or after the first day.")
    if kind == PostHolding.Kind.SECONDMENT and ends_on is None:
        raise NotPossible("A secondment has a last day. Enter it, so that you are reminded before it ends.")
    holding = PostHolding(
        post=post,
        holder=holder,
        user=user,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        capacity=capacity,
        business_case=business_case,
    )
    holding.save()
    _clear_vacancy(post)
    record("post.held", about=post, by=by, at=at, concerning=[post.organisation], kind=kind, ends_on=ends_on)
    return holding


def _clear_vacancy(post: Post) -> None:
    """A vacancy that somebody wrote down ends with the next holder; one that follows a holder is always computed."""
    post.vacant_since, post.mitigation, post.recruitment = "", "", Post.Recruitment.NONE
    post.save(update_fields=["vacant_since", "mitigation", "recruitment"])


@transaction.atomic
def leave_post(*, holding: PostHolding, ends_on: date, by: Actor, at: datetime) -> PostHolding:
    """
    Record a holder's last day. The post is vacant from the next day unless somebody else holds it.

    :raises NotPossible: if the day lies before the first.
    """
    require(by, WRITE, holding.post.organisation)
    if holding.starts_on and ends_on < holding.starts_on:
        raise NotPossible("The last day must be on or after the first day.")
    holding.ends_on = ends_on
    holding.save(update_fields=["ends_on"])
    post = holding.post
    record("post.left", about=post, by=by, at=at, concerning=[post.organisation], ends_on=ends_on)
    return holding


@transaction.atomic
def note_vacancy(
    *,
    post: Post,
    version: int,
    vacant_since: str,
    recruitment: str,
    mitigation: str,
    by: Actor,
    at: datetime,
) -> Post:
    """
    Record since when a post is vacant, how far recruitment is and how the work is covered meanwhile.

    :param vacant_since: as far as it is known, such as 2021-10; empty where the last holder's last day says it.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, post.organisation)
    if vacant_since:
        possible_days(vacant_since)
    post = lock(post, by=by, version=version)
    post.vacant_since, post.recruitment, post.mitigation = vacant_since, recruitment, mitigation
    post.save(update_fields=["vacant_since", "recruitment", "mitigation", "version"])
    record(
        "post.vacancy_noted",
        about=post,
        by=by,
        at=at,
        concerning=[post.organisation],
        since=vacant_since,
        recruitment=recruitment,
    )
    return post


@transaction.atomic
def add_line(*, start: Post | Body, end: Post | Body, by: Actor, at: datetime) -> ReportingLine:
    """
    Say that a post or a team answers to another post or to a body. A post may answer to two.

    :raises NotPossible: if the line stands already, or would lead back to its start.
    """
    require(by, WRITE, start.organisation)
    ends = _named("post", "team", start) | _named("to_post", "to_body", end)
    if ReportingLine.objects.filter(**ends).exists():
        raise NotPossible(f"{start} already answers to {end}.")
    if isinstance(end, Post) and isinstance(start, Post) and _leads_to(end, start):
        raise NotPossible(f"{end} answers to {start} already. Lines cannot go round in a circle.")
    line = ReportingLine(organisation=start.organisation, **ends)
    line.save()
    record("post.line_added", about=start, by=by, at=at, concerning=[start.organisation], to=str(end))
    return line


def _named(for_post: str, for_body: str, place: Post | Body) -> dict[str, Post | Body]:
    return {for_post if isinstance(place, Post) else for_body: place}


def _leads_to(first: Post, last: Post) -> bool:
    """Test whether the lines upwards from one post come to another."""
    above, seen = {first.pk}, set()
    while above and last.pk not in above:
        seen |= above
        lines = ReportingLine.objects.filter(post__in=above, to_post__isnull=False)
        above = set(lines.values_list("to_post_id", flat=True)) - seen
    return last.pk in above


@transaction.atomic
def remove_line(*, line: ReportingLine, by: Actor, at: datetime) -> None:
    """Take a reporting line away; the row's history keeps that it stood."""
    require(by, WRITE, line.organisation)
    start, end = line.post or line.team, line.to_post or line.to_body
    line.delete()
    record("post.line_removed", about=start, by=by, at=at, concerning=[line.organisation], to=str(end))


@transaction.atomic
def add_contact(
    *,
    organisation: Organisation,
    of: Post | Body | Organisation,
    hours: str,
    by: Actor,
    at: datetime,
    telephone: str = "",
    email: str = "",
    address: str = "",
    is_public: bool = False,
) -> ContactPoint:
    """
    Record how a post, a body or another organisation is reached.

    :raises NotPossible: without a telephone number, an e-mail address or a web address.
    """
    require(by, WRITE, organisation)
    if not (telephone or email or address):
        raise NotPossible("Enter a telephone number, an email address or a web address.")
    name = "post" if isinstance(of, Post) else "body" if isinstance(of, Body) else "of"
    contact = ContactPoint(
        organisation=organisation,
        hours=hours,
        telephone=telephone,
        email=email,
        address=address,
        is_public=is_public,
        **{name: of},
    )
    contact.save()
    record("contact.added", about=of, by=by, at=at, concerning=[organisation], hours=hours, public=is_public)
    return contact


@transaction.atomic
def remove_contact(*, contact: ContactPoint, by: Actor, at: datetime) -> None:
    """Take away a way of reaching somebody that no longer works."""
    require(by, WRITE, contact.organisation)
    about = contact.post or contact.body or contact.of
    contact.delete()
    record("contact.removed", about=about, by=by, at=at, concerning=[contact.organisation])
