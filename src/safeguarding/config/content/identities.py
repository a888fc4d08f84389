"""Loads `content/identities.yaml`: the sums that figures must agree with."""

from datetime import datetime

from django.conf import settings

from safeguarding.assure.api import define_identity
from safeguarding.core.access.actor import Actor
from safeguarding.kit import content

SCHEMA = {
    "type": "object",
    "required": ["identities"],
    "additionalProperties": False,
    "properties": {
        "identities": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["key", "version", "title", "over", "whole", "parts"],
                "additionalProperties": False,
                "properties": {
                    "key": {"type": "string"},
                    "version": {"type": "integer", "minimum": 1},
                    "title": {"type": "string"},
                    "over": {"enum": ["areas", "indicators"]},
                    "whole": {"type": "string"},
                    "parts": {"type": "array", "items": {"type": "string"}},
                },
            },
        }
    },
}


def load(by: Actor, at: datetime) -> int:
    """Add every version of every sum that is not kept yet; returns how many the file holds."""
    found = content.load(settings.CONTENT / "identities.yaml", SCHEMA, relative_to=settings.CONTENT)
    for definition in found.data["identities"]:
        define_identity(definition=definition, by=by, at=at)
    return len(found.data["identities"])
