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
        },
    },
}


@cache
def words() -> dict[str, str]:
    """Return what a notice of each kind says, such as "A self-assessment waits for your sign-off"."""
    found = content.load(settings.CONTENT / "notices.yaml", SCHEMA, relative_to=settings.CONTENT)
    return {one["key"]: one["words"] for one in found.data}
