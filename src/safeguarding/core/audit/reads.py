"""
Notes that a restricted record was read, in the transaction of the request and so before a byte of it leaves.

If the audit cannot be written nothing is shown: the request is answered with 503 and holds none of the record.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import DatabaseError, models, transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation

_noted: ContextVar[int] = ContextVar("noted", default=0)


class Owned(Protocol):
    """A record of a list that is noted."""

    public_id: UUID
    organisation: Organisation


class NotRecorded(Exception):
    """The reading could not be written to the audit, so that there must be none."""


def note_read(about: models.Model, *, by: Actor, at: datetime, owner: Organisation) -> None:
    """
    Note that somebody reads one record.

    :raises NotRecorded: if the audit cannot be written.
    """
    _note("record.read", about, by, at, [owner], ())


def note_list(
    kind: str, records: Iterable[UUID], *, by: Actor, at: datetime, owners: Iterable[Organisation]
) -> None:
    """
    Note that somebody reads a list, with every record that stands in it.

    :raises NotRecorded: if the audit cannot be written.
    """
    _note("list.read", None, by, at, owners, records, list=kind)


def note_rows(kind: str, rows: Iterable[Owned], *, by: Actor, at: datetime) -> None:
    """
    Note that somebody reads a list of records that their organisations own.

    :raises NotRecorded: if the audit cannot be written.
    """
    owners = {row.public_id: row.organisation for row in rows}
    note_list(kind, owners, by=by, at=at, owners=set(owners.values()))


def _note(
    what: str,
    about: models.Model | None,
    by: Actor,
    at: datetime,
    owners: Iterable[Organisation],
    records: Iterable[UUID],
    **detail: object,
) -> None:
    try:
        with transaction.atomic():
            record(what, about=about, by=by, at=at, concerning=owners, touching=records, **detail)
    except DatabaseError as failure:
        raise NotRecorded(what) from failure
    _noted.set(_noted.get() + 1)


def begin() -> None:
    """Begin to count what is noted, at the start of a request."""
    _noted.set(0)


def nothing_shown() -> None:
    """Say that a restricted page shows no record, such as the empty form for a new one."""
    _noted.set(_noted.get() + 1)


def noted() -> int:
    """Return how many readings were noted since; the gate lets no restricted page go that noted none."""
    return _noted.get()
