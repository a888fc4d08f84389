"""Checks the chains: any record that was changed, removed, added or reordered is found."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connections

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Break:
    """One place at which a chain does not hold."""

    organisation: str
    sequence: int
    reason: str


def digest(previous: str, sequence: int, recorded_at: datetime, body: str) -> str:
    """Return the hash that the database must have given: SHA-256 over the previous hash, sequence, moment and body."""
    micros = (recorded_at - EPOCH) // (datetime(1970, 1, 1, 0, 0, 0, 1, tzinfo=UTC) - EPOCH)
    return hashlib.sha256(f"{previous}\n{sequence}\n{micros}\n{body}".encode()).hexdigest()


def verify(using: str = "owner") -> tuple[int, list[Break]]:
    """
    Read every chain from its first record to its head, in constant memory.

    :param using: a connection that may read every organisation's chain.
    :returns: how many records were read, and every break found.
    """
    count, breaks = 0, []
    heads = _heads(using)
    expected: dict[int, tuple[int, str]] = dict.fromkeys(heads, (0, ""))
    for organisation, sequence, recorded_at, body, previous, given in _records(using):
        count += 1
        last, hash_before = expected.get(organisation, (0, ""))
        if sequence != last + 1:
            breaks.append(Break(str(organisation), sequence, f"record {last + 1} should stand here"))
        elif previous != hash_before:
            breaks.append(Break(str(organisation), sequence, "it does not follow from the record before it"))
        if given != digest(previous, sequence, recorded_at, body):
            breaks.append(Break(str(organisation), sequence, "its content is not what was recorded"))
        expected[organisation] = (sequence, given)
    for organisation, (sequence, given) in expected.items():
        if heads.get(organisation, (0, "")) != (sequence, given):
            breaks.append(Break(str(organisation), sequence, "the chain does not end where its head says"))
    return count, breaks


def _heads(using: str) -> dict[int, tuple[int, str]]:
    with connections[using].cursor() as cursor:
        cursor.execute("select organisation_id, sequence, hash from core_audithead")
        return {organisation: (sequence, given) for organisation, sequence, given in cursor.fetchall()}


def _records(using: str) -> Iterator[tuple]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select organisation_id, sequence, recorded_at, body, previous, hash from core_auditrecord"
            " order by organisation_id, sequence"
        )
        while block := cursor.fetchmany(2000):
            yield from block
