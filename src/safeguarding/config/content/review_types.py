"""Loads `content/review-types.yaml`."""

from datetime import date, datetime
from typing import Any

from django.conf import settings

from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.kit import content

TEXT = {"type": "string", "minLength": 1}
DAY = {"type": "string", "format": "date"}
KEYED = {
    "type": "array",
    "items": {"type": "object", "required": ["key"], "properties": {"key": TEXT, "name": TEXT, "text": TEXT}},
}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["key", "name", "plural", "by"],
        "additionalProperties": False,
        "properties": {
            **dict.fromkeys(("key", "name", "plural", "clock", "total"), TEXT),
            "by": {"type": "array", "items": TEXT},
            **{name: {"type": "boolean"} for name in ("statutory", "apart", "deaths")},
            **{name: {"type": "integer"} for name in ("youngest", "oldest")},
            "starts": DAY,
            "ends": DAY,
            "basis": {"type": "array", "items": {"type": "object", "required": ["text"]}},
            "names": {"type": "array", "items": {"type": "object", "required": ["name"]}},
            "stages": KEYED,
            "criteria": KEYED,
        },
    },
}


def load(by: Actor, at: datetime) -> int:
    """Set up every type of review, in the order of the file."""
    path = settings.CONTENT / "review-types.yaml"
    types = content.load(path, SCHEMA, relative_to=settings.CONTENT.parent).data
    for place, told in enumerate(types):
        collect.set_up_review_type(key=told["key"], facts=_facts(told, place), by=by, at=at)
    return len(types)


def _facts(told: dict[str, Any], place: int) -> dict[str, Any]:
    return {
        "name": told["name"],
        "plural": told["plural"],
        "other_names": [_dated(other) for other in told.get("names", ())],
        "commissioned_by": told["by"],
        "legal_basis": [_dated(basis) for basis in told.get("basis", ())],
        "is_statutory": told.get("statutory", False),
        "is_shown_apart": told.get("apart", False),
        "is_of_deaths": told.get("deaths", False),
        "clock": told.get("clock", ""),
        "total_series": told.get("total", ""),
        "stages": told.get("stages", []),
        "criteria": told.get("criteria", []),
        "youngest": told.get("youngest"),
        "oldest": told.get("oldest"),
        "starts_on": told.get("starts"),
        "ends_on": told.get("ends"),
        "place": place,
    }


def _dated(entry: dict[str, Any]) -> dict[str, Any]:
    days = {
        name: entry[name].isoformat() if isinstance(entry.get(name), date) else None
        for name in ("from", "to")
    }
    return {**entry, **days}
