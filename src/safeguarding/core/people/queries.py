"""Reads of posts: who answers for what, which posts stand empty, for how long, and which are missing."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import on_day, standing_in
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
from safeguarding.kit.periods import known_words, months_passed, possible_days

READ = Permission("GOV", "r")
REMIND_DAYS = (
    90  # a secondment's end is shown this long before; recruitment in the NHS takes about three months
)
FILLED, INTERIM, VACANT = "Filled", "Interim", "Vacant"


@dataclass(frozen=True)
class Vacancy:
    """A post that nobody held on a day: since when, as far as that is known, and what is done about it."""

    post: Post
    since: str
    on: date

    @property
    def since_words(self) -> str:
        """Since when, in words."""
        return known_words(self.since) or "Not recorded"

    @property
    def days(self) -> tuple[int, int] | None:
        """The fewest and the most days that the post can have been vacant."""
        if not self.since:
            return None
        possible = possible_days(self.since)
        return (max(0, (self.on - possible.ends_on).days), max(0, (self.on - possible.starts_on).days))

    @property
    def months(self) -> tuple[int, int] | None:
        """The fewest and the most whole months, the day itself counted."""
        if not self.since:
            return None
        possible = possible_days(self.since)
        return months_passed(possible.ends_on, self.on), months_passed(possible.starts_on, self.on)

    @property
    def length(self) -> str:
        """How long, in words: 8 to 9 months (242 to 272 days)."""
        if self.days is None or self.months is None:
            return "Not recorded"
        return f"{_span(*self.months)} months ({_span(*self.days)} days)"

    @property
    def needs_mitigation(self) -> bool:
        """Whether nothing is written about how the work is covered."""
        return not self.post.mitigation.strip()


def _span(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"


@dataclass(frozen=True)
class PostState:
    """A post as it stood on a day: its holders then, and its vacancy if there were none."""

    post: Post
    on: date
    holdings: tuple[PostHolding, ...]

    @property
    def word(self) -> str:
        """Filled, interim or vacant."""
        if not self.holdings:
            return VACANT
        return FILLED if any(h.kind == PostHolding.Kind.SUBSTANTIVE for h in self.holdings) else INTERIM

    @property
    def holders(self) -> str:
        """Who held it, and by what right where that is not for good."""
        return ", ".join(
            h.holder
            if h.kind == PostHolding.Kind.SUBSTANTIVE
            else f"{h.holder} ({h.get_kind_display().lower()})"
            for h in self.holdings
        )

    @property
    def vacancy(self) -> Vacancy | None:
        """
        The vacancy, with its first day from what was written down or from the last holder's last day.

        What was written of a vacancy that began after the day does not say since when the post was vacant on it.
        """
        if self.holdings:
            return None
        ended = [h.ends_on for h in self.post.holdings.all() if h.ends_on and h.ends_on < self.on]
        computed = (max(ended) + timedelta(days=1)).isoformat() if ended else ""
        written = self.post.vacant_since
        had_begun = bool(written) and possible_days(written).starts_on <= self.on
        return Vacancy(self.post, written if had_begun else computed, self.on)

    @property
    def capacity_words(self) -> str:
        """What the post has, in its own unit."""
        return capacity_words(self.post.capacity, self.post.capacity_unit)

    @property
    def shortfall(self) -> Decimal | None:
        """How much of the required capacity is missing; a vacant post is missing all of it."""
        required = self.post.required_capacity
        if required is None:
            return None
        given = [h.capacity for h in self.holdings if h.capacity is not None]
        held = (
            sum(given, Decimal())
            if given
            else (self.post.capacity or Decimal())
            if self.holdings
            else Decimal()
        )
        return max(Decimal(), required - held)


UNIT_WORDS = {"WTE": "WTE", "PA": "PAs a week", "SESSION": "sessions a week"}


def capacity_words(amount: Decimal | None, unit: str) -> str:
    """Write a capacity in its own unit, such as 5 PAs a week or 0.8 WTE."""
    if amount is None:
        return ""
    plain = amount.normalize()
    return f"{plain:f} {UNIT_WORDS[unit]}"


@dataclass(frozen=True)
class Gap:
    """A role that an organisation of this kind must have filled and that no held post fulfils."""

    requirement: RequiredPost
    posts: tuple[Post, ...]  # the posts that should fulfil it and stand empty

    @property
    def risk_suggestion(self) -> str:
        """The risk that somebody may want to put on the register."""
        why = "the post is vacant" if self.posts else "there is no such post"
        return f"No {self.requirement.role.title} in place: {why}."


def held_by(person: User, day: date) -> Q:
    """Return the condition that a holding of a post is this person's on a day: by account, or by the name it gives."""
    return on_day(day) & (Q(user=person) | Q(user=None, holder__iexact=person.name))


