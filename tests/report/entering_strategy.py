"""Enters areas, plans, aims with what came of them, activities and projects by the pages."""

from typing import Any

from safeguarding.core.vocabulary.models import Source
from tests.report.clerk import Clerk


def enter(clerk: Clerk) -> None:
    """Enter the strategy file in its order."""
    told = clerk.stage.read("strategy")
    for name in told["areas"]:
        clerk.send("act:strategy_add_area", name=name)
    areas = areas_offered(clerk)
    for each in told["risks"]:
        risk(clerk, each)
    for each in told["plans"]:
        plan(clerk, each, areas)
    for each in told["activities"]:
        activities(clerk, each)
    for each in told["projects"]:
        project(clerk, each)


def areas_offered(clerk: Clerk) -> list[str]:
    """Return the values of the areas that the page of aims offers, in the order in which they stand."""
    from safeguarding.act.strategy.models import CoreArea

    found = CoreArea.objects.filter(organisation=clerk.stage.commissioner).order_by("place")
    return [str(area.pk) for area in found]


def risk(clerk: Clerk, each: dict[str, Any]) -> None:
    """Raise a risk."""
    typed = {name: each.get(name, "") for name in ("title", "scope", "cause", "raised_on", "review_on")}
    made = clerk.enter("act:risks_add", **typed, cohorts="\n".join(each.get("cohorts", ())))
    clerk.made[f"risk:{each['key']}"] = made


def plan(clerk: Clerk, each: dict[str, Any], areas: list[str]) -> None:
    """Open a plan and add its aims."""
    clerk.made[each["key"]] = clerk.enter(
        "act:strategy_add_plan",
        title=each["title"],
        kind=each["kind"],
        starts_on=each["starts"],
        ends_on=each["ends"],
        status_words="\n".join(each["words"]),
        vision=each.get("vision", ""),
        outcomes="\n".join(each.get("outcomes", ())),
        predecessor=clerk.of(each.get("after")),
    )
    for told in each["aims"]:
        aim(clerk, each["key"], {"kind": each["aims_are"]} | told, areas)


def aim(clerk: Clerk, key: str, each: dict[str, Any], areas: list[str]) -> None:
    """Add an aim, give it its status, and say what was achieved."""
    source = Source.objects.get(key=each["source"]).public_id if "source" in each else ""
    made = clerk.enter(
        "act:strategy_add_aim",
        clerk.of(key),
        title=each["title"],
        kind=each["kind"],
        areas=[areas[number - 1] for number in each.get("areas", ())],
        comes_from=each.get("comes_from", ""),
        source=str(source),
        predecessor=clerk.of(each.get("follows")),
        same_as=clerk.of(each.get("repeats")),
        risks=[clerk.made[f"risk:{key}"] for key in each.get("risks", ())],
    )
    clerk.made[each.get("key", each["title"])] = made
    clerk.change("act:strategy_status", made, status=each["status"])
    for text in each.get("achieved", ()):
        clerk.send("act:strategy_achievement", made, text=text)


def activities(clerk: Clerk, each: dict[str, Any]) -> None:
    """Record what was done under one heading."""
    for text in each["done"]:
        clerk.send(
            "act:strategy_log_activity",
            text=text,
            heading=each["heading"],
            sectors=list(each.get("sectors", ())),
            is_success=each.get("success", False),
            area=clerk.place(each.get("area")),
            starts_on=each["from"],
            ends_on=each["to"],
        )


def project(clerk: Clerk, each: dict[str, Any]) -> None:
    """Open a project."""
    clerk.send(
        "act:strategy_open_project",
        title=each["title"],
        trigger=each["trigger"],
        trigger_note=each.get("note", ""),
        items="\n".join(each["items"]),
        leads=[clerk.of(title) for title in each["leads"]],
        funder=clerk.place(each.get("funder")),
    )
