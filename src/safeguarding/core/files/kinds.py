"""
Which files there are and who may read them: each topic that keeps files registers its kind. An unknown kind opens to nobody.

    kinds.register("assessment.evidence", resource="SELF", may_read=queries.may_read_evidence)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from safeguarding.core.access import policy

if TYPE_CHECKING:
    from safeguarding.core.access.actor import Actor
    from safeguarding.core.files.models import StoredFile

MayRead = Callable[["Actor", "StoredFile"], bool]


@dataclass(frozen=True)
class Kind:
    """A kind of file: the resource of the access matrix under which it is kept, and who may read one."""

    key: str
    resource: str
    may_read: MayRead


KINDS: dict[str, Kind] = {}


def register(key: str, *, resource: str, may_read: MayRead) -> None:
    """
    Register a kind of file with the rule of who may read one of it.

    :raises ValueError: if another topic has the key, or the access matrix knows no such resource.
    """
    kind = Kind(key, resource, may_read)
    if resource not in policy.resources():
        raise ValueError(f"The access matrix has no column {resource}.")
    if KINDS.get(key, kind) != kind:
        raise ValueError(f"Files of the kind {key} are registered already.")
    KINDS[key] = kind


def may_read(actor: Actor, file: StoredFile) -> bool:
    """Ask the topic that owns a file whether the actor may read it; without a topic, nobody may."""
    kind = KINDS.get(file.kind)
    return kind is not None and kind.may_read(actor, file)


def require(actor: Actor, file: StoredFile) -> None:
    """Refuse with a 403 unless the topic that owns a file lets the actor read it."""
    if not may_read(actor, file):
        raise PermissionDenied(f"file {file.public_id}")
