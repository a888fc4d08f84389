"""Fills plans, aims, activities and projects from a commissioner's `strategy.yaml`."""

from datetime import date, datetime
from typing import Any

from safeguarding.act import api as act
from safeguarding.act.api import Aim, Plan
from safeguarding.act.api import strategy_operations as strategy
from safeguarding.config.demo.stage import Stage
from safeguarding.core.access.actor import Actor
from safeguarding.core.vocabulary.models import Source

STARTED = date(2019, 4, 1)


def load(stage: Stage) -> None:
    """Set the areas, then each plan with its aims in order, then activities and projects."""
    told = stage.read("strategy")
    by, at = stage.actor(), stage.at(told.get("at", STARTED))
    areas = [
        strategy.add_core_area(organisation=stage.commissioner, name=name, place=place, by=by, at=at)
        for place, name in enumerate(told.get("areas", ()), 1)
    ]
    stage.made["areas"], stage.made["aims"] = areas, {}
    stage.made["risks"] = {each["key"]: _risk(stage, each, by, stage.now) for each in told.get("risks", ())}
    for each in told.get("plans", ()):
        _plan(stage, each, by, at)
    for each in told.get("activities", ()):
        _activities(stage, each, by, at)
    for each in told.get("projects", ()):
        _project(stage, each, by, at)


def _risk(stage: Stage, each: dict[str, Any], by: Actor, at: datetime) -> act.Risk:
    facts = {
        name: each[name] for name in ("title", "scope", "cohorts", "cause", "mitigation") if name in each
    }
    days = {name: stage.day(each[name]) for name in ("raised_on", "review_on") if name in each}
    return act.risk_operations.raise_risk(organisation=stage.commissioner, facts=facts | days, by=by, at=at)


def _plan(stage: Stage, each: dict[str, Any], by: Actor, at: datetime) -> None:
    details = strategy.PlanDetails(
        title=each["title"],
        kind=each["kind"],
        starts_on=_day(stage, each.get("starts")),
        ends_on=_day(stage, each.get("ends")),
        covers=tuple(each.get("covers", ())),
        status_words=tuple(each.get("words", ())),
        asks_for=tuple(each.get("asks_for", ())),
        vision=each.get("vision", ""),
        outcomes=tuple(each.get("outcomes", ())),
        monitoring_body=_place(stage, each.get("monitor")),
        strategy=stage.made.get(each.get("delivers")),
        carried_by=stage.organisations.get(each.get("carried_by", "")),
        services=tuple(each.get("services", ())),
    )
    owner = stage.organisations[each["owner"]] if "owner" in each else stage.commissioner
    before = stage.made.get(each.get("after"))
    plan = strategy.set_plan(organisation=owner, details=details, predecessor=before, by=by, at=at)
    stage.made[each["key"]] = plan
    for section in each.get("sections", ()):
        strategy.write_section(
            plan=plan,
            title=section["title"],
            text=section.get("text", ""),
            is_appendix=section.get("appendix", False),
            by=by,
            at=at,
        )
    for aim in each.get("aims", ()):
        _aim(stage, plan, aim | {"kind": aim.get("kind", each.get("aims_are"))}, None, by, at)


def _aim(stage: Stage, plan: Plan, each: dict[str, Any], parent: Aim | None, by: Actor, at: datetime) -> None:
    aims: dict[str, Aim] = stage.made["aims"]
    details = strategy.AimDetails(
        title=each["title"],
        kind=each["kind"],
        parent=parent,
        areas=[stage.made["areas"][number - 1] for number in each.get("areas", ())],
        source=Source.objects.get(key=each["source"]) if "source" in each else None,
        comes_from=each.get("comes_from", ""),
        rationale=each.get("rationale", ""),
        lead=_place(stage, each.get("lead")),
        partners=[stage.organisations[key] for key in each.get("partners", ())],
        risks=[stage.made["risks"][key] for key in each.get("risks", ())],
        timescale=each.get("timescale", ""),
        due_on=_day(stage, each.get("due")),
        horizon=each.get("horizon", ""),
        predecessor=aims.get(each.get("follows", "")),
        same_as=aims.get(each.get("repeats", "")),
        monitoring_body=_place(stage, each.get("monitor")),
    )
    aim = strategy.add_aim(plan=plan, details=details, status=each.get("status", ""), by=by, at=at)
    aims[each.get("key", each["title"])] = aim
    for text in each.get("achieved", ()):
        strategy.add_achievement(aim=aim, text=text, by=by, at=at)
    for beneath in each.get("beneath", ()):
        told = {"title": beneath} if isinstance(beneath, str) else beneath
        _aim(stage, plan, {"kind": each["kind"], "status": each.get("status", "")} | told, aim, by, at)


def _activities(stage: Stage, each: dict[str, Any], by: Actor, at: datetime) -> None:
    for place, text in enumerate(each["done"], 1):
        strategy.log_activity(
            organisation=stage.commissioner,
            text=text,
            heading=each.get("heading", ""),
            sectors=tuple(each.get("sectors", ())),
            is_success=each.get("success", False),
            area=stage.organisations.get(each.get("area", "")),
            starts_on=stage.day(each["from"]),
            ends_on=stage.day(each["to"]),
            place=place,
            by=by,
            at=at,
        )


def _project(stage: Stage, each: dict[str, Any], by: Actor, at: datetime) -> None:
    strategy.open_project(
        organisation=stage.commissioner,
        title=each["title"],
        trigger=each["trigger"],
        trigger_note=each.get("note", ""),
        items=each.get("items", ()),
        leads=[stage.made["places"][title] for title in each.get("leads", ())],
        funder=stage.organisations.get(each.get("funder", "")),
        by=by,
        at=at,
    )


def _place(stage: Stage, name: str | None):
    return stage.made["places"][name] if name else None


def _day(stage: Stage, day: date | str | int | None) -> date | None:
    return None if day is None else stage.day(day)
