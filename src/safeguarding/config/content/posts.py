"""Loads `content/required-posts.yaml`: the roles that law and guidance name, and who needs them filled."""

from datetime import datetime
from typing import Any

from django.conf import settings

from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations.queries import kind
from safeguarding.core.people import operations
from safeguarding.core.people.models import StatutoryRole
from safeguarding.kit import content

TEXT = {"type": "string", "minLength": 1}
DAY = {"type": "string", "format": "date"}
ROLE = {
    "type": "object",
    "required": ["key", "title", "standing", "source"],
    "additionalProperties": False,
    "properties": {
        "key": TEXT,
        "title": TEXT,
        "standing": {"enum": list(StatutoryRole.Standing.values)},
        "source": TEXT,
    },
}
REQUIRED = {
    "type": "object",
    "required": ["role", "kinds", "from"],
    "additionalProperties": False,
    "properties": {
        "role": TEXT,
        "kinds": {"type": "array", "items": TEXT},
        "from": DAY,
        "to": DAY,
        "benchmark": TEXT,
    },
}
SCHEMA = {
    "type": "object",
    "required": ["roles", "required"],
    "additionalProperties": False,
    "properties": {
        "roles": {"type": "array", "items": ROLE},
        "required": {"type": "array", "items": REQUIRED},
    },
}


def load(by: Actor, at: datetime) -> int:
    """Set up every role and every requirement; what stands already is only reworded."""
    found = content.load(settings.CONTENT / "required-posts.yaml", SCHEMA, settings.CONTENT).data
    roles = {each["key"]: operations.set_up_role(**each, by=by, at=at) for each in found["roles"]}
    for each in found["required"]:
        _require(each, roles[each["role"]], by, at)
    return len(found["roles"]) + len(found["required"])


def _require(each: dict[str, Any], role: StatutoryRole, by: Actor, at: datetime) -> None:
    for key in each["kinds"]:
        operations.require_post(
            role=role,
            kind=kind(key),
            starts_on=each["from"],
            ends_on=each.get("to"),
            source=role.source,
            benchmark=each.get("benchmark", ""),
            by=by,
            at=at,
        )
