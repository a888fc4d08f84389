"""Checks the chains: any record that was changed, removed, added or reordered is found."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connections, transaction

from safeguarding.core.audit.operations import digest_of, touched

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COLUMNS = ("what", "by", "about")
FORGOTTEN = "forgotten"
DISPOSED = "restricted.disposed"


@dataclass(frozen=True)
class Break:
    """One place at which a chain does not hold."""

    organisation: str
    sequence: int
    reason: str


class Record(NamedTuple):
    """One record as it stands in the table."""

    organisation: int
    sequence: int
    recorded_at: datetime
    body: str
    previous: str
    hash: str
    what: str
    by: str
    about: str
    touched: tuple[str, ...] = ()
    content: str = ""  # what was written with it; nothing where there is none


def digest(previous: str, sequence: int, recorded_at: datetime, body: str) -> str:
    """Return the hash that the database must have given: SHA-256 over the previous hash, sequence, moment and body."""
    micros = (recorded_at - EPOCH) // (datetime(1970, 1, 1, 0, 0, 0, 1, tzinfo=UTC) - EPOCH)
    return hashlib.sha256(f"{previous}\n{sequence}\n{micros}\n{body}".encode()).hexdigest()


def verify(using: str = "owner") -> tuple[int, list[Break]]:
    """
    Read every chain from its first record to its head; kept in mind is only what was forgotten and disposed of.

    :param using: a connection that may read every organisation's chain.
    :returns: how many records were read, and every break found.
    """
    count, breaks, disposal = 0, [], Disposals()
    heads = _heads(using)
    reached: dict[int, tuple[int, str]] = dict.fromkeys(heads, (0, ""))
    for record in _records(using):
        count += 1
        before = reached.get(record.organisation, (0, ""))
        breaks += [Break(str(record.organisation), record.sequence, why) for why in faults(record, *before)]
        disposal.note(record)
        reached[record.organisation] = (record.sequence, record.hash)
    for organisation, (sequence, given) in reached.items():
        if heads.get(organisation, (0, "")) != (sequence, given):
            breaks.append(Break(str(organisation), sequence, "the chain does not end where its head says"))
    return count, breaks + disposal.breaks()


class Disposals:
    """What was forgotten, against what was disposed of: nothing else may be gone."""

    def __init__(self) -> None:
        self.gone: set[str] = set()
        self.emptied: list[Record] = []

    def note(self, record: Record) -> None:
        """Note a record that says that something was disposed of, or whose content is forgotten."""
        if record.what == DISPOSED:
            self.gone.update(record.touched)
        if record.content == FORGOTTEN:
            self.emptied.append(record)

    def breaks(self) -> list[Break]:
        """Return the records whose content is gone although nothing that they touched was disposed of."""
        return [
            Break(str(record.organisation), record.sequence, "what was written with it is gone")
            for record in self.emptied
            if self.gone.isdisjoint(record.touched)
        ]


def faults(record: Record, last: int, hash_before: str) -> Iterator[str]:
    """Yield what is wrong with a record that stands after record `last` with this hash."""
    if record.sequence != last + 1:
        yield f"record {last + 1} should stand here"
    elif record.previous != hash_before:
        yield "it does not follow from the record before it"
    if record.hash != digest(record.previous, record.sequence, record.recorded_at, record.body):
        yield "its content is not what was recorded"
    elif changed := _changed(record):
        # The columns are only there to be searched; what was hashed is the body.
        yield f"{' and '.join(changed)} beside it is not what was recorded"


def _changed(record: Record) -> list[str]:
    said = _said(record.body)
    changed = [name for name in COLUMNS if said.get(name) != getattr(record, name)]
    if sorted(record.touched or ()) != touched(str(said.get("about", "")), said.get("touching", [])):
        changed.append("touched")
    if record.content != FORGOTTEN and said.get("content", "") != _digest(record.content):
        changed.append("what was written")
    return changed


def _digest(content: str) -> str:
    return digest_of(content) if content else ""


def _said(body: str) -> dict[str, Any]:
    said = json.loads(body)
    return said if isinstance(said, dict) else {}


def _heads(using: str) -> dict[int, tuple[int, str]]:
    with connections[using].cursor() as cursor:
        cursor.execute("select organisation_id, sequence, hash from core_audithead")
        return {organisation: (sequence, given) for organisation, sequence, given in cursor.fetchall()}


def _records(using: str) -> Iterator[Record]:
    with transaction.atomic(using=using), connections[using].chunked_cursor() as cursor:
        cursor.execute(
            "select organisation_id, sequence, recorded_at, body, previous, hash, what, by, about,"
            " array(select unnest(touched)::text order by 1),"
            " case when c.id is null then '' else coalesce(content, %s) end"
            " from core_auditrecord left join core_auditcontent c on c.entry_id = core_auditrecord.id order by organisation_id, sequence",
            [FORGOTTEN],
        )
        while block := cursor.fetchmany(2000):
            yield from (Record(*row[:-2], tuple(row[-2]), row[-1]) for row in block)