def held_or_covered_by(person: User, day: date) -> Q:
    """Return the condition that a holding of a post is this person's, or that of a colleague for whom they stand in."""
    away = standing_in(person, day)
    theirs = Q(user__in=away.values("person")) | Q(user=None, holder__in=away.values("person__name"))
    return held_by(person, day) | on_day(day) & theirs


def posts_held_by(person: User, day: date) -> QuerySet[PostHolding, Any]:
    """Return the ids of the posts that a person holds on a day, of those that the context in hand lets through."""
    return PostHolding.objects.filter(held_by(person, day)).values("post")


def posts(actor: Actor, permission: Permission = READ) -> QuerySet[Post]:
    """Return the posts that this person, acting for this organisation, may look at, from the top down."""
    return (
        Post.rows(actor, permission)
        .select_related("organisation", "team", "deputy", "employer")
        .prefetch_related("holdings", "roles")
        .order_by("organisation__name", "place", "title", "id")
    )


def posts_of(actor: Actor, organisation: Organisation, on: date) -> QuerySet[Post]:
    """Return one organisation's posts that stood on a day."""
    return posts(actor).filter(on_day(on, "opened_on", "closed_on"), organisation=organisation)


def with_state(found: QuerySet[Post], word: str, on: date) -> QuerySet[Post]:
    """Narrow posts to those that were filled, interim or vacant on a day."""
    held = PostHolding.objects.filter(on_day(on), post=OuterRef("pk"))
    for_good = held.filter(kind=PostHolding.Kind.SUBSTANTIVE)
    wanted = {
        VACANT: ~Exists(held),
        FILLED: Exists(for_good),
        INTERIM: Exists(held) & ~Exists(for_good),
    }
    return found.filter(wanted[word])


def get_post(actor: Actor, public_id: UUID, permission: Permission = READ) -> Post:
    """Return one post, or 404 so that nobody learns that it exists."""
    try:
        return posts(actor, permission).get(public_id=public_id)
    except Post.DoesNotExist:
        raise Http404 from None


def get_holding(actor: Actor, pk: int, permission: Permission = READ) -> PostHolding:
    """Return one holding of a post, or 404."""
    try:
        return PostHolding.rows(actor, permission).select_related("post__organisation").get(pk=pk)
    except PostHolding.DoesNotExist:
        raise Http404 from None


def state(post: Post, on: date) -> PostState:
    """Return how a post stood on a day."""
    current = [
        h
        for h in post.holdings.all()
        if (h.starts_on is None or h.starts_on <= on) and (h.ends_on is None or h.ends_on >= on)
    ]
    return PostState(post, on, tuple(sorted(current, key=lambda h: (h.starts_on or date.min, h.pk))))


def register(actor: Actor, organisation: Organisation, on: date) -> list[PostState]:
    """Return an organisation's posts as they stood on a day, from the top down."""
    return [state(post, on) for post in posts_of(actor, organisation, on)]


def vacancies(actor: Actor, organisation: Organisation, on: date) -> list[Vacancy]:
    """Return the posts that nobody held on a day."""
    return [found for each in register(actor, organisation, on) if (found := each.vacancy)]


def ending(actor: Actor, organisation: Organisation, on: date) -> list[PostHolding]:
    """Return the holdings that end soon after a day, the first first, so that a successor is found in time."""
    return list(
        PostHolding.rows(actor, READ)
        .filter(on_day(on), post__organisation=organisation, ends_on__lte=on + timedelta(days=REMIND_DAYS))
        .select_related("post")
        .order_by("ends_on", "id")
    )


def requirements(organisation: Organisation, on: date) -> list[RequiredPost]:
    """Return what an organisation of this kind must have filled on a day."""
    return list(_required(organisation, on).select_related("role").order_by("role__title", "id"))


def _required(organisation: Organisation, on: date) -> QuerySet[RequiredPost]:
    kinds: list[int] = []
    kind: OrganisationKind | None = organisation.kind
    while kind:
        kinds.append(kind.pk)
        kind = OrganisationKind.objects.filter(pk=kind.parent_id).first() if kind.parent_id else None
    return RequiredPost.objects.filter(on_day(on), kind__in=kinds)


