"""Reads of notices: what waits for whom."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from safeguarding.core.access import context, policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.models import RoleHolding
from safeguarding.core.access.queries import held_and_lent, kept_from, on_day, roles_at
from safeguarding.core.cover.models import Deputy
from safeguarding.core.notices.models import Notice, NoticeChoice, NoticeRead, OutgoingEmail
from safeguarding.core.people.models import User

# The ORM takes ten times as long to write this as the database to answer it, and every page asks.
WAITING = """
select count(*) from core_notice n
where n.organisation_id = %(organisation)s
  and (n.person_id = %(person)s or n.roles && %(roles)s::varchar[]
       or n.roles && %(lent)s::varchar[] and n.kind not like 'restricted.%%' and n.kind <> 'glass.broken')
  and not exists (select 1 from core_noticeread r where r.notice_id = n.id and r.person_id = %(person)s)
  and (n.record is null or n.record not in
       (select x.record from core_exclusion x where x.user_id = %(person)s and x.ended_at is null))
"""


def require(actor: Actor) -> None:
    """Refuse with a 403 unless the actor holds some role for an organisation: notices come out of work done for one."""
    if actor.organisation is None or not actor.roles:
        raise PermissionDenied("a notice")


def notices(actor: Actor) -> QuerySet[Notice]:
    """Return the notices to this person, or to a role they hold, at the acting organisation; newest first."""
    if actor.organisation is None or actor.user is None:
        return Notice.objects.none()
    return _to_me(actor).annotate(is_read=_has_read(actor)).order_by("-told_at", "-id")


def _to_me(actor: Actor) -> QuerySet[Notice]:
    told = Q(person=actor.user) | to_roles(actor.roles)
    found = Notice.objects.filter(told, organisation=actor.organisation)
    # Whoever is kept from a record does not learn that anything happens to it either.
    return found.filter(Q(record=None) | ~Q(record__in=kept_from(actor)))


# What restricted records wait for is told to nobody's deputy.
NOT_FOR_DEPUTIES = Q(kind__startswith="restricted.") | Q(kind="glass.broken")


def to_roles(roles: frozenset[str]) -> Q:
    """Return the condition that a notice is to one of these roles; a deputy is told what their colleague would be."""
    lent = policy.lent_to(roles)
    found = Q(roles__overlap=sorted(roles))
    return found | Q(roles__overlap=sorted(lent)) & ~NOT_FOR_DEPUTIES if lent else found


def _has_read(actor: Actor) -> Exists:
    return Exists(NoticeRead.objects.filter(notice=OuterRef("pk"), person=actor.user))


def unread(actor: Actor) -> QuerySet[Notice]:
    """Return the notices that this person has not opened, in no order."""
    if actor.organisation is None or actor.user is None:
        return Notice.objects.none()
    return _to_me(actor).exclude(_has_read(actor))


def how_many_wait(actor: Actor) -> int:
    """Return how many notices this person has not opened: what `unread` finds, counted in plain SQL for every page."""
    if actor.organisation is None or actor.user is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            WAITING,
            {
                "organisation": actor.organisation.pk,
                "person": actor.user.pk,
                "roles": sorted(actor.roles),
                "lent": sorted(policy.lent_to(actor.roles)),
            },
        )
        return int(cursor.fetchone()[0])


def get_notice(actor: Actor, public_id: UUID) -> Notice:
    """Return one notice to this person, or 404."""
    found = notices(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def told_lately(by: Actor, like: Notice, at: datetime) -> bool:
    """Test whether the same was said to the same in the last day: nobody is told of one thing twice a day."""
    same = Notice.objects.filter(
        organisation=like.organisation,
        person=like.person,
        roles=like.roles,
        kind=like.kind,
        url=like.url,
        told_by=by.user,
    )
    return same.filter(told_at__gt=at - timedelta(days=1), told_at__lte=at).exists()


def by_public_id(public_id: UUID | str) -> Notice | None:
    """Return a notice that the context in hand lets through; for jobs."""
    return Notice.objects.filter(public_id=public_id).first()


def recipients(notice: Notice, by: Actor) -> list[User]:
    """Return the people whom a notice is to and who may know: the one named, or those who hold one of its roles today."""
    told = [notice.person] if notice.person else _in_roles(notice, by)
    return [person for person in told if not _is_kept_from(person, notice, by)]


def _is_kept_from(person: User, notice: Notice, by: Actor) -> bool:
    """Test whether a person is kept from the record that a notice tells of: they alone see it whoever keeps the record."""
    if notice.record is None:
        return False
    them = replace(by, user=person)
    with context.acting(them):
        return kept_from(them).filter(record=notice.record).exists()


def _in_roles(notice: Notice, by: Actor) -> list[User]:
    held = RoleHolding.objects.filter(
        on_day(by.today), organisation=notice.organisation, role__in=notice.roles
    )
    told = Q(pk__in=held.values("user"))
    if not notice.kind.startswith("restricted.") and notice.kind != "glass.broken":
        away = held.exclude(role__in=policy.ROLES_NOT_LENT).values("user")
        told |= Q(pk__in=_deputies(notice, by).filter(person__in=away).values("deputy"))
    return list(User.objects.filter(told, is_active=True).order_by("pk"))


def _deputies(notice: Notice, by: Actor) -> QuerySet[Deputy]:
    return Deputy.objects.filter(on_day(by.today), organisation=notice.organisation, ended_at=None)


def choices(people: Iterable[User]) -> dict[int, str]:
    """Return how each of these people wants e-mail, by their key."""
    ids = [person.pk for person in people]
    chosen = dict(NoticeChoice.objects.filter(person__in=ids).values_list("person_id", "email"))
    return {pk: chosen.get(pk, NoticeChoice.Email.DAILY) for pk in ids}


def person(pk: int) -> User:
    """Return a person by key; for jobs."""
    return User.objects.get(pk=pk)


def person_by_public_id(public_id: UUID | str) -> User:
    """Return a person by the key that the audit names; for jobs."""
    return User.objects.get(public_id=public_id)


def email_to_send(pk: int) -> OutgoingEmail | None:
    """Return an e-mail that was not sent yet; for jobs."""
    return (
        OutgoingEmail.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=pk, sent_at=None)
        .first()
    )


def is_there(person: User, by: Actor) -> bool:
    """Test whether a person may still sign in and has a role at the acting organisation, if only from tomorrow."""
    held = RoleHolding.objects.filter(user=person, organisation=by.acting_for)
    return person.is_active and held.filter(Q(ends_on=None) | Q(ends_on__gte=by.today)).exists()


def waiting_for(person: User, by: Actor) -> list[Notice]:
    """Return what a person has not opened at the acting organisation, for the day's e-mail: what they would see there."""
    roles = roles_at(held_and_lent(person, by.today), person, by.acting_for)
    them = replace(by, user=person, roles=roles)
    with context.acting(them):
        return list(unread(them).order_by("-told_at", "-id"))
