"""Facts about risks, how a strategy is delivered and what a year came to: seen on pages and in the paper, changed by operations."""

import re
from datetime import date

import pytest
from django.urls import reverse

from safeguarding.act.risks import operations as risks
from safeguarding.act.risks.models import Risk
from safeguarding.act.strategy import operations as strategy
from safeguarding.act.strategy.models import Aim, Plan
from safeguarding.assure.conclusions import operations as conclusions
from safeguarding.assure.conclusions.models import Conclusion
from safeguarding.kit.documents import html
from safeguarding.report.papers import queries as papers
from tests.facts import registers as reg
from tests.facts.register import proves
from tests.facts.registers import NOW, case
from tests.facts.test_papers import draft


def risk(demo, words):
    demo.actor("mb")
    return Risk.objects.get(organisation=demo.commissioner("mb"), title__contains=words)


def close(demo, found, on=date(2020, 4, 1)):
    risks.close_risk(
        risk=found, version=found.version, closed_on=on, because="A proof", by=demo.actor("mb"), at=NOW
    )


@proves("MB-375")
def test_a_priority_shows_the_risks_of_organisation_and_partnership_that_it_makes_smaller(demo):
    plan = reg.plan(demo, "mb", "Safeguarding work plan 2020-21")
    linked = {aim.title: list(aim.risks.all()) for aim in plan.aims.all()}
    assert {each.scope for found in linked.values() for each in found} >= {"ORGANISATION", "PARTNERSHIP"}
    aim = reg.aim(plan, "core statutory functions")
    here = reverse("act:strategy_aim", args=[aim.public_id])
    assert "ask more each year" in demo.page("mb", here)

    reg.change_aim(demo, "mb", aim, risks=[])

    assert "ask more each year" not in demo.page("mb", here)


@pytest.mark.parametrize(
    "words",
    [
        case("MB-224", "work as one"),
        case("MB-225", "Care leavers"),
        case("MB-226", "come late"),
        case("MB-227", "immunisations"),
    ],
)
def test_a_risk_for_looked_after_children_stands_in_the_report(demo, words):
    actor, paper = draft(demo, "mb")
    found = risk(demo, words)

    def told():
        return found.title in html.page(papers.built(demo.actor("mb", "nurse-children"), paper).document)

    assert told()
    risks.change_risk(
        risk=found,
        version=found.version,
        changes={"cohorts": []},
        reason="A proof",
        by=demo.actor("mb"),
        at=NOW,
    )
    assert not told()


@pytest.mark.parametrize(
    "words",
    [
        case("MB-330", "mental health"),
        case("MB-331", "neglect"),
        case("MB-332", "exploited"),
        case("MB-333", "domestic abuse"),
        case("MB-334", "sexual abuse"),
    ],
)
def test_what_the_pandemic_may_bring_stands_in_the_register_with_its_day_of_review(demo, words):
    found = risk(demo, words)
    here = reverse("act:risks_register") + "?state=review"
    row = demo.page("mb", here).partition(found.title)[2].split("</tr>")[0]
    assert "31 March 2021" in row

    close(demo, found)

    assert found.title not in demo.page("mb", here)


@proves("STH-105")
def test_children_looked_after_have_a_strategy_of_their_own_with_the_services_that_it_wants(demo):
    demo.actor("sth")
    found = Plan.objects.filter(organisation=demo.commissioner("sth"), kind="STRATEGY")
    assert found.count() == 2
    plan = found.get(covers=["looked-after children"])
    page = reg.plan_page(demo, "sth", plan)
    assert "<li>Initial health assessments</li>" in page
    assert "<li>Review health assessments</li>" in page

    details = reg.details(strategy.PlanDetails, plan, services=("Review health assessments",))
    strategy.change_plan(plan=plan, version=plan.version, details=details, by=demo.actor("sth"), at=NOW)

    assert "<li>Initial health assessments</li>" not in reg.plan_page(demo, "sth", plan)


@proves("CH-032")
def test_a_strategy_rolls_up_the_work_plans_of_the_ccg_and_of_providers(demo):
    plan = reg.plan(demo, "ch", "Safeguarding strategy")

    def said():
        return re.sub(r"<[^>]*>", "", reg.plan_page(demo, "ch", plan))

    assert "carried out by NHS City and Hackney CCG: 2 aims, 2 in progress" in said()
    assert "carried out by Homerton" in said()
    assert "Together: 4 aims, 4 in progress." in said()

    aim = Aim.objects.get(plan__title="Work plan with Homerton")
    strategy.set_status(aim=aim, version=aim.version, status="in place", by=demo.actor("ch"), at=NOW)

    assert "Together: 4 aims, 1 in place, 3 in progress." in said()


@proves("MB-371", "MB-372")
def test_the_report_prints_the_judgement_of_the_year_and_the_background_it_was_reached_against(demo):
    actor, paper = draft(demo, "mb")

    def conclusion():
        page = html.page(papers.built(demo.actor("mb", "nurse-children"), paper).document)
        return re.sub(r"<[^>]*>", "", page).partition("Our judgement: ")[2][:400]

    assert conclusion().startswith(
        "Arrangements for commissioning safe services stayed robust from early help to protection."
    )
    assert "Austerity" in conclusion()
    assert "The pandemic" in conclusion()

    found = Conclusion.objects.get(organisation=demo.commissioner("mb"))
    conclusions.conclude_anew(
        conclusion=found,
        version=found.version,
        changes={"judgement": "WEAKER", "background": ["The pandemic"]},
        why="A proof",
        by=demo.actor("mb"),
        at=NOW,
    )

    assert conclusion().startswith("Arrangements for commissioning safe services grew weaker")
    assert "Austerity" not in conclusion()
