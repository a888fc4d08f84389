"""Fills what few people may see: the information-sharing log, alerts about adults, sealed notes, an emergency opening."""

from datetime import timedelta
from typing import Any

from safeguarding.act import api as act
from safeguarding.collect import api as collect
from safeguarding.config.demo.stage import Stage
from safeguarding.core.access.decision import PERSON_IDENTIFIABLE, RESTRICTED
from safeguarding.core.breakglass import operations as breakglass
from safeguarding.core.restricted import operations as restricted
from safeguarding.core.restricted.models import RestrictedRecord

PROVED = timedelta(minutes=1)  # since the second factor; made-up staff have none to prove


def load(stage: Stage) -> None:
    """Enter one commissioner's restricted records, each by whom its page would open to. All of them are made up."""
    told = stage.read("restricted")
    for entry in told.get("requests", ()):
        _request(stage, entry)
    for entry in told.get("alerts", ()):
        _alert(stage, entry)
    for entry in told.get("notes", ()):
        _note(stage, entry)
    for entry in told.get("openings", ()):
        _opening(stage, entry)


def _request(stage: Stage, entry: dict[str, Any]) -> None:
    with stage.acting(entry["by"], PERSON_IDENTIFIABLE):
        by = stage.actor(entry["by"], PERSON_IDENTIFIABLE)
        asked = {name: entry[name] for name in ("about", "asker", "asked_by", "purpose", "wanted")}
        disclosure = act.disclosure_operations.log_request(
            facts=asked | {"asked_on": stage.day(entry["when"])},
            is_child=entry["child"],
            by=by,
            at=stage.at(entry["when"]),
        )
        if "decided" in entry:
            _decide(stage, disclosure, entry["decided"], by)
        if "ended" in entry:
            act.disclosure_operations.end_request(
                disclosure=disclosure,
                version=disclosure.version + 1,
                ended_on=stage.day(entry["ended"]["when"]),
                outcome=entry["ended"]["outcome"],
                by=by,
                at=stage.at(entry["ended"]["when"]),
            )


def _decide(stage: Stage, disclosure: Any, told: dict[str, Any], by: Any) -> None:
    nothing_said: dict[str, Any] = {"shared": "", "told": "", "why_not_told": ""}
    act.disclosure_operations.decide_request(
        disclosure=disclosure,
        version=disclosure.version,
        facts=nothing_said
        | {name: value for name, value in told.items() if name not in ("when", "review")}
        | {"review_on": stage.day(told["review"]) if "review" in told else None},
        by=by,
        at=stage.at(told["when"], 15),
    )


def _alert(stage: Stage, entry: dict[str, Any]) -> None:
    facts = {name: entry.get(name, "") for name in ("about", "kind", "what_happened", "whereabouts", "done")}
    with stage.acting(entry["by"], PERSON_IDENTIFIABLE):
        by, at = stage.actor(entry["by"], PERSON_IDENTIFIABLE), stage.at(entry["when"])
        alert = collect.alert_operations.raise_alert(
            facts=facts | {"raised_on": stage.day(entry["when"])}, by=by, at=at
        )
        kept = RestrictedRecord.objects.get(record=alert.public_id)
        if entry.get("safe_address"):
            restricted.flag(restricted=kept, safe_address=True, by=by, at=at)
    stage.made[f"alert:{alert.about}"] = kept


def _note(stage: Stage, entry: dict[str, Any]) -> None:
    """A sealed note, and who was put on its list: asked for by its writer, agreed by a second person."""
    at = stage.at(entry["when"])
    with stage.acting(entry["by"], RESTRICTED):
        by = stage.actor(entry["by"], RESTRICTED)
        note = collect.sealed_operations.write_note(
            review=stage.made[f"review:{entry['review']}"],
            title=entry["title"],
            text=entry["text"],
            by=by,
            at=at,
        )
        kept = RestrictedRecord.objects.get(record=note.public_id)
        asked = [
            restricted.propose(
                restricted=kept, kind="NAME", person=stage.people[name], reason=why, by=by, at=at
            )
            for name, why in entry.get("named", {}).items()
        ]
    with stage.acting(entry["agreed_by"], RESTRICTED):
        second = stage.actor(entry["agreed_by"], RESTRICTED)
        for proposal in asked:
            restricted.decide(
                proposal=proposal,
                version=proposal.version,
                agree=True,
                by=second,
                at=stage.at(entry["when"], 14),
            )


def _opening(stage: Stage, entry: dict[str, Any]) -> None:
    """An emergency opening by one, and the judgement of the Caldicott Guardian on the same day."""
    with stage.acting(entry["by"], PERSON_IDENTIFIABLE):
        opening = breakglass.break_glass(
            reference=stage.made[f"alert:{entry['alert']}"].reference,
            ground=entry["ground"],
            reason=entry["reason"],
            since_step_up=PROVED,
            by=stage.actor(entry["by"], PERSON_IDENTIFIABLE),
            at=stage.at(entry["when"]),
        )
    with stage.acting(entry["judge"], PERSON_IDENTIFIABLE):
        breakglass.judge(
            opening=opening,
            version=opening.version,
            is_justified=entry["justified"],
            finding=entry["finding"],
            by=stage.actor(entry["judge"], PERSON_IDENTIFIABLE),
            at=stage.at(entry["when"], 16),
        )
