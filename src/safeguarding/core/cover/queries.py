"""Reads of what somebody holds open, for those who hand it on and those who take it over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from safeguarding.core.access import lasting, policy
from safeguarding.core.access import queries as access
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.cover.models import Deputy, Handover
from safeguarding.core.cover.work import KINDS, Kind
from safeguarding.core.notices.models import Notice, NoticeRead
from safeguarding.core.people.models import Post, PostHolding, User
from safeguarding.core.people.queries import held_by, state

ADMINISTER = Permission("USR", "w")


@dataclass(frozen=True)
class Line:
    """How much of one kind of work hangs on a person, and what it takes to go on with it."""

    kind: Kind
    count: int

    @property
    def words(self) -> str:
        """How much, in words, such as "2 drafts of reports"."""
        return f"{self.count} {self.kind.one if self.count == 1 else self.kind.many}"

    def may_be_taken_by(self, roles: Iterable[str]) -> bool:
        """Tell whether somebody holding these roles can go on with it."""
        return bool(policy.reach(frozenset(roles), self.kind.permission))


@dataclass(frozen=True)
class Held:
    """A post that a leaver holds, and whoever is recorded as holding it next."""

    holding: PostHolding
    next: PostHolding | None


def posts_held(actor: Actor, person: User) -> list[Held]:
    """Return the posts that a person holds at the acting organisation today, each with its next holder."""
    own = PostHolding.objects.filter(access.is_mine(actor, "post__organisation"))
    found = own.filter(held_by(person, actor.today)).select_related("post__organisation")
    holdings = list(found.order_by("post__place", "post__title", "id"))
    following = own.filter(starts_on__gt=actor.today, post__in=[each.post for each in holdings]).exclude(
        user=person
    )
    # Backwards, so that of several the one that begins first is what stays.
    coming = {each.post_id: each for each in following.select_related("user").order_by("-starts_on", "-id")}
    return [Held(holding, coming.get(holding.post_id)) for holding in holdings]


def open_work(actor: Actor, person: User) -> list[Line]:
    """Return how much of each kind a person holds open at the acting organisation; counts, for an administrator."""
    found = [Line(kind, _own(kind, actor, person).count()) for kind in KINDS.values()]
    return [line for line in found if line.count]


def _own(kind: Kind, actor: Actor, person: User) -> QuerySet:
    own = kind.model._default_manager.filter(access.is_mine(actor, kind.owner))
    return own.filter(kind.hangs_on(person, actor.today)).distinct()


def notices_waiting(actor: Actor, person: User) -> list[Notice]:
    """Return what a person was told at the acting organisation, they alone, and has not opened."""
    read = NoticeRead.objects.filter(person=person).values("notice")
    waiting = Notice.objects.filter(organisation=actor.organisation, person=person).exclude(pk__in=read)
    # What is said about restricted records goes to nobody else: their lists are never inherited.
    return list(waiting.exclude(kind__startswith="restricted.").exclude(kind="glass.broken").order_by("pk"))


def colleagues(actor: Actor, but: User) -> list[User]:
    """Return the people who hold a role at the acting organisation today, but one, by name."""
    people = User.objects.filter(pk__in=access.people_of(actor), is_active=True, is_system=False)
    return list(people.exclude(pk=but.pk).order_by("name", "pk"))


def waiting(actor: Actor, person: User) -> Handover | None:
    """Return the hand-over of a person that stands and has not ended with their account."""
    return Handover.objects.filter(organisation=actor.organisation, person=person, closed_on=None).first()


def handovers(actor: Actor) -> QuerySet[Handover]:
    """Return the hand-overs at the organisations whose sign-ins the actor looks after, the latest first."""
    return (
        Handover.objects.filter(organisation__in=access.organisations_where(actor, Permission("USR", "r")))
        .select_related("person", "successor", "handed_by", "organisation")
        .order_by("-handed_at", "-id")
    )


def get_handover(actor: Actor, public_id: UUID) -> Handover:
    """Return one hand-over, or 404."""
    found = handovers(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def by_public_id(public_id: UUID | str) -> Handover | None:
    """Return a hand-over that the context in hand lets through; for jobs."""
    return Handover.objects.filter(public_id=public_id).first()


def due(public_id: UUID | str, today: date) -> Handover | None:
    """Return a hand-over whose last day has passed and whose account is still open; for jobs."""
    found = Handover.objects.filter(public_id=public_id, closed_on=None, last_on__lt=today)
    return found.select_related("person", "organisation").first()


@dataclass(frozen=True)
class Taken:
    """What somebody took over of one kind from one person and that is still open: title and address of each record."""

    words: str
    records: list[tuple[str, str]]


def taken_over(actor: Actor) -> list[tuple[Handover, list[Taken]]]:
    """Return what was handed to this person at the acting organisation and is open, as far as their roles open it."""
    to_me = Handover.objects.filter(organisation=actor.organisation, successor=actor.user)
    return [
        (handover, [found for kind in KINDS.values() if (found := _taken(kind, actor, handover.person))])
        for handover in to_me.select_related("person").order_by("-handed_at", "-id")
    ]


def _taken(kind: Kind, actor: Actor, person: User) -> Taken | None:
    if kind.goes_with_post:
        return None
    mine = kind.model.rows(actor, kind.permission).filter(access.is_mine(actor, kind.owner))
    rows: list[Any] = list(mine.filter(kind.hangs_on(person, actor.today)).distinct().order_by("pk"))
    if not rows:
        return None
    words = kind.one if len(rows) == 1 else kind.many
    return Taken(words[0].upper() + words[1:], [(kind.title(row), kind.address(row)) for row in rows])


def deputies(actor: Actor) -> QuerySet[Deputy]:
    """Return who stands in for whom: what concerns oneself, and for an administrator the whole organisation's; latest first."""
    found = Deputy.objects.filter(organisation=actor.organisation)
    if not access.may(actor, Permission("USR", "r"), actor.organisation):
        found = found.filter(Q(person=actor.user) | Q(deputy=actor.user))
    return found.select_related("person", "deputy", "named_by", "organisation").order_by("-starts_on", "-id")