def gaps(actor: Actor, organisation: Organisation, on: date) -> list[Gap]:
    """Return the required roles that no held post fulfilled on a day."""
    states = register(actor, organisation, on)
    filled = {role.pk for each in states if each.holdings for role in each.post.roles.all()}
    return [
        Gap(required, tuple(s.post for s in states if required.role in s.post.roles.all()))
        for required in requirements(organisation, on)
        if required.role_id not in filled
    ]


def count_gaps(actor: Actor, organisation: Organisation, on: date) -> int:
    """Count the required roles that no held post fulfilled on a day; `gaps` says which."""
    standing = Post.rows(actor, READ).filter(
        on_day(on, "opened_on", "closed_on"), organisation=organisation, roles=OuterRef("role")
    )
    held = standing.filter(on_day(on, "holdings__starts_on", "holdings__ends_on"), holdings__isnull=False)
    return _required(organisation, on).filter(~Exists(held)).count()


def without_deputy(actor: Actor, organisation: Organisation, on: date) -> list[Post]:
    """Return the statutory posts that have neither a deputy nor a plan for succession."""
    found = posts_of(actor, organisation, on).filter(is_statutory=True, deputy=None, succession_plan="")
    return list(found)


def contributors(actor: Actor, organisation: Organisation, on: date) -> list[Post]:
    """Return the posts named as contributors to the annual report."""
    return list(posts_of(actor, organisation, on).filter(is_contributor=True))


def accountable(actor: Actor, organisation: Organisation, on: date) -> list[Post]:
    """Return the posts with overall accountability: at least one, and in some organisations two."""
    return list(posts_of(actor, organisation, on).filter(is_accountable=True))


def team_members(actor: Actor, organisation: Organisation, on: date) -> list[PostState]:
    """Return the posts that belong to a team, team by team."""
    found = posts_of(actor, organisation, on).filter(team__isnull=False)
    return [state(post, on) for post in found.order_by("team__place", "team__name", "place", "title", "id")]


def lines(actor: Actor, organisation: Organisation) -> list[ReportingLine]:
    """Return every reporting line that an organisation recorded."""
    return list(
        ReportingLine.rows(actor, READ)
        .filter(organisation=organisation)
        .select_related("post", "team", "to_post", "to_body")
        .order_by("post__place", "team__place", "id")
    )


def get_line(actor: Actor, pk: int, permission: Permission = READ) -> ReportingLine:
    """Return one reporting line, or 404."""
    try:
        found = ReportingLine.rows(actor, permission).select_related(
            "organisation", "post__organisation", "team__organisation", "to_post", "to_body"
        )
        return found.get(pk=pk)
    except ReportingLine.DoesNotExist:
        raise Http404 from None


def contacts(actor: Actor, permission: Permission = READ) -> QuerySet[ContactPoint]:
    """Return the ways of reaching posts, bodies and other organisations that the acting organisation recorded."""
    return (
        ContactPoint.rows(actor, permission)
        .select_related("organisation", "post", "body", "of")
        .order_by("post__place", "of__name", "hours", "id")
    )


def get_contact(actor: Actor, pk: int, permission: Permission = READ) -> ContactPoint:
    """Return one contact point, or 404."""
    try:
        return contacts(actor, permission).get(pk=pk)
    except ContactPoint.DoesNotExist:
        raise Http404 from None


def missing_contacts(actor: Actor, organisation: Organisation, on: date) -> list[str]:
    """
    Say which contact points are missing that staff and the public need.

    Designated nurses are reached in hours; a council's children's and adults' teams at every hour of the day.
    """
    known = list(contacts(actor).filter(organisation=organisation))
    missing = [
        f"{post.title} has no contact point"
        for post in posts_of(actor, organisation, on)
        .filter(roles__key__startswith="designated-nurse")
        .distinct()
        if not any(each.post_id == post.pk for each in known)
    ]
    councils = [
        (each.of.name, each.hours) for each in known if each.of and each.hours != ContactPoint.Hours.ALWAYS
    ]
    for name in sorted({council for council, _ in councils}):
        has = {hours for council, hours in councils if council == name}
        missing += [f"{name} has no number {words}" for key, words in HOURS_WORDS.items() if key not in has]
    if not any(each.of for each in known):
        missing.append("No council's contact point is recorded")
    return missing


HOURS_WORDS = {ContactPoint.Hours.IN: "in office hours", ContactPoint.Hours.OUT: "out of hours"}


def roles() -> list[StatutoryRole]:
    """Return every role that law or guidance names."""
    return list(StatutoryRole.objects.order_by("title"))


def by_title(actor: Actor, organisation: Organisation, title: str) -> Post:
    """Return an organisation's post by its title."""
    return posts(actor).get(Q(title=title), organisation=organisation)
