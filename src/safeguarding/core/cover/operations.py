"""Hands a leaver's open work on in one step, and names deputies for those who are away for some days."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from safeguarding.core.access import lasting, policy, waiting
from safeguarding.core.access import operations as access
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.closing import shut
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import get_colleague, get_member_or_leaver, holdings, require
from safeguarding.core.audit.operations import record
from safeguarding.core.cover import deputising, queries
from safeguarding.core.cover.models import Deputy, Handover
from safeguarding.core.notices.operations import tell
from safeguarding.core.notices.queries import require as require_member
from safeguarding.core.people.models import PostHolding, User
from safeguarding.kit.refusals import Refused

FURTHEST_DAYS = 366


class NotPossible(Refused):
    """Somebody's work cannot be handed on in this way."""


@transaction.atomic
def hand_over(
    *,
    person: User,
    successor: User | None,
    last_on: date,
    at_once: bool,
    kind: str,
    by: Actor,
    at: datetime,
) -> Handover:
    """
    Hand all that a leaver holds open to one person, or each post to its next holder, and end the leaver's way in.

    Roles end by their dates, so that nothing has to run for them to open nothing. What is restricted is never handed on:
    a place on the list of a record is given by those who look after that list.

    :param successor: who takes everything over; none where each post goes to whoever is recorded as its next holder.
    :param at_once: True to close the account now; else it closes when the last day has passed.
    :param kind: by what right the successor holds the posts.
    :raises NotPossible: if the person, the successor or the day does not fit.
    """
    require(by, queries.ADMINISTER, by.organisation)
    get_member_or_leaver(by, person.public_id, queries.ADMINISTER)
    last_on = by.today if at_once else last_on
    _refuse_what_does_not_fit(person, successor, last_on, by)
    handover = Handover(
        organisation=by.acting_for,
        person=person,
        successor=successor,
        last_on=last_on,
        tally=_tally(person, by),
        handed_at=at,
        handed_by=by.person,
    )
    handover.save()
    taking = _hand_posts(handover, kind, from_today=at_once, by=by, at=at)
    _pass_notices_on(person, successor, by, at)
    record("work.handed-over", about=handover, by=by, at=at, last_on=last_on, **handover.tally)
    _tell(handover, taking, by, at)
    if at_once:
        _close(handover, by, at)
    else:
        _end_on_the_day(handover, by, at)
    return handover


def _refuse_what_does_not_fit(person: User, successor: User | None, last_on: date, by: Actor) -> None:
    if by.person.pk == person.pk:
        raise NotPossible("You cannot hand over your own work and leave. Ask another administrator.")
    if successor and successor not in queries.colleagues(by, person):
        raise NotPossible("Choose somebody who holds a role at your organisation today.")
    if last_on < by.today:
        raise NotPossible("The last day must be today or later. If they have left already, close at once.")
    if (last_on - by.today).days > FURTHEST_DAYS:
        raise NotPossible("The last day must be within a year.")
    if found := queries.waiting(by, person):
        raise NotPossible(
            f"Their work was handed over already; they leave after {found.last_on:%-d %B %Y}. Close the account on"
            " the page “People and roles” if they leave earlier."
        )


def _tally(person: User, by: Actor) -> dict[str, int]:
    found = {line.kind.key: line.count for line in queries.open_work(by, person)}
    return found | {
        "posts": len(queries.posts_held(by, person)),
        "notices": len(queries.notices_waiting(by, person)),
        "jobs": waiting.in_name_of(person, by.acting_for).total(),
    }


def _hand_posts(handover: Handover, kind: str, *, from_today: bool, by: Actor, at: datetime) -> set[User]:
    """End the leaver's hold on each post and begin the successor's, unless a next holder is known; say who takes over."""
    starts_on = handover.last_on if from_today else handover.last_on + timedelta(days=1)
    taking = {handover.successor} if handover.successor else set()
    for held in queries.posts_held(by, handover.person):
        post, holding = held.holding.post, held.holding
        if holding.ends_on is None or holding.ends_on > handover.last_on:
            holding.ends_on = max(handover.last_on, holding.starts_on or handover.last_on)
            holding.save(update_fields=["ends_on"])
        ours = [handover.organisation]
        record("post.left", about=post, by=by, at=at, concerning=ours, ends_on=holding.ends_on)
        if held.next or handover.successor is None:
            taking |= {held.next.user} if held.next and held.next.user else set()
            continue
        _begin(held.holding, handover.successor, kind, starts_on)
        record("post.held", about=post, by=by, at=at, concerning=ours, kind=kind, ends_on=None)
    return taking


def _begin(before: PostHolding, successor: User, kind: str, starts_on: date) -> None:
    PostHolding(
        post=before.post, holder=successor.name, user=successor, kind=kind, starts_on=starts_on
    ).save()


