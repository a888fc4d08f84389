"""Loads `content/vocabulary`: sources, their milestones, duties, cohorts and terms."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations.queries import kind
from safeguarding.core.vocabulary import operations, queries
from safeguarding.core.vocabulary.models import Duty, Source, Term
from safeguarding.core.vocabulary.operations import SourceDetails
from safeguarding.kit import content

TEXT = {"type": "string"}
DAY = {"type": "string", "format": "date"}
TEXTS = {"type": "array", "items": TEXT}


def _list(required: list[str], **properties: Any) -> dict[str, Any]:
    """Return the schema of a list of entries with these names."""
    entry = {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": dict.fromkeys(required, TEXT) | properties,
    }
    return {"type": "array", "items": entry}


SOURCES = _list(
    ["key", "title", "kind"],
    kind={"enum": list(Source.Kind.values)},
    part_of=TEXT,
    about=TEXT,
    made=TEXT,
    royal_assent=TEXT,
    in_force=DAY,
    superseded_by=TEXT,
    superseded=TEXT,
    wrong=TEXTS,
)
DATES = _list(["planned"], announced=TEXT, reason=TEXT)
MILESTONES = _list(["source", "title"], dates=DATES)
DUTIES = _list(
    ["key", "title", "standing"],
    standing={"enum": list(Duty.Standing.values)},
    audience=TEXTS,
    sources=TEXTS,
    kinds=TEXTS,
    indicators=TEXTS,
)
WORDS = {
    "type": "object",
    "required": ["cohorts", "terms"],
    "additionalProperties": False,
    "properties": {
        "cohorts": _list(["key", "name"], note=TEXT),
        "terms": _list(
            ["key", "name", "meaning"], source=TEXT, includes=TEXTS, age_limit={"type": "integer"}
        ),
    },
}


def load(by: Actor, at: datetime) -> int:
    """Add what is new; duties, cohorts and terms are reworded, sources that stand are left to those who keep them."""
    sources = _sources(by, at)
    _milestones(sources, by, at)
    duties = _read("duties", DUTIES)
    for each in duties:
        _duty(each, sources, by, at)
    words = _read("words", WORDS)
    for each in words["cohorts"]:
        operations.set_up_cohort(key=each["key"], name=each["name"], note=each.get("note", ""), by=by, at=at)
    for each in words["terms"]:
        _term(each, sources, by, at)
    return len(sources) + len(duties) + len(words["cohorts"]) + len(words["terms"])


def _read(name: str, schema: dict[str, Any]) -> Any:
    path: Path = settings.CONTENT / "vocabulary" / f"{name}.yaml"
    return content.load(path, schema, settings.CONTENT).data


def _sources(by: Actor, at: datetime) -> dict[str, Source]:
    known = {source.key: source for source in queries.sources(by)}
    for each in _read("sources", SOURCES):
        if each["key"] not in known:
            known[each["key"]] = operations.add_source(
                key=each["key"], details=_details(each, known), by=by, at=at
            )
    return known


def _details(each: dict[str, Any], known: dict[str, Source]) -> SourceDetails:
    return SourceDetails(
        title=each["title"],
        kind=each["kind"],
        part_of=known.get(each.get("part_of", "")),
        about=each.get("about", ""),
        made_on=_text(each.get("made", "")),
        royal_assent=_text(each.get("royal_assent", "")),
        in_force_on=each.get("in_force"),
        superseded_by=known.get(each.get("superseded_by", "")),
        superseded_on=_text(each.get("superseded", "")),
        wrong_citations=tuple(each.get("wrong", ())),
    )


def _text(day: str | date) -> str:
    """A day written without quotes in YAML is a date already."""
    return day.isoformat() if isinstance(day, date) else day


def _milestones(sources: dict[str, Source], by: Actor, at: datetime) -> None:
    for each in _read("milestones", MILESTONES):
        source = sources[each["source"]]
        if source.milestones.filter(title=each["title"]).exists():
            continue
        for planned in each["dates"]:
            operations.plan_milestone(
                source=source,
                title=each["title"],
                planned_for=_text(planned["planned"]),
                announced_on=_text(planned.get("announced", "")),
                reason=planned.get("reason", ""),
                by=by,
                at=at,
            )


def _duty(each: dict[str, Any], sources: dict[str, Source], by: Actor, at: datetime) -> Duty:
    return operations.set_up_duty(
        key=each["key"],
        title=each["title"],
        audience=each.get("audience", ()),
        standing=each["standing"],
        sources=[sources[key] for key in each.get("sources", ())],
        kinds=[kind(key) for key in each.get("kinds", ())],
        indicators=each.get("indicators", ()),
        by=by,
        at=at,
    )


def _term(each: dict[str, Any], sources: dict[str, Source], by: Actor, at: datetime) -> Term:
    return operations.set_up_term(
        key=each["key"],
        name=each["name"],
        meaning=each["meaning"],
        includes=each.get("includes", ()),
        source=sources.get(each.get("source", "")),
        age_limit=each.get("age_limit"),
        by=by,
        at=at,
    )
