"""
The signed root over every chain, written each hour to a second place that the database does not reach.

A chain by itself shows that a record was changed, not that its tail was cut off together with its head. A root says how
long each chain was and how it ended. Hashes as in RFC 6962, 2.1: a leaf and a node can never be taken for one another.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import connections

FILE = "roots.jsonl"
Heads = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Fault:
    """One thing that a root shows to be wrong: a chain cut short, a chain changed, or the roots themselves."""

    kind: str  # "truncated", "tampered" or "roots"
    organisation: str
    words: str


def merkle(leaves: list[bytes]) -> bytes:
    """Return the root of the tree over these leaves in their order (RFC 6962, 2.1)."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + merkle(leaves[:split]) + merkle(leaves[split:])).digest()


def root_of(heads: Heads) -> str:
    """Return the root over the ends of all chains."""
    ordered = sorted(heads.items(), key=lambda one: int(one[0]))
    return merkle([f"{key}:{sequence}:{end}".encode() for key, (sequence, end) in ordered]).hex()


def heads(using: str = "owner") -> Heads:
    """Return how long each organisation's chain is and how it ends, by a connection that may read them all."""
    with connections[using].cursor() as cursor:
        cursor.execute("select organisation_id, sequence, hash from core_audithead where sequence > 0")
        return {str(organisation): (sequence, end) for organisation, sequence, end in cursor.fetchall()}


def signing_key() -> Ed25519PrivateKey:
    """Return the key that signs roots; made at the first root, where only we can read it."""
    file: Path = settings.AUDIT_KEY
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        raw = Ed25519PrivateKey.generate().private_bytes_raw()
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(raw)
    return Ed25519PrivateKey.from_private_bytes(file.read_bytes())


def write_root(at: datetime, using: str = "owner") -> dict[str, Any]:
    """Add a signed root over all chains to the second place, after the one before it."""
    file: Path = settings.AUDIT_ROOTS / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    found, key, lines = heads(using), signing_key(), _lines(file)
    said = {
        "at": at.isoformat(),
        "heads": {organisation: list(head) for organisation, head in sorted(found.items())},
        "root": root_of(found),
        "previous": hashlib.sha256(lines[-1].encode()).hexdigest() if lines else "",
        "key": key.public_key().public_bytes_raw().hex(),
    }
    signed = said | {"signature": key.sign(_canonical(said)).hex()}
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(signed, sort_keys=True, separators=(",", ":")) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return signed


def check(using: str = "owner") -> tuple[int, list[Fault]]:
    """
    Compare every root with the chains as they stand.

    :returns: how many roots were read, and what is wrong; a chain that ends before a root says was cut short, one that
        has another record at that place was changed.
    """
    lines = _lines(settings.AUDIT_ROOTS / FILE)
    public = signing_key().public_key()
    roots = [json.loads(line) for line in lines]
    faults = [*_faults_of_roots(roots, lines, public)]
    ends = heads(using)
    for root in roots:
        faults += _faults_of_chains(root, ends, using)
    return len(roots), sorted(set(faults), key=lambda fault: (fault.kind, fault.organisation, fault.words))


def _faults_of_roots(
    roots: list[dict[str, Any]], lines: list[str], public: Ed25519PublicKey
) -> Iterator[Fault]:
    previous = ""
    for number, (root, line) in enumerate(zip(roots, lines, strict=True), 1):
        said = {key: value for key, value in root.items() if key != "signature"}
        found = {organisation: tuple(head) for organisation, head in root["heads"].items()}
        try:
            public.verify(bytes.fromhex(root["signature"]), _canonical(said))
        except InvalidSignature:
            yield Fault("roots", "", f"root {number} is not signed by us")
        if root["previous"] != previous:
            yield Fault("roots", "", f"root {number} does not follow from the one before it")
        if root["root"] != root_of(found):
            yield Fault("roots", "", f"root {number} is not the root of what it lists")
        previous = hashlib.sha256(line.encode()).hexdigest()


def _faults_of_chains(root: dict[str, Any], ends: Heads, using: str) -> Iterator[Fault]:
    for organisation, (sequence, end) in root["heads"].items():
        now = ends.get(organisation, (0, ""))[0]
        found = _hash_at(organisation, sequence, using)
        if now < sequence or found is None:
            yield Fault("truncated", organisation, f"the chain ended at {sequence} and now ends before it")
        elif found != end:
            yield Fault("tampered", organisation, f"record {sequence} is not the one that stood there")


def _hash_at(organisation: str, sequence: int, using: str) -> str | None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select hash from core_auditrecord where organisation_id = %s and sequence = %s",
            [int(organisation), sequence],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _canonical(said: dict[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