def _pass_notices_on(person: User, successor: User | None, by: Actor, at: datetime) -> None:
    """Say to the successor what the leaver was told and has not opened."""
    if successor is None:
        return
    for notice in queries.notices_waiting(by, person):
        tell(organisation=by.acting_for, kind=notice.kind, url=notice.url, person=successor, by=by, at=at)


def _tell(handover: Handover, taking: set[User], by: Actor, at: datetime) -> None:
    """Tell whoever takes over, and the Caldicott Guardian always: whether there was a list is not said by telling."""
    place = handover.organisation
    for person in sorted(taking, key=lambda each: each.pk):
        url = reverse("core:cover_received")
        tell(organisation=place, kind="work.handed-over", url=url, person=person, by=by, at=at)
    url = reverse("core:restricted_records")
    tell(organisation=place, kind="restricted.leaver", url=url, roles=[policy.GUARDIAN_ROLE], by=by, at=at)


def _end_on_the_day(handover: Handover, by: Actor, at: datetime) -> None:
    """Let the leaver's roles end with their last day; a job closes the account on the next."""
    for holding in holdings(handover.person, by.today):
        later = holding.ends_on is None or holding.ends_on > handover.last_on
        if holding.organisation_id == handover.organisation.pk and later:
            access.end_role(holding=holding, ends_on=handover.last_on, by=by, at=at)
    record("leaver.dated", about=handover.person, by=by, at=at, last_on=handover.last_on)


def _close(handover: Handover, by: Actor, at: datetime) -> None:
    access.close_account(user=handover.person, by=by, at=at, successor=handover.successor)
    handover.closed_on = by.today
    handover.save(update_fields=["closed_on"])


@transaction.atomic
def close_after_last_day(*, handover: Handover, by: Actor, at: datetime) -> None:
    """Close, as its administrator asked when they handed the work over, the account of somebody whose last day has passed."""
    require(by, Permission("USR", "r"), handover.organisation)
    ended = shut(handover.person, by, at, handover.successor)
    handover.closed_on = by.today
    handover.save(update_fields=["closed_on"])
    record("work.leaver-gone", about=handover, by=by, at=at, jobs_ended=ended)


@transaction.atomic
def name_deputy(
    *, person: User, deputy: User, starts_on: date, ends_on: date, by: Actor, at: datetime
) -> Deputy:
    """
    Let a colleague act for somebody from a day to a day: with their roles, but for what is restricted or about people.

    It ends by its last day. Whoever writes as a deputy writes under their own name, so that what needs a second person
    still needs one.

    :raises NotPossible: if the colleague or the days do not fit.
    """
    _require_for(person, by)
    found = deputising.faults(starts_on=starts_on, ends_on=ends_on, today=by.today)
    if by.person.pk == deputy.pk:
        found.append("You cannot name yourself.")
    if deputy not in queries.colleagues(by, person):
        found.append("Choose somebody else who holds a role at your organisation today.")
    if queries.deputies_of(by, person).filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        found.append(f"{person.name} has a deputy on some of these days already. End that first.")
    if found:
        raise NotPossible(" ".join(found))
    named = Deputy(
        organisation=by.acting_for,
        person=person,
        deputy=deputy,
        starts_on=starts_on,
        ends_on=ends_on,
        named_at=at,
        named_by=by.person,
    )
    named.save()
    days: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on}
    record("deputy.named", about=named, by=by, at=at, person=person.email, deputy=deputy.email, **days)
    url = reverse("core:cover_deputies")
    for each in {person, deputy} - {by.person}:
        tell(organisation=by.acting_for, kind="deputy.named", url=url, person=each, by=by, at=at)
    return named


@transaction.atomic
def end_deputy(*, deputy: Deputy, by: Actor, at: datetime) -> Deputy:
    """
    End somebody's standing in before its last day; from the next page on the deputy acts for themselves alone.

    :raises NotPossible: if it has ended.
    """
    if by.person.pk != deputy.deputy_id:
        _require_for(deputy.person, by)
    require_member(by)
    if lasting.is_over(deputy, by.today):
        raise NotPossible("This has ended already.")
    deputy.ended_at, deputy.ended_by = at, by.person
    deputy.save(update_fields=["ended_at", "ended_by"])
    record("deputy.ended", about=deputy, by=by, at=at, person=deputy.person.email)
    return deputy


def _require_for(person: User, by: Actor) -> None:
    """Let everybody see to their own deputy, and an administrator of sign-ins to that of a colleague."""
    if by.person.pk == person.pk:
        require_member(by)
    else:
        require(by, queries.ADMINISTER, by.organisation)
        get_colleague(by, person.public_id, queries.ADMINISTER)
