"""Aims: one tree, several areas, the plan's own words, achievements, and what is carried into the next period."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from safeguarding.act.api import plan_summaries
from safeguarding.act.strategy import operations, queries
from safeguarding.act.strategy.models import Aim, AimStatus
from safeguarding.act.strategy.operations import AimDetails, PlanDetails
from safeguarding.core.access import context
from safeguarding.core.access.operations import system_actor
from safeguarding.core.organisations import operations as organisations
from safeguarding.kit.refusals import Stale

NOW = timezone.now()
WORDS = ("ACHIEVED", "ACHIEVED AND ONGOING", "ONGOING")
YEAR = {"starts_on": date(2021, 4, 1), "ends_on": date(2022, 3, 31)}


def planned(by, title="Objectives 2021/22", kind="OBJECTIVES", organisation=None, **more):
    details = PlanDetails(title=title, kind=kind, status_words=WORDS, **(YEAR | more))
    return operations.set_plan(organisation=organisation or by.organisation, details=details, by=by, at=NOW)


def added(plan, by, title="Embed safeguarding", status="", kind="OBJECTIVE", **more):
    return operations.add_aim(
        plan=plan, details=AimDetails(title=title, kind=kind, **more), status=status, by=by, at=NOW
    )


def test_aims_are_numbered_as_a_tree_in_the_order_they_came(world):
    hana = world.actor("hana")
    plan = planned(hana)
    first, second = added(plan, hana, "First"), added(plan, hana, "Second")
    added(plan, hana, "Beneath", parent=first)
    added(plan, hana, "Beneath", parent=second)

    branches = queries.tree(queries.aims_of(hana, plan))

    assert [(b.number, b.aim.title) for b in branches] == [("1", "First"), ("2", "Second")]
    assert [b.number for b in branches[1].branches] == ["2.1"]


def test_statuses_are_the_plans_own_words_and_every_one_is_kept(world):
    hana = world.actor("hana")
    aim = added(planned(hana), hana, status="ONGOING")

    aim = operations.set_status(aim=aim, version=1, status="ACHIEVED", note="Done", by=hana, at=NOW)

    assert [s.status for s in aim.statuses.order_by("id")] == ["ONGOING", "ACHIEVED"]
    assert queries.status_counts(aim.plan, queries.aims_of(hana, aim.plan)) == [
        ("ACHIEVED", 1),
        ("ACHIEVED AND ONGOING", 0),
        ("ONGOING", 0),
    ]
    with pytest.raises(operations.NotPossible, match="words are"):
        operations.set_status(aim=aim, version=2, status="Done", by=hana, at=NOW)
    with pytest.raises(Stale):
        operations.set_status(aim=aim, version=1, status="ONGOING", by=hana, at=NOW)


def test_a_status_once_set_cannot_be_rewritten(world):
    hana = world.actor("hana")
    aim = added(planned(hana), hana, status="ONGOING")

    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("update act_aimstatus set status = 'ACHIEVED' where aim_id = %s", [aim.pk])


def test_a_word_that_an_aim_carries_stays_in_the_plans_list(world):
    hana = world.actor("hana")
    plan = planned(hana)
    added(plan, hana, status="ONGOING")

    with pytest.raises(operations.NotPossible, match="ONGOING"):
        operations.change_plan(
            plan=plan,
            version=1,
            details=PlanDetails(title="x", kind="STRATEGY", status_words=("A",)),
            by=hana,
            at=NOW,
        )


def test_the_same_words_are_one_aim_in_two_areas(world):
    hana = world.actor("hana")
    plan = planned(hana)
    one, two = (
        operations.add_core_area(organisation=hana.organisation, name=n, place=i, by=hana, at=NOW)
        for i, n in enumerate(("Functions", "Partnerships"))
    )
    both = added(plan, hana, "Strengthen understanding of roles", areas=[one, two])
    kept = added(plan, hana, "Core members of boards, to influence and lead the system", areas=[one])
    near = added(plan, hana, "Core members of boards, to influence and lead and be heard", areas=[two])
    with pytest.raises(operations.StandsAlready):
        added(plan, hana, "strengthen understanding of ROLES", areas=[two])

    found = queries.repetition(queries.aims_of(hana, plan))
    assert (found.mappings, found.by_wording, found.merged) == (4, 3, 3)
    assert found.shared == (both,)
    assert found.near == ((kept, near),)

    details = AimDetails(title=near.title, kind=near.kind, areas=[two], same_as=kept)
    operations.change_aim(aim=near, version=1, details=details, by=hana, at=NOW)
    found = queries.repetition(queries.aims_of(hana, plan))
    assert (found.mappings, found.by_wording, found.merged, found.near) == (4, 3, 2, ())


@pytest.mark.parametrize(
    ("asks", "says"), [("rationale", "why it was chosen"), ("lead", "post that leads"), ("timescale", "when")]
)
def test_a_plan_may_ask_every_aim_for_more(world, asks, says):
    hana = world.actor("hana")
    plan = planned(hana, asks_for=(asks,))

    with pytest.raises(operations.NotPossible, match=says):
        added(plan, hana)


def test_an_aim_cannot_hang_beneath_itself_or_in_another_plan(world):
    hana = world.actor("hana")
    plan, other = planned(hana), planned(hana, "Other")
    top = added(plan, hana, "Top")
    below = added(plan, hana, "Below", parent=top)

    with pytest.raises(operations.NotPossible, match="beneath itself"):
        operations.change_aim(
            aim=top,
            version=1,
            details=AimDetails(title="Top", kind="OBJECTIVE", parent=below),
            by=hana,
            at=NOW,
        )
    with pytest.raises(operations.NotPossible, match="same plan"):
        added(other, hana, parent=top)


def test_achievements_stand_beneath_their_aim_once(world):
    hana = world.actor("hana")
    aim = added(planned(hana), hana)
    done = operations.add_achievement(aim=aim, text="Sought assurance", evidence="Paper 7", by=hana, at=NOW)

    with pytest.raises(operations.StandsAlready):
        operations.add_achievement(aim=aim, text="sought assurance", by=hana, at=NOW)
    [summary] = plan_summaries(hana, hana.organisation, *YEAR.values())
    assert summary.aims[0].achievements == ("Sought assurance",)
    operations.remove_achievement(achievement=done, by=hana, at=NOW)
    [summary] = plan_summaries(hana, hana.organisation, *YEAR.values())
    assert summary.aims[0].achievements == ()


def test_carrying_forward_links_each_aim_to_the_one_it_follows(world):
    hana = world.actor("hana")
    plan = planned(hana)
    top = added(plan, hana, "Top", status="ONGOING")
    below = added(plan, hana, "Below", parent=top)
    added(plan, hana, "Finished", status="ACHIEVED")

    following = operations.carry_forward(
        plan=plan,
        organisation=hana.organisation,
        details=PlanDetails(title="Objectives 2022/23", kind="OBJECTIVES", status_words=("planned",)),
        aims=[top, below],
        status="planned",
        by=hana,
        at=NOW,
    )

    carried = queries.aims_of(hana, following)
    assert [(a.title, a.predecessor.title, a.status) for a in carried] == [
        ("Top", "Top", "planned"),
        ("Below", "Below", "planned"),
    ]
    assert carried[1].parent == carried[0]
    assert following.predecessor == plan
    assert [a.plan for a in queries.history(carried[0])] == [plan, following]


def test_aims_are_carried_to_a_successor_and_to_nobody_else(world):
    system = system_actor(timezone.localdate(), "test")
    hana = world.actor("hana")
    plan = planned(hana)
    aim = added(plan, hana)
    details = PlanDetails(title="Next", kind="OBJECTIVES", status_words=("planned",))
    arguments = {"plan": plan, "details": details, "aims": [aim], "status": "planned", "at": NOW}

    with pytest.raises(PermissionDenied):
        operations.carry_forward(organisation=world.elsewhere_icb, by=hana, **arguments)
    with pytest.raises(operations.NotPossible, match="did not take over"):
        operations.carry_forward(organisation=world.north_wyvern, by=hana, **arguments)
    with context.acting(system):
        organisations.succeed(
            predecessor=world.wyvern,
            successor=world.elsewhere_icb,
            kind="TRANSFER",
            effective_on=date(2026, 1, 1),
            by=system,
            at=NOW,
        )
    oscar = world.actor("oscar")
    following = operations.carry_forward(organisation=world.elsewhere_icb, by=oscar, **arguments)
    assert following.organisation == world.elsewhere_icb
    assert queries.aims_of(oscar, following)[0].predecessor == aim


def test_activities_and_projects_are_told_of_their_period(world):
    hana = world.actor("hana")
    activity = operations.log_activity(
        organisation=hana.organisation,
        text="Supported practices",
        heading="Primary care",
        sectors=("primary care",),
        starts_on=date(2021, 4, 1),
        ends_on=date(2021, 6, 30),
        by=hana,
        at=NOW,
    )
    project = operations.open_project(
        organisation=hana.organisation,
        title="Redesign",
        trigger="INSPECTION",
        items=("Scope", "Plan"),
        by=hana,
        at=NOW,
    )

    assert list(queries.activities_within(hana, hana.organisation, date(2021, 6, 1), date(2022, 1, 1))) == [
        activity
    ]
    assert not queries.activities_within(hana, hana.organisation, date(2021, 7, 1), date(2022, 1, 1))
    item = project.items.first()
    operations.complete_item(item=item, completed_on=date(2021, 5, 1), by=hana, at=NOW)
    operations.remove_item(item=item, by=hana, at=NOW)
    assert [i.title for i in queries.get_project(hana, project.public_id).items.all()] == ["Plan"]
    with pytest.raises(operations.StandsAlready):
        operations.open_project(
            organisation=hana.organisation, title="redesign", trigger="OWN", items=(), by=hana, at=NOW
        )
    operations.remove_activity(activity=activity, by=hana, at=NOW)
    assert not queries.activities(hana)


def test_sections_are_numbered_and_may_be_taken_out(world):
    hana = world.actor("hana")
    plan = planned(hana)
    for title, appendix in (("Introduction", False), ("Appendix one", True), ("Scope", False)):
        operations.write_section(plan=plan, title=title, text="Text", is_appendix=appendix, by=hana, at=NOW)
    operations.write_section(plan=plan, title="Scope", text="Reworded", by=hana, at=NOW)

    found = queries.sections(hana, plan)
    assert [s.title for s in found] == ["Introduction", "Scope", "Appendix one"]
    operations.remove_section(section=found[0], by=hana, at=NOW)
    assert [s.title for s in queries.sections(hana, plan)] == ["Scope", "Appendix one"]


@pytest.mark.parametrize(("person", "may"), [("dana", True), ("adi", True), ("bo", False), ("connie", False)])
def test_only_those_who_write_governance_set_plans(world, person, may):
    by = world.actor(person)

    if may:
        assert planned(by).pk
    else:
        with pytest.raises(PermissionDenied):
            planned(by)


@pytest.mark.parametrize(
    ("person", "sees"), [("bo", True), ("pat", False), ("olga", False), ("oscar", False)]
)
def test_plans_are_seen_by_their_own_organisation_only(world, person, sees):
    hana = world.actor("hana")
    aim = added(planned(hana), hana, status="ONGOING")

    by = world.actor(person)

    assert (aim in queries.aims(by)) is sees
    assert Aim.objects.exists() is sees  # the database says the same
    assert AimStatus.objects.exists() is sees


def test_the_list_of_aims_is_filtered_by_area_and_source(world, sign_in):
    hana = world.actor("hana")
    area = operations.add_core_area(organisation=hana.organisation, name="Learning", place=1, by=hana, at=NOW)
    plan = planned(hana)
    added(plan, hana, "Learn from reviews", areas=[area], comes_from="NHS England")
    added(plan, hana, "Share intelligence")
    client, address = sign_in(world.bo), reverse("act:strategy_aims")

    for asked in ({"area": area.pk}, {"from": "NHS England"}):
        page = client.get(address, asked).content.decode()
        assert "Learn from reviews" in page
        assert "Share intelligence" not in page
    assert "Share intelligence" in client.get(address, {"export": "csv"}).content.decode("utf-8-sig")
