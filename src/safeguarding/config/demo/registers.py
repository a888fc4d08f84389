"""Fills the registers of the demonstration: reviews, visits, oversight of providers, events and supervision."""

from collections.abc import Callable
from typing import Any

from safeguarding.act import api as act
from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.config.demo.stage import Stage
from safeguarding.kit import when
from safeguarding.kit.periods import Period

DAYS = [
    "notified",
    "commissioned",
    "completed",
    "publication_due",
    "published",
    "reported_for",
    "on",
    "next_due",
    "held",
    "responded",
]
PLACES = ("area", "commissioned_by", "inspector", "host", "supported_by", "moved_to")


def load(stage: Stage) -> None:
    """Enter one commissioner's registers, each entry by the operation that a page would call."""
    told = stage.read("registers")
    for name, enter in ENTER:
        for entry in told.get(name, ()):
            # In YAML the word "on" means true, so the files say "when".
            enter(stage, {"on" if key == "when" else key: value for key, value in entry.items()})


def _known(stage: Stage, told: object) -> Period:
    """Return days as they were told; a bare number counts from today."""
    if isinstance(told, int):
        return when.day(stage.day(told))
    return when.read(str(told))


def _facts(stage: Stage, entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with its days and places read."""
    days = {name: _known(stage, entry[name]) for name in DAYS if name in entry}
    places = {name: stage.organisations[entry[name]] for name in PLACES if name in entry}
    return entry | days | places


def _about(stage: Stage, entry: dict[str, Any]) -> dict[str, Any]:
    """Return who writes, when, into whose register and about whom."""
    common = {"by": stage.actor(), "at": stage.now, "organisation": stage.commissioner}
    return common | ({"about": stage.organisations[entry.pop("about")]} if "about" in entry else {})


def _review(stage: Stage, entry: dict[str, Any]) -> None:
    kind = collect.review_type_of(entry.pop("type"))
    stages, age = entry.pop("stages", ()), entry.pop("age", None)
    review = collect.record_review(type=kind, age=age, facts=_facts(stage, entry), **_about(stage, entry))
    for version, (key, day) in enumerate(stages, 1):
        on = _known(stage, day)
        collect.reach_stage(review=review, version=version, stage=key, on=on, by=stage.actor(), at=stage.now)
    stage.made[f"review:{review.label}"] = review


def _visit(stage: Stage, entry: dict[str, Any]) -> None:
    common, findings = _about(stage, entry), entry.pop("findings", ())
    visit = assure.record_visit(facts=_facts(stage, entry), **common)
    for version, (kind, text) in enumerate(findings, 1):
        assure.add_finding(visit=visit, version=version, kind=kind, text=text, by=stage.actor(), at=stage.now)


def _process(stage: Stage, entry: dict[str, Any]) -> None:
    common = _about(stage, entry)
    started = {name: entry[name] for name in ("process", "reason", "stage", "exit_criteria") if name in entry}
    held = assure.enter_process(entered=_known(stage, entry["entered"]), **started, **common)
    who = {"by": stage.actor(), "at": stage.now}
    if changes := {n: v for n, v in _facts(stage, entry).items() if n in ("responded", "feedback")}:
        held = assure.correct_entry(
            entry=held, version=held.version, changes=changes, reason="Entered with the rest", **who
        )
    if "left" in entry:
        left = _known(stage, entry["left"])
        assure.leave_process(
            entry=held, version=held.version, left=left, exit=entry["exit"], evidence=entry["evidence"], **who
        )


def _provider_event(stage: Stage, entry: dict[str, Any]) -> None:
    common = _about(stage, entry)
    happened = _known(stage, entry.pop("happened"))
    assure.note_event(happened=happened, **_facts(stage, entry), **common)


def _assurance(stage: Stage, entry: dict[str, Any]) -> None:
    common = _about(stage, entry)
    assure.note_assurance(**_facts(stage, entry), **common)


def _conclusion(stage: Stage, entry: dict[str, Any]) -> None:
    days = {name: stage.day(entry[name]) for name in ("starts_on", "ends_on")}
    assure.conclude(facts=entry | days, organisation=stage.commissioner, by=stage.actor(), at=stage.now)


def _event(stage: Stage, entry: dict[str, Any]) -> None:
    common, said = _about(stage, entry), entry.pop("feedback", ())
    event = act.record_event(facts=_facts(stage, entry), **common)
    for version, (text, by_whom) in enumerate(said, 1):
        act.add_feedback(
            event=event, version=version, text=text, said_by=by_whom, by=stage.actor(), at=stage.now
        )


def _supervision(stage: Stage, entry: dict[str, Any]) -> None:
    act.offer_supervision(
        group=entry["group"],
        period=_known(stage, entry["period"]),
        modes=entry["modes"],
        is_formal=entry.get("formal", False),
        is_informal=entry.get("informal", False),
        **_about(stage, entry),
    )


ENTER: tuple[tuple[str, Callable[[Stage, dict[str, Any]], None]], ...] = (
    ("reviews", _review),
    ("visits", _visit),
    ("processes", _process),
    ("provider_events", _provider_event),
    ("assurance", _assurance),
    ("conclusions", _conclusion),
    ("events", _event),
    ("supervision", _supervision),
)
