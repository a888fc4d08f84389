"""Facts about why a strategy is there, what it aims at and who watches over it: seen on its page, changed by operations."""

import pytest

from safeguarding.act.strategy import operations
from tests.facts import registers as reg
from tests.facts.register import proves
from tests.facts.registers import NOW

STRATEGY, COMPLIANCE = "Safeguarding strategy", "How the CCG meets its strategic objectives"


def change_plan(demo, seed, plan, **changed):
    """Change a plan through its operation."""
    new = reg.details(operations.PlanDetails, plan, **changed)
    return operations.change_plan(plan=plan, version=plan.version, details=new, by=demo.actor(seed), at=NOW)


@proves("STH-074", "CH-017", how="told")
@pytest.mark.parametrize(
    ("seed", "words"),
    [
        ("sth", ("guard people", "from abuse, neglect, discrimination and poor treatment")),
        ("ch", ("safe care", "most vulnerable", "free from abuse", "dignity")),
    ],
)
def test_the_aim_of_a_strategy_stands_above_its_objectives(demo, seed, words):
    plan = reg.plan(demo, seed, STRATEGY)
    page = reg.plan_page(demo, seed, plan)
    told = page.partition("Aim of the whole")[2].partition(">Aims<")[0]
    assert all(word in told for word in words), told

    change_plan(demo, seed, plan, vision="Something else altogether.")

    after = reg.plan_page(demo, seed, plan).partition("Aim of the whole")[2].partition(">Aims<")[0]
    assert not any(word in after for word in words)


@proves("STH-003", "STH-006", "CH-004", how="told")
@pytest.mark.parametrize(
    ("seed", "words"),
    [
        ("sth", ("To live unharmed", "one approach", "local health economy")),
        ("ch", ("How care is bought", "arrangements grow stronger")),
    ],
)
def test_why_a_strategy_is_there_is_printed_under_its_first_heading(demo, seed, words):
    plan = reg.plan(demo, seed, STRATEGY)
    first = reg.plan_page(demo, seed, plan).partition("1. Introduction")[2].partition("2. ")[0]
    assert all(word in first for word in words), first

    section = plan.sections.get(title="Introduction")
    operations.remove_section(section=section, by=demo.actor(seed), at=NOW)

    assert not any(word in reg.plan_page(demo, seed, plan) for word in words)


@proves("CH-033")
def test_the_plans_are_watched_over_by_the_safeguarding_group(demo):
    plan = reg.plan(demo, "ch", COMPLIANCE)
    assert plan.monitoring_body == reg.body(demo, "ch", "CCG Safeguarding Group")
    assert "CCG Safeguarding Group" in reg.plan_page(demo, "ch", plan)

    change_plan(demo, "ch", plan, monitoring_body=None)

    assert "CCG Safeguarding Group" not in reg.plan_page(demo, "ch", plan)


@proves("CH-077")
def test_the_partnerships_strategy_for_children_looked_after_is_endorsed(demo):
    plan = reg.plan(demo, "ch", COMPLIANCE)
    aim = reg.aim(plan, "children looked after")
    assert (aim.status, aim.parent.title) == ("in place", "Services are bought that are safe")
    assert [partner.kind.key for partner in aim.partners.all()] == ["lscb"]

    operations.set_status(aim=aim, version=aim.version, status="not in place", by=demo.actor("ch"), at=NOW)

    aim.refresh_from_db()
    assert aim.status == "not in place"
    line = reg.plan_page(demo, "ch", plan).partition(f"/{aim.public_id}/")[2].partition("</p>")[0]
    assert "not in place" in line.lower()
