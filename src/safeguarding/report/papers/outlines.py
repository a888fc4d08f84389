"""Reads the outlines of `content/reports`: which parts and sections a kind of report has, and in which order."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from safeguarding.kit.content import BadContent, Content, load
from safeguarding.report.sections import catalogue

TEXT = {"type": "string", "minLength": 1}
KEY = {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["urn", "version", "title", "purpose", "parts"],
    "additionalProperties": False,
    "properties": {
        "urn": KEY,
        "version": {"type": "integer", "minimum": 1},
        "title": TEXT,
        "purpose": TEXT,
        "parts": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["key", "title", "sections"],
                "additionalProperties": False,
                "properties": {
                    "key": KEY,
                    "title": TEXT,
                    "numbered": {"type": "boolean"},
                    "sections": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["key"],
                            "additionalProperties": False,
                            "properties": {"key": KEY, "title": TEXT},
                        },
                    },
                },
            },
        },
    },
}


def read(path: Path) -> Content:
    """
    Read one outline and check that every section that it names exists, once.

    :raises BadContent: with every fault and its line.
    """
    content = load(path, SCHEMA, relative_to=path.parents[1])
    if problems := list(_problems(content)):
        raise BadContent(problems)
    return content


def _problems(content: Content) -> Iterator[str]:
    seen: set[str] = set()
    for part_at, part in enumerate(content.data["parts"]):
        for section_at, section in enumerate(part["sections"]):
            place = ("parts", part_at, "sections", section_at, "key")
            if section["key"] not in catalogue.known():
                yield content.problem(place, f"is no section that we have: {section['key']}")
            if section["key"] in seen:
                yield content.problem(place, f"names {section['key']} a second time")
            seen.add(section["key"])
