"""The kinds of notice and their words, from `content/notices.yaml`."""

from functools import cache

from django.conf import settings

from safeguarding.kit import content

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["key", "words"],
        "additionalProperties": False,
        "properties": {
            "key": {"type": "string", "pattern": r"^[a-z-]+\.[a-z-]+$"},
            "words": {"type": "string", "maxLength": 120},
            "at_once": {"type": "boolean"},
        },
    },
}


@cache
def words() -> dict[str, str]:
    """Return what a notice of each kind says, such as "A self-assessment waits for your sign-off"."""
    return {one["key"]: one["words"] for one in _kinds()}


@cache
def at_once() -> frozenset[str]:
    """Return the kinds that cannot wait for tomorrow's e-mail: something is being done that somebody may have to stop."""
    return frozenset(one["key"] for one in _kinds() if one.get("at_once"))


def _kinds() -> list[dict]:
    return content.load(settings.CONTENT / "notices.yaml", SCHEMA, relative_to=settings.CONTENT).data
