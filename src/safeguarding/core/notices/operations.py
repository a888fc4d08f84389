"""Tells people that something waits, and keeps what they have seen and how they want to hear of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.audit.operations import record
from safeguarding.core.notices import kinds, queries
from safeguarding.core.notices.models import Notice, NoticeChoice, NoticeRead, OutgoingEmail
from safeguarding.core.notices.queries import require
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import User


@transaction.atomic
def tell(
    *,
    organisation: Organisation,
    kind: str,
    url: str,
    by: Actor,
    at: datetime,
    person: User | None = None,
    roles: Sequence[str] = (),
    about: UUID | None = None,
) -> Notice | None:
    """
    Say that something waits: to a person, or to whoever holds one of these roles at an organisation.

    Says nothing if the same was said to the same in the last day. E-mail follows as each person chose.

    :param kind: a key of content/notices.yaml; its words say that something waits, never what.
    :param url: the page of ours where it waits.
    :param about: the restricted record that it tells of; whoever is kept from that record is not told, whatever their role.
    :raises KeyError: if there is no such kind.
    """
    require(by)
    kinds.words()[kind]
    notice = Notice(
        organisation=organisation,
        person=person,
        roles=sorted(roles),
        kind=kind,
        url=url,
        record=about,
        told_at=at,
        told_by=by.user,
    )
    if queries.told_lately(by, notice, at):
        return None
    notice.save()
    record("notice.told", about=notice, by=by, at=at, concerning=[organisation], kind=kind)
    return notice


@transaction.atomic
def mark_read(*, notices: Iterable[Notice], by: Actor, at: datetime) -> None:
    """Note that the person has seen these notices; the others to whom they were told have still to."""
    require(by)
    seen = [NoticeRead(notice=notice, person=by.user, read_at=at) for notice in notices]
    NoticeRead.objects.bulk_create(seen, ignore_conflicts=True)
    record("notice.read", about=by.user, by=by, at=at, count=len(seen))


@transaction.atomic
def choose_email(*, email: str, by: Actor, at: datetime) -> NoticeChoice:
    """Keep how the person wants to hear by e-mail that something waits."""
    require(by)
    choice, _ = NoticeChoice.objects.update_or_create(
        person=by.user, defaults={"email": NoticeChoice.Email(email)}
    )
    record("notice.choice-made", about=by.user, by=by, at=at, email=email)
    return choice


@transaction.atomic
def write_email(*, person: User, subject: str, text: str, by: Actor, at: datetime) -> OutgoingEmail:
    """Put an e-mail into the outbox, from where a job sends it."""
    require(by)
    email = OutgoingEmail(
        organisation=by.organisation, person=person, subject=subject, text=text, written_at=at
    )
    email.save()
    record("email.written", about=person, by=by, at=at)
    return email


@transaction.atomic
def mark_sent(*, email: OutgoingEmail, by: Actor, at: datetime) -> None:
    """Note that an e-mail went out."""
    require(by)
    email.sent_at = at
    email.save(update_fields=["sent_at"])
    record("email.sent", about=email.person, by=by, at=at)
