"""Loads `content/themes.yaml`: what findings and judgements are coded with."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from safeguarding.assure import api as assure
from safeguarding.core.access.actor import Actor
from safeguarding.kit import content
from safeguarding.kit.content import Content

WORDS = {"type": "string", "minLength": 1}
THEME = {
    "type": "object",
    "properties": {
        "key": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "group": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "name": WORDS,
        "about": WORDS,
    },
    "required": ["key", "group", "name"],
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "properties": {"urn": {"const": "themes"}, "themes": {"type": "array", "items": THEME, "minItems": 1}},
    "required": ["urn", "themes"],
    "additionalProperties": False,
}


def read(path: Path) -> Content:
    """
    Read the file of themes and check it.

    :raises BadContent: with the line of every fault.
    """
    return content.load(path, SCHEMA, relative_to=path.parent)


def load(by: Actor, at: datetime) -> int:
    """Add or reword every theme; returns how many there are."""
    themes = read(settings.CONTENT / "themes.yaml").data["themes"]
    assure.set_up_themes(themes=themes, by=by, at=at)
    return len(themes)
