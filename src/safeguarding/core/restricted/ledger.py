"""
The ids of what was disposed of, in a file beside the roots of the audit, where a restore of the database does not reach.

A backup made before a disposal still holds the words. The restore reads this file and disposes of them again.
"""

import json
from typing import Any

from django.conf import settings
from django.forms.models import model_to_dict

from safeguarding.core.restricted.models import Disposal

FILE = "disposed.jsonl"


def write(disposal: Disposal) -> None:
    """Add a disposal to the file."""
    restricted = disposal.restricted
    line = model_to_dict(disposal) | {"record": restricted.record, "kind": restricted.kind}
    settings.AUDIT_ROOTS.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.AUDIT_ROOTS / FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, default=str) + "\n")


def read() -> list[dict[str, Any]]:
    """Return every disposal in the file, in the order in which they were written."""
    place = settings.AUDIT_ROOTS / FILE
    if not place.exists():
        return []
    return [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines() if line]
