"""The page of one plan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.act.strategy import operations
from tests.act.strategy import acts as plans
from tests.core.people import acts


def address(plan):
    return reverse("act:strategy_plan", args=[plan.public_id])


@pytest.mark.parametrize(("person", "status"), acts.CAST)
def test_only_its_own_organisation_sees_a_plan(world, sign_in, person, status):
    here = address(plans.plan(world))

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_counts_statuses_and_shows_achievements_beneath_their_aim(world, sign_in):
    aim = plans.aim(world)
    operations.set_status(aim=aim, version=1, status="ONGOING", by=world.actor("hana"), at=acts.NOW)
    operations.add_achievement(aim=aim, text="Built a dashboard", by=world.actor("hana"), at=acts.NOW)

    page = acts.text(sign_in(world.bo), address(aim.plan))

    assert "1 aim, 0 ACHIEVED, 1 ONGOING." in page
    assert "Built a dashboard" in page


def test_asks_whether_near_repeats_are_one(world, sign_in):
    plan = plans.plan(world)
    plans.aim(world, "Core members of boards, to lead the system", of=plan)
    plans.aim(world, "Core members of boards, to lead and be heard", of=plan)

    assert "Nearly the same" in acts.text(sign_in(world.bo), address(plan))


def test_parts_are_numbered_and_the_appendix_is_not(world, sign_in):
    plan = plans.plan(world)
    for title, appendix in (("Introduction", False), ("Scope", False), ("Appendix one", True)):
        operations.write_section(
            plan=plan, title=title, text="Text", is_appendix=appendix, by=world.actor("hana"), at=acts.NOW
        )

    page = acts.text(sign_in(world.bo), address(plan))

    assert "2. Scope" in page
    assert ">Appendix one" in page


def test_asks_the_database_no_more_for_more_aims(world, sign_in, django_assert_max_num_queries):
    plan = plans.plan(world)
    plans.aim(world, "First", of=plan)
    client = sign_in(world.bo)
    client.get(address(plan))
    with CaptureQueriesContext(connection) as few:
        client.get(address(plan))
    for n in range(8):
        aim = plans.aim(world, f"Aim {n}", of=plan)
        operations.add_achievement(aim=aim, text="Done", by=world.actor("hana"), at=acts.NOW)

    with django_assert_max_num_queries(len(few)):
        client.get(address(plan))


def test_a_strategy_rolls_up_the_work_plans_of_ours_and_of_providers(world, sign_in):
    strategy = plans.plan(world, "Strategy", kind="STRATEGY", services=("Health assessments",))
    ours = plans.plan(world, "Our work plan", strategy=strategy)
    theirs = plans.plan(world, "Their work plan", strategy=strategy, carried_by=world.riverside)
    for of, status in ((ours, "ACHIEVED"), (ours, "ONGOING"), (theirs, "ONGOING")):
        aim = plans.aim(world, f"{of.title} {status}", of=of)
        operations.set_status(aim=aim, version=1, status=status, by=world.actor("hana"), at=acts.NOW)

    page = acts.text(sign_in(world.bo), address(strategy))

    assert "carried out by Riverside NHS Trust: 1 aim, 1 ONGOING" in page
    assert "Together: 3 aims, 1 ACHIEVED, 2 ONGOING." in page
    assert "<li>Health assessments</li>" in page
    assert "Riverside NHS Trust" in acts.text(sign_in(world.bo), address(theirs))


def test_only_a_strategy_is_delivered_and_not_by_itself(world):
    plan = plans.plan(world)

    with pytest.raises(operations.NotPossible, match="deliver a strategy"):
        plans.plan(world, "Work plan", strategy=plan)
