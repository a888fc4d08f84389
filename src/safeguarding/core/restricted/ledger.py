"""
What was disposed of and what was closed further, in files beside the roots of the audit, where no restore reaches.

A backup made before a disposal still holds the words, and one made before a level was raised, a legal hold put on or
somebody kept out still lets them in. The restore reads these files and does the same again.
"""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.forms.models import model_to_dict

from safeguarding.core.access.queries import live_list
from safeguarding.core.restricted.models import Disposal, Exclusion, NamedPerson, RestrictedRecord

FILE = "disposed.jsonl"
CLOSED = "restricted.jsonl"


def write(disposal: Disposal) -> None:
    """Add a disposal to its file."""
    restricted = disposal.restricted
    _add(FILE, model_to_dict(disposal) | {"record": restricted.record, "kind": restricted.kind})


def read() -> list[dict[str, Any]]:
    """Return every disposal in the file, in the order in which they were written."""
    return _lines(FILE)


def note_closed(restricted: RestrictedRecord, at: datetime) -> None:
    """Add how a record is closed once the change in hand is done: its level and marks, who was kept out or taken off its list."""
    line = closed_state(restricted) | {"at": at}
    transaction.on_commit(lambda: _add(CLOSED, line), robust=True)


def closed_state(restricted: RestrictedRecord) -> dict[str, Any]:
    """Return how a record is closed, in the form of the file."""
    kept_out = Exclusion.objects.filter(record=restricted.record, ended_at=None).order_by("pk")
    ever = NamedPerson.objects.filter(record=restricted.record)
    gone = ever.exclude(user__in=live_list(ever).values("user")).order_by("user_id")
    return {
        "record": restricted.record,
        "level": restricted.level,
        "has_safe_address": restricted.has_safe_address,
        "held_for": restricted.held_for,
        "held_at": restricted.held_at,
        "held_by": restricted.held_by_id,
        "kept_out": [[one.user_id, one.excluded_at, one.excluded_by_id] for one in kept_out],
        "taken_off": list(gone.values_list("user_id", flat=True).distinct()),
    }


def closed_since(moment: datetime) -> list[dict[str, Any]]:
    """Return the last that the file says of each record after a moment, such as that of a backup."""
    lines = [line for line in _lines(CLOSED) if datetime.fromisoformat(line["at"]) > moment]
    return list({line["record"]: line for line in lines}.values())


def _add(name: str, line: dict[str, Any]) -> None:
    settings.AUDIT_ROOTS.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.AUDIT_ROOTS / name).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, default=str) + "\n")


def _lines(name: str) -> list[dict[str, Any]]:
    place = settings.AUDIT_ROOTS / name
    if not place.exists():
        return []
    return [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines() if line]
