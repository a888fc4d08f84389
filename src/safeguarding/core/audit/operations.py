"""Records what is done, in the transaction that does it."""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from safeguarding.core.access.actor import Actor
from safeguarding.core.audit.models import name_of
from safeguarding.core.organisations.models import Organisation


def record(
    what: str,
    *,
    about: models.Model | None,
    by: Actor,
    at: datetime,
    concerning: Iterable[Organisation | None] = (),
    touching: Iterable[UUID] = (),
    content: Mapping[str, Any] | None = None,
    **detail: Any,
) -> None:
    """
    Add one record to the acting organisation's chain.

    :param what: noun and past verb, such as "assessment.submitted".
    :param concerning: the organisations that the record is about, beside the acting one.
    :param touching: the ids of further records that it is about, such as every line of a list that was read.
    :param content: what somebody wrote or judged, such as why a record was corrected. It is shown where the record itself
        is shown and nowhere else, and is forgotten with it; the chain holds its digest.
    :param detail: facts worth keeping (identifiers, counts, states); never what is said of a person or provider.
    :raises ValueError: if the actor has no organisation, for then there is no chain to write to.
    """
    if by.organisation is None:
        raise ValueError("An audit record needs an acting organisation.")
    name = name_of(about)
    more = sorted(str(one) for one in touching)
    kept = _canonical({"salt": secrets.token_hex(16), **content}) if content else ""
    body = _canonical(
        {
            "what": what,
            "by": by.name,
            "at": at.isoformat(),
            "about": name,
            "purpose": by.purpose,
            "detail": detail,
        }
        | ({"touching": more} if more else {})
        | ({"content": digest_of(kept)} if kept else {})
    )
    concerns = sorted({organisation.pk for organisation in concerning if organisation})
    # Plain SQL: the database gives the sequence, moment and hash, and one statement is all that a save can spare.
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core_auditrecord (organisation_id, sequence, recorded_at, what, by, about, concerns,"
            " touched, body, previous, hash) values (%s, 0, now(), %s, %s, %s, %s, %s::uuid[], %s, '', '') returning id",
            [by.organisation.pk, what, by.name, name, concerns, touched(name, more), body],
        )
        (entry,) = cursor.fetchone()
        if kept:
            cursor.execute("insert into core_auditcontent (entry_id, content) values (%s, %s)", [entry, kept])
    announce(what, about=name, organisation=by.organisation.pk, user=by.user.pk if by.user else None, at=at)


def touched(about: str, touching: list[str]) -> list[str]:
    """Return the ids of every record that an entry is about: its own, if it has one, and the others it names."""
    _, _, key = about.partition(":")
    return sorted({*touching, *([key] if PUBLIC_ID.fullmatch(key) else [])})


def digest_of(content: str) -> str:
    """Return what the chain holds of a content: SHA-256 over its text, in which a salt keeps short words unguessable."""
    return hashlib.sha256(content.encode()).hexdigest()


PUBLIC_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _canonical(said: Mapping[str, Any]) -> str:
    """Return a text that is the same whenever the same is said."""
    return json.dumps(said, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (UUID, models.Model)):
        return str(value)
    return str(value)


LISTENERS: dict[str, list[Any]] = {}


def when(what: str) -> Any:
    """Register a job that is enqueued, in the same transaction, whenever this is recorded."""

    def mark(job: Any) -> Any:
        LISTENERS.setdefault(what, []).append(job)
        return job

    return mark


def announce(what: str, *, about: str, organisation: int, user: int | None, at: datetime) -> None:
    """Enqueue the listeners of an event; each runs once the transaction has committed, or never."""
    for job in LISTENERS.get(what, []):
        job.defer(about=about, organisation_id=organisation, user_id=user, at=at.isoformat())
