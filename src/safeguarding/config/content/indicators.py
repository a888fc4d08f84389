"""Loads `content/indicators/*.yaml`: one file for each family of indicators."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from safeguarding.collect.api import define_indicator
from safeguarding.core.access.actor import Actor
from safeguarding.kit import content
from safeguarding.kit.content import BadContent

TARGET = {
    "type": "object",
    "required": ["from", "green", "amber", "authority"],
    "additionalProperties": False,
    "properties": {
        "from": {"type": "string", "format": "date"},
        "green": {"type": "number"},
        "amber": {"type": "number"},
        "authority": {"type": "string"},
    },
}
DERIVED = {
    "type": "object",
    "required": ["how", "numerator", "denominator"],
    "additionalProperties": False,
    "properties": {
        "how": {"enum": ["ratio"]},
        "numerator": {"type": "string"},
        "denominator": {"type": "string"},
    },
}
WORDS = {"type": "array", "items": {"type": "string"}}
INDICATOR = {
    "type": "object",
    "required": ["urn", "version", "title", "numerator", "unit", "direction", "source"],
    "additionalProperties": False,
    "properties": {
        "urn": {"type": "string", "pattern": r"^[a-z0-9-]+\.[a-z0-9-]+$"},
        "version": {"type": "integer", "minimum": 1},
        "title": {"type": "string", "maxLength": 200},
        "known_as": WORDS,
        "numerator": {"type": "string"},
        "denominator": {"type": "string"},
        "unit": {"enum": ["count", "percent", "rate", "days"]},
        "direction": {"enum": ["up", "down", "neither"]},
        "decimals": {"type": "integer", "minimum": 0, "maximum": 6},
        "splits": WORDS,
        "open_splits": {"type": "boolean"},
        "derived": DERIVED,
        "targets": {"type": "array", "items": TARGET},
        "source": {"type": "string"},
        "note": {"type": "string"},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["family", "indicators"],
    "additionalProperties": False,
    "properties": {
        "family": {
            "type": "object",
            "required": ["key", "title"],
            "additionalProperties": False,
            "properties": {"key": {"type": "string"}, "title": {"type": "string"}},
        },
        "indicators": {"type": "array", "minItems": 1, "items": INDICATOR},
    },
}


def load(by: Actor, at: datetime) -> int:
    """Add every version of every indicator that is not kept yet; returns how many the files hold."""
    definitions = list(read(settings.CONTENT / "indicators"))
    for definition in definitions:
        define_indicator(definition=definition, by=by, at=at)
    return len(definitions)


def read(folder: Path) -> Iterator[dict[str, Any]]:
    """
    Yield each definition of each file of a folder.

    :raises BadContent: with every fault of a file and its line.
    """
    for path in sorted(folder.glob("*.yaml")):
        found = content.load(path, SCHEMA, relative_to=folder.parent)
        faults = [
            found.problem(("indicators", number, "denominator"), "is missing from a percentage")
            for number, one in enumerate(found.data["indicators"])
            if one["unit"] == "percent" and not one.get("denominator")
        ]
        if faults:
            raise BadContent(faults)
        for one in found.data["indicators"]:
            yield one | {"family": found.data["family"]["key"], "family_title": found.data["family"]["title"]}