def deputies_of(actor: Actor, person: User) -> QuerySet[Deputy]:
    """Return who stands or will stand in for one person at the acting organisation."""
    return Deputy.objects.filter(
        lasting.not_over(actor.today), organisation=actor.organisation, person=person
    )


def standing_in_at(actor: Actor, post: Post) -> list[Deputy]:
    """Return who stands in, today or later, for those who hold one of the acting organisation's posts today."""
    held = state(post, actor.today).holdings
    theirs = Q(person__in=[each.user_id for each in held if each.user_id])
    theirs |= Q(person__name__in=[each.holder for each in held if not each.user_id])
    found = Deputy.objects.filter(theirs, lasting.not_over(actor.today), organisation=post.organisation)
    if not held or post.organisation_id != actor.acting_for.pk:
        return []
    return list(found.select_related("person", "deputy").order_by("starts_on", "id"))


def get_deputy(actor: Actor, public_id: UUID) -> Deputy:
    """Return one line of who stands in for whom, if it may be ended by the actor, or 404."""
    found = deputies(actor).filter(lasting.not_over(actor.today), public_id=public_id).first()
    if found is None or not may_end(actor, found):
        raise Http404
    return found


def may_end(actor: Actor, deputy: Deputy) -> bool:
    """Tell whether the actor may end it: whoever is away, whoever stands in, or an administrator of sign-ins."""
    concerned = actor.person.pk in (deputy.person_id, deputy.deputy_id)
    return concerned or access.may(actor, ADMINISTER, actor.organisation)


def get_who_is_away(actor: Actor, public_id: UUID) -> User:
    """Return oneself, or for an administrator of sign-ins a colleague; else 404."""
    if actor.person.public_id == public_id:
        return actor.person
    if not access.may(actor, ADMINISTER, actor.organisation):
        raise Http404
    return access.get_colleague(actor, public_id, ADMINISTER)


def deputy_by_post(actor: Actor, person: User) -> User | None:
    """Return who holds today the post that is the deputy of a post which the person holds, to suggest them first."""
    held = PostHolding.objects.filter(
        access.is_mine(actor, "post__organisation"), held_by(person, actor.today)
    )
    posts = held.exclude(post__deputy=None).values("post__deputy")
    found = PostHolding.objects.filter(access.on_day(actor.today), post__in=posts).exclude(user=None)
    holding = found.select_related("user").order_by("starts_on", "id").first()
    return holding.user if holding else None


def covering(user: User, today) -> list[Deputy]:
    """Return who stands in for a person, or for whom they stand in, today or later; at every organisation of theirs."""
    found = Deputy.objects.filter(Q(person=user) | Q(deputy=user), lasting.not_over(today))
    return list(found.select_related("person", "deputy", "organisation").order_by("starts_on", "id"))
