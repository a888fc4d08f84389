"""Loads `content/frameworks`: each file is one version of one framework."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.kit import content
from safeguarding.kit.content import BadContent, Content

WORDS = {"type": "string", "minLength": 1}
KEY = {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9.-]*$", "maxLength": 20}
DAY = {"type": "string", "format": "date"}


def _set_of(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
        "additionalProperties": False,
    }


def _list_of(item: dict[str, Any], at_least: int = 1) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": at_least}


QUESTION = _set_of(
    {"key": KEY, "text": WORDS}, guidance=WORDS, evidence=_list_of(WORDS), essential={"type": "boolean"}
)
STANDARD = _set_of({"key": KEY, "title": WORDS, "questions": _list_of(QUESTION)}, about=WORDS)
STEP = _set_of(
    {
        "key": KEY,
        "label": WORDS,
        "descriptor": WORDS,
        "standing": {"enum": ["met", "partly", "not-met"]},
        "points": {"type": "integer", "minimum": 0},
        "rag": {"enum": ["R", "A", "G"]},
    }
)
SCHEMA = _set_of(
    {
        "urn": {"type": "string", "pattern": "^[a-z0-9-]+(/[a-z0-9-]+)*$"},
        "version": {"type": "integer", "minimum": 1},
        "title": WORDS,
        "summary": WORDS,
        "source": WORDS,
        "used_from": DAY,
        "applies_to": _list_of(WORDS),
        "scale": _list_of(STEP, 2),
        "not_applicable": _set_of({"allowed": {"type": "boolean"}}, rule=WORDS),
        "standards": _list_of(STANDARD),
    },
    used_to=DAY,
)


def files(folder: Path | None = None) -> list[Path]:
    """Return the framework files, by name."""
    return sorted((folder or settings.CONTENT / "frameworks").glob("*.yaml"))


def read(path: Path) -> Content:
    """
    Read one framework file and check it.

    :raises BadContent: with the line of every fault.
    """
    found = content.load(path, SCHEMA, relative_to=path.parents[1])
    problems = _given_twice(found) + _unknown_kinds(found)
    if problems:
        raise BadContent(problems)
    return found


def _given_twice(found: Content) -> list[str]:
    """A key names one thing: an answer and a report find a question by it."""
    places = [((s, None), standard["key"]) for s, standard in enumerate(found.data["standards"])]
    places += [
        ((s, q), question["key"])
        for s, standard in enumerate(found.data["standards"])
        for q, question in enumerate(standard["questions"])
    ]
    kinds = Counter((place[1] is None, key) for place, key in places)
    return [
        found.problem(_place(*place), f"is given twice: {key}")
        for place, key in places
        if kinds[(place[1] is None, key)] > 1
    ]


def _place(standard: int, question: int | None) -> tuple[str | int, ...]:
    within = () if question is None else ("questions", question)
    return ("standards", standard, *within, "key")


def _unknown_kinds(found: Content) -> list[str]:
    kinds = content.load(settings.CONTENT / "organisation-kinds.yaml").data
    known = {kind["key"] for kind in kinds}
    return [
        found.problem(("applies_to", number), f"is not a kind of organisation: {key}")
        for number, key in enumerate(found.data["applies_to"])
        if key not in known
    ]


def load(by: Actor, at: datetime) -> int:
    """Add every version to the library that is not there yet; returns how many files there are."""
    found = files()
    for path in found:
        framework = read(path)
        collect.add_framework(content=framework.data, digest=framework.digest, by=by, at=at)
    return len(found)
