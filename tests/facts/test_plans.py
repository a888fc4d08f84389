"""Facts about plans, aims and what was done: seen on their pages, changed by operations."""

import pytest
from django.urls import reverse

from safeguarding.act.api import plan_summaries
from safeguarding.act.strategy import operations, queries
from safeguarding.act.strategy.models import Activity, Plan, PlanSection, ProjectItem
from tests.facts import registers as reg
from tests.facts.register import proves
from tests.facts.registers import NOW, case

BEFORE, WORK, ISSUES = (
    "Safeguarding priorities 2018/19",
    "Safeguarding work plan 2020-21",
    "Issues and variation to be addressed in 2020-21",
)
OBJECTIVES, NEXT = "Safeguarding children objectives 2021/22", "Safeguarding children priorities 2022-2023"


def tops(demo, seed, plan):
    return [branch.aim for branch in queries.tree(queries.aims_of(demo.actor(seed), plan))]


def shown(page, words):
    return words in page.replace("&#39;", "'")


PRIORITIES = (
    ("MB-026", "Watch, assure", 2),
    ("MB-029", "Finish LeDeR", 1),
    ("MB-031", "new children's partnerships", 2),
    ("MB-034", "child death review", 3),
    ("MB-038", "designated and safeguarding staff", 3),
    ("MB-042", "core statutory functions", 2),
    ("MB-045", "Raise compliance", 4),
    ("MB-050", "primary care networks", 1),
    ("MB-052", "Learn as much", 3),
    ("MB-056", "intercollegiate", 3),
    ("MB-060", "Amendment", 1),
)


@pytest.mark.parametrize(
    ("number", "words", "count"),
    [case(fact, n, words, count) for n, (fact, words, count) in enumerate(PRIORITIES, 1)],
)
def test_a_priority_of_the_year_before_has_its_place_and_achievements(demo, number, words, count):
    plan = reg.plan(demo, "mb", BEFORE)
    aim = tops(demo, "mb", plan)[number - 1]
    assert words in aim.title
    assert (aim.status, aim.achievements.count()) == ("progressed", count)
    assert shown(reg.plan_page(demo, "mb", plan), aim.title)

    title = aim.title
    reg.change_aim(demo, "mb", aim, title="Something else altogether")

    assert not shown(reg.plan_page(demo, "mb", plan), title)


@proves("MB-025")
def test_eleven_priorities_each_have_an_achievement(demo):
    plan = reg.plan(demo, "mb", BEFORE)
    assert "11 aims, 11 progressed, 0 planned." in reg.plan_page(demo, "mb", plan)
    assert all(aim.achievements.count() for aim in tops(demo, "mb", plan))

    aim = tops(demo, "mb", plan)[0]
    operations.set_status(aim=aim, version=aim.version, status="planned", by=demo.actor("mb"), at=NOW)

    assert "11 aims, 10 progressed, 1 planned." in reg.plan_page(demo, "mb", plan)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        case("MB-027", 1, "standards audit"),
        case("MB-028", 1, "struggling providers"),
        case("MB-030", 2, "timely learning"),
        case("MB-032", 3, "executive"),
        case("MB-033", 3, "delivery plans"),
        case("MB-035", 4, "child death panels"),
        case("MB-036", 4, "Lancashire providers"),
        case("MB-037", 4, "general practice"),
        case("MB-039", 5, "Designated nurses led"),
        case("MB-040", 5, "health executive"),
        case("MB-041", 5, "portfolios"),
        case("MB-043", 6, "leadership structure"),
        case("MB-044", 6, "plans against their risks"),
        case("MB-046", 7, "action plans"),
        case("MB-047", 7, "every strategic group"),
        case("MB-048", 7, "good practice"),
        case("MB-049", 7, "redesign"),
        case("MB-051", 8, "audit of practices"),
        case("MB-053", 9, "without blame"),
        case("MB-054", 9, "experts to reviews"),
        case("MB-055", 9, "down to local practice"),
        case("MB-057", 10, "policy framework"),
        case("MB-058", 10, "the skills and the support"),
        case("MB-059", 10, "training of its own"),
        case("MB-061", 11, "the pandemic"),
    ],
)
def test_an_achievement_stands_beneath_its_priority(demo, number, words):
    plan = reg.plan(demo, "mb", BEFORE)
    aim = tops(demo, "mb", plan)[number - 1]
    done = aim.achievements.get(text__contains=words)
    beneath = reg.plan_page(demo, "mb", plan).split(f"/aims/{aim.public_id}/")[1].split("/aims/")[0]
    assert shown(beneath, done.text)

    operations.remove_achievement(achievement=done, by=demo.actor("mb"), at=NOW)

    assert not shown(reg.plan_page(demo, "mb", plan), done.text)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        case("MB-013", 1, "Statutory safeguarding functions"),
        case("MB-014", 2, "Pathways and services"),
        case("MB-015", 3, "Intelligence and information"),
        case("MB-016", 4, "Partnerships"),
    ],
)
def test_aims_are_tagged_with_a_core_area(demo, number, name):
    area = queries.core_areas(demo.actor("mb"), demo.commissioner("mb"))[number - 1]
    assert area.name == name
    plan = reg.plan(demo, "mb", WORK)
    address = f"{reverse('act:strategy_aims')}?area={area.pk}&plan={plan.public_id}"
    aim = next(aim for aim in tops(demo, "mb", plan) if area in aim.areas.all())
    assert shown(demo.page("mb", address), aim.title)

    reg.change_aim(demo, "mb", aim, areas=[])

    assert not shown(demo.page("mb", address), aim.title)


@proves("MB-018")
def test_priorities_carry_whose_they_are_and_are_filtered_by_it(demo):
    aims = tops(demo, "mb", reg.plan(demo, "mb", BEFORE))
    sources = {aim.comes_from for aim in aims}
    assert sources == {"NHS England and NHS Improvement", "Children's partnerships", "Adults boards"}
    address = reverse("act:strategy_aims") + "?from=Adults+boards"
    aim = next(aim for aim in aims if aim.comes_from == "Adults boards")
    assert shown(demo.page("mb", address), aim.title)

    reg.change_aim(demo, "mb", aim, comes_from="Children's partnerships")

    assert not shown(demo.page("mb", address), aim.title)


@pytest.mark.parametrize(
    ("number", "words", "area"),
    [
        case("MB-351", 1, "annual health checks", 1),
        case("MB-352", 2, "children's partnerships", 1),
        case("MB-353", 3, "child death reviews", 1),
        case("MB-354", 4, "governance model", 1),
        case("MB-355", 5, "core statutory functions", 1),
        case("MB-356", 6, "care leavers", 1),
        case("MB-357", 7, "Radar", 1),
        case("MB-358", 8, "Amendment", 1),
        case("MB-359", 9, "recovery and restoration", 1),
        case("MB-360", 10, "core members", 1),
        case("MB-361", 11, "primary care networks", 2),
        case("MB-362", 12, "serious incidents", 3),
        case("MB-363", 13, "as they emerge", 3),
        case("MB-364", 8, "Amendment", 4),
        case("MB-365", 14, "represented", 4),
    ],
)
def test_a_priority_of_the_next_year_stands_in_its_area_for_the_next_report(demo, number, words, area):
    plan = reg.plan(demo, "mb", WORK)
    aim = tops(demo, "mb", plan)[number - 1]
    assert words in aim.title

    def told():
        [summary] = [
            each
            for each in plan_summaries(
                demo.actor("mb"), demo.commissioner("mb"), plan.starts_on, plan.ends_on
            )
            if each.title == WORK
        ]
        name = queries.core_areas(demo.actor("mb"), demo.commissioner("mb"))[area - 1].name
        return {each.title: each.status for each in summary.in_area(name)}

    assert told()[aim.title] == "planned"
    operations.set_status(aim=aim, version=aim.version, status="progressed", by=demo.actor("mb"), at=NOW)
    assert told()[aim.title] == "progressed"
    aim.refresh_from_db()
    reg.change_aim(demo, "mb", aim, areas=[each for each in aim.areas.all() if each.place != area])
    assert aim.title not in told()


@proves("MB-350")
def test_fifteen_mappings_over_fourteen_wordings_of_thirteen_priorities(demo):
    plan = reg.plan(demo, "mb", WORK)
    said = "15 mappings to areas, 14 different wordings, 13 once repeats are taken together."
    assert said in reg.plan_page(demo, "mb", plan)

    near = tops(demo, "mb", plan)[13]
    reg.change_aim(demo, "mb", near, same_as=None)
    page = reg.plan_page(demo, "mb", plan)
    assert "14 once repeats are taken together" in page
    assert "Nearly the same" in page

    operations.set_status(aim=near, version=near.version + 1, status="planned", by=demo.actor("mb"), at=NOW)
    both = tops(demo, "mb", plan)[7]
    reg.change_aim(demo, "mb", both, areas=list(both.areas.all())[:1])
    assert "14 mappings to areas" in reg.plan_page(demo, "mb", plan)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        case("MB-339", 1, "family safeguarding"),
        case("MB-340", 2, "audit of practices"),
        case("MB-341", 3, "Domestic Abuse Bill"),
        case("MB-342", 4, "put first"),
        case("MB-343", 5, "MARAC"),
        case("MB-344", 6, "exploitation"),
        case("MB-345", 7, "Liberty Protection"),
        case("MB-230", 8, "wherever in the country"),
        case("MB-231", 9, "One specification"),
        case("MB-232", 10, "Mental health services"),
    ],
)
def test_an_issue_is_carried_into_the_next_years_plan(demo, number, words):
    plan = reg.plan(demo, "mb", ISSUES)
    assert (plan.starts_on.year, plan.predecessor.title) == (2020, BEFORE)
    aim = tops(demo, "mb", plan)[number - 1]
    assert words in aim.title
    assert shown(reg.plan_page(demo, "mb", plan), aim.title)
    kinds = [each.kind for each in tops(demo, "mb", plan)]
    assert (kinds.count("ISSUE"), kinds.count("FOCUS")) == (7, 3)

    title = aim.title
    reg.change_aim(demo, "mb", aim, title="Something else altogether")

    assert not shown(reg.plan_page(demo, "mb", plan), title)


@pytest.mark.parametrize(
    "element",
    [case("MB-347", "Better Health"), case("MB-348", "Better Care"), case("MB-349", "Delivered Sustainably")],
)
def test_a_priority_is_mapped_to_the_triple_aim(demo, element):
    plan = reg.plan(demo, "mb", WORK)
    assert any(each.startswith(element) for each in plan.outcomes)
    aim = plan.aims.get(comes_from=element)
    assert f"From: {element}." in reg.plan_page(demo, "mb", plan)

    reg.change_aim(demo, "mb", aim, comes_from="")

    assert f"From: {element}." not in reg.plan_page(demo, "mb", plan)


@pytest.mark.parametrize(
    ("number", "status"),
    [
        case("SOM-101", 1, "ONGOING"),
        case("SOM-102", 2, "ONGOING"),
        case("SOM-103", 3, "ACHIEVED AND ONGOING"),
        case("SOM-104", 4, "ONGOING"),
        case("SOM-105", 5, "ACHIEVED AND ONGOING"),
        case("SOM-106", 6, "ACHIEVED"),
        case("SOM-107", 7, "ACHIEVED"),
        case("SOM-108", 8, "ACHIEVED"),
        case("SOM-109", 9, "ACHIEVED"),
        case("SOM-110", 10, "ACHIEVED"),
        case("SOM-111", 11, "ACHIEVED"),
    ],
)
def test_an_objective_has_its_status_word(demo, number, status):
    plan = reg.plan(demo, "som", OBJECTIVES)
    aim = tops(demo, "som", plan)[number - 1]

    def said():
        page = reg.plan_page(demo, "som", plan).split(f"/aims/{aim.public_id}/")[1]
        return page.split("</strong>")[0].split(">")[-1]

    assert said() == status
    other = "ONGOING" if status == "ACHIEVED" else "ACHIEVED"
    operations.set_status(aim=aim, version=aim.version, status=other, by=demo.actor("som"), at=NOW)
    assert said() == other
    assert [each.status for each in aim.statuses.order_by("id")] == [status, other]


@proves("SOM-100", "SOM-112", "SOM-113", "SOM-114")
def test_eleven_objectives_by_status(demo):
    plan = reg.plan(demo, "som", OBJECTIVES)
    assert "11 aims, 6 ACHIEVED, 2 ACHIEVED AND ONGOING, 3 ONGOING." in reg.plan_page(demo, "som", plan)

    aim = tops(demo, "som", plan)[0]
    operations.set_status(aim=aim, version=aim.version, status="ACHIEVED", by=demo.actor("som"), at=NOW)

    assert "11 aims, 7 ACHIEVED, 2 ACHIEVED AND ONGOING, 2 ONGOING." in reg.plan_page(demo, "som", plan)


@proves("SOM-124")
def test_eighteen_priorities_belong_to_the_successor(demo):
    plan = reg.plan(demo, "som", NEXT)
    assert plan.organisation == demo.home("som")
    assert len(tops(demo, "som", plan)) == 18

    lead = reg.post(demo, "som", "Deputy Designated Nurse")
    new = operations.AimDetails(title="One more", kind="PRIORITY", lead=lead, timescale="By March 2023")
    operations.add_aim(plan=plan, details=new, by=demo.actor("som"), at=NOW)

    assert len(tops(demo, "som", plan)) == 19
    assert "One more" in reg.plan_page(demo, "som", plan)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        case(f"SOM-{124 + n}", n, words)
        for n, words in enumerate(
            (
                "partnerships near and far",
                "statutory function",
                "where safeguarding risks lie",
                "joint goals",
                "health representative to its end",
                "Lasting money",
                "Simpler case reviews",
                "quality improvement",
                "One short path",
                "fathers and male carers",
                "permanent designated doctor",
                "named GP",
                "domestic abuse",
                "trauma",
                "national assurance form",
                "under 13",
                "medicals",
                "child death reviews",
            ),
            1,
        )
    ],
)
def test_a_priority_of_the_board_has_a_lead_and_a_timescale(demo, number, words):
    plan = reg.plan(demo, "som", NEXT)
    aim = tops(demo, "som", plan)[number - 1]
    assert words in aim.title
    assert aim.status == "planned"

    def row():
        return reg.plan_page(demo, "som", plan).split(f"/aims/{aim.public_id}/")[1].split("/aims/")[0]

    assert f"Lead: {aim.lead.title}. Timescale: {aim.timescale}." in row()
    with pytest.raises(operations.NotPossible, match="asks of every aim"):
        reg.change_aim(demo, "som", aim, lead=None)
    reg.change_aim(demo, "som", aim, timescale="By Easter 2023")
    assert "Timescale: By Easter 2023." in row()


@proves("SOM-144")
def test_goals_are_short_medium_and_long_term(demo):
    plan = reg.plan(demo, "som", NEXT)
    page = reg.plan_page(demo, "som", plan)
    for words in ("Short term", "Medium term", "Long term"):
        assert words in page

    reg.change_aim(demo, "som", reg.aim(plan, "Goals for five years"), horizon="MEDIUM")

    assert "Long term" not in reg.plan_page(demo, "som", plan)


@proves("SOM-149")
def test_the_progress_of_the_year_is_carried_forward(demo):
    plan = reg.plan(demo, "som", NEXT)
    aim = reg.aim(plan, "permanent designated doctor")
    page = demo.page("som", reverse("act:strategy_aim", args=[aim.public_id]))
    assert OBJECTIVES in page
    assert "NHS Somerset CCG: ACHIEVED" in page

    before = reg.plan(demo, "som", OBJECTIVES)
    going_on = [each for each in tops(demo, "som", before) if each.status == "ONGOING"]
    new = operations.PlanDetails(title="Carried", kind="OBJECTIVES", status_words=("planned",))
    following = operations.carry_forward(
        plan=before,
        organisation=demo.home("som"),
        details=new,
        aims=going_on,
        status="planned",
        by=demo.actor("som"),
        at=NOW,
    )
    assert [each.predecessor for each in tops(demo, "som", following)] == going_on


ACTIVITIES = reverse("act:strategy_activities")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        *(
            case(f"MB-{n}", "heading=Mental+capacity+and+liberty+protection", words)
            for n, words in enumerate(
                (
                    "oversight",
                    "masterclasses",
                    "training framework",
                    "plan for the amendment",
                    "neglect themselves",
                    "options",
                    "champions",
                ),
                259,
            )
        ),
        case("MB-267", "heading=Information+sharing", "record system"),
        case("MB-268", "heading=Domestic+abuse", "MARAC"),
        case("MB-269", "heading=Liberty+Protection+Safeguards", "liberty protection"),
        case("MB-270", "heading=Safeguarding+structure+of+the+system", "nationally"),
        case("MB-271", "q=contextual", "Spoke for health"),
        case("MB-272", "q=contextual", "a year of awareness"),
        case("MB-273", "heading=Human+trafficking+and+modern+slavery", "anti-slavery"),
        case("MB-274", "q=Prevent", "Prevent training"),
        *(
            case(f"MB-{n}", "heading=Lancashire+hub&q=Lancashire+County", words)
            for n, words in enumerate(
                ("manual", "by theme", "stepping down", "health records", "schools"), 284
            )
        ),
        *(
            case(f"MB-{n}", "heading=Cumbria+hub&q=Cumbria+County", words)
            for n, words in enumerate(("data and performance", "case audits", "Ofsted", "CAMHS"), 289)
        ),
        *(
            case(f"MB-{n}", "heading=Regulated+care&sector=regulated+care", words)
            for n, words in enumerate(("RADAR", "CQC", "champions"), 298)
        ),
        *(
            case(f"MB-{n}", "heading=Strengthening+the+system", words)
            for n, words in enumerate(("templates", "South Cumbria", "in difficulty", "North Yorkshire"), 302)
        ),
        case("MB-366", "heading=Support+during+the+pandemic&sector=acute", "every kind of service"),
        case("MB-367", "heading=Support+during+the+pandemic&sector=community", "every kind of service"),
        case("MB-368", "heading=Support+during+the+pandemic&sector=primary+care", "every kind of service"),
        case("MB-369", "heading=Support+during+the+pandemic&sector=regulated+care", "every kind of service"),
    ],
)
def test_what_was_done_is_listed_until_it_is_taken_away(demo, asked, words):
    demo.actor("mb")
    activity = Activity.objects.get(
        organisation=demo.commissioner("mb"), text__contains=words, **_heading(asked)
    )
    assert shown(demo.page("mb", f"{ACTIVITIES}?{asked}"), activity.text)

    operations.remove_activity(activity=activity, by=demo.actor("mb"), at=NOW)

    response = demo.client("mb").get(
        f"{ACTIVITIES}?{asked}"
    )  # a heading without activities is no longer offered
    assert response.status_code == 400 or not shown(response.content.decode(), activity.text)


def _heading(asked):
    if not asked.startswith("heading="):
        return {}
    return {"heading": asked.removeprefix("heading=").split("&")[0].replace("+", " ")}


@proves("MB-266")
def test_successes_stand_under_five_headings_and_two_without(demo):
    demo.actor("mb")
    successes = Activity.objects.filter(organisation=demo.commissioner("mb"), is_success=True)
    named = {each.heading for each in successes if each.heading and each.heading != "Regulated care"}
    assert len(named) == 5
    assert (
        successes.filter(heading="").count() == 3
    )  # the review and the campaign share a paragraph; Prevent has its own
    found = successes.get(heading="Domestic abuse")
    assert "Domestic abuse</option>" in demo.page("mb", ACTIVITIES)

    operations.remove_activity(activity=found, by=demo.actor("mb"), at=NOW)

    assert "Domestic abuse</option>" not in demo.page("mb", ACTIVITIES)


@proves("SOM-079")
def test_support_in_the_pandemic_reached_three_sectors(demo):
    demo.actor("som")
    activity = Activity.objects.get(organisation=demo.commissioner("som"))
    for sector in ("acute", "community", "primary+care"):
        assert "unborn babies" in demo.page("som", f"{ACTIVITIES}?sector={sector}")

    operations.remove_activity(activity=activity, by=demo.actor("som"), at=NOW)

    assert "unborn babies" not in demo.page("som", ACTIVITIES)


PROJECTS = reverse("act:strategy_projects")


@pytest.mark.parametrize(
    "words",
    [
        case("MB-198", "children who wait"),
        case("MB-199", "plan of action"),
        case("MB-200", "reports of performance"),
        case("MB-201", "escalation"),
        case("MB-202", "Data when"),
        case("MB-203", "refuses to attend"),
    ],
)
def test_an_item_of_the_redesign_is_listed(demo, words):
    demo.actor("mb")
    item = ProjectItem.objects.get(project__title="Redesign of health assessments", title__contains=words)
    assert item.title in demo.page("mb", PROJECTS)

    operations.remove_item(item=item, by=demo.actor("mb"), at=NOW)

    assert item.title not in demo.page("mb", PROJECTS)


@proves("MB-197", "MB-204", "SOM-117")
def test_projects_say_what_set_them_off_and_who_leads(demo):
    page = demo.page("mb", PROJECTS)
    assert "Set off by an inspection" in page
    assert "(Lancashire County Council)" in page
    assert "(NHS Morecambe Bay CCG)" in page
    assert "Paid for by the Department for Education" in demo.page("som", PROJECTS)

    leader = reg.post(demo, "mb", "Head of Children's Services")
    reg.change_post(demo, "mb", leader, employer=None)
    assert "(Lancashire County Council)" not in demo.page("mb", PROJECTS)
    som = demo.actor("som")
    operations.open_project(
        organisation=demo.commissioner("som"), title="Another", trigger="INSPECTION", items=(), by=som, at=NOW
    )
    assert "Set off by an inspection" in demo.page("som", PROJECTS)


@pytest.mark.parametrize(
    ("seed", "numbered", "appendices"), [case("STH-002", "sth", 6, 0), case("CH-001", "ch", 7, 1)]
)
def test_a_strategy_has_its_numbered_parts(demo, seed, numbered, appendices):
    plan = reg.plan(demo, seed, "Safeguarding strategy")
    page = reg.plan_page(demo, seed, plan)
    parts = list(plan.sections.order_by("is_appendix", "place"))
    for number, part in enumerate(parts[:numbered], 1):
        assert f">{number}. {part.title}<" in page
    assert plan.sections.filter(is_appendix=True).count() == appendices

    operations.remove_section(section=PlanSection.objects.get(pk=parts[0].pk), by=demo.actor(seed), at=NOW)

    assert f">1. {parts[1].title}<" in reg.plan_page(demo, seed, plan)


@proves("STH-001")
def test_the_strategy_is_one_owners_for_children_and_adults(demo):
    plan = reg.plan(demo, "sth", "Safeguarding strategy")
    assert (plan.organisation, plan.version) == (demo.commissioner("sth"), 1)
    assert "children and adults" in reg.plan_page(demo, "sth", plan)

    new = reg.details(operations.PlanDetails, plan, covers=("adults",))
    changed = operations.change_plan(plan=plan, version=1, details=new, by=demo.actor("sth"), at=NOW)

    assert changed.version == 2
    assert "children and adults" not in reg.plan_page(demo, "sth", plan)


@proves("STH-007")
def test_the_vision_has_four_parts_in_order(demo):
    plan = reg.plan(demo, "sth", "Safeguarding strategy")
    page = reg.plan_page(demo, "sth", plan)
    assert len(plan.outcomes) == 4
    assert sorted(plan.outcomes, key=page.index) == plan.outcomes

    new = reg.details(operations.PlanDetails, plan, outcomes=tuple(reversed(plan.outcomes)))
    operations.change_plan(plan=plan, version=1, details=new, by=demo.actor("sth"), at=NOW)

    page = reg.plan_page(demo, "sth", plan)
    assert sorted(plan.outcomes, key=page.index) == plan.outcomes[::-1]


@pytest.mark.parametrize(
    ("seed", "words"), [case("STH-009", "sth", "Leadership"), case("CH-006", "ch", "Dashboards")]
)
def test_an_objective_names_partners_of_several_kinds(demo, seed, words):
    aim = reg.aim(reg.plan(demo, seed, "Safeguarding strategy"), words)
    assert len({each.kind.key for each in aim.partners.select_related("kind")}) >= 3
    address = reverse("act:strategy_aim", args=[aim.public_id])
    assert aim.partners.first().name in demo.page(seed, address)

    partner = aim.partners.first().name
    reg.change_aim(demo, seed, aim, partners=[])

    assert partner not in demo.page(seed, address)


@proves("STH-077")
def test_three_objectives_have_3_11_and_10_beneath_them(demo):
    plan = reg.plan(demo, "sth", "Safeguarding strategy")
    branches = queries.tree(queries.aims_of(demo.actor("sth"), plan))
    assert [len(branch.branches) for branch in branches] == [3, 11, 10]

    new = operations.AimDetails(title="A fourth", kind="OBJECTIVE", parent=branches[0].aim)
    operations.add_aim(plan=plan, details=new, by=demo.actor("sth"), at=NOW)

    assert ">1.4</span>" in reg.plan_page(demo, "sth", plan)


@pytest.mark.parametrize(
    ("seed", "title", "words"),
    [
        case("STH-081", "sth", "Safeguarding strategy", "part of the other functions"),
        case(
            "CH-058", "ch", "How the CCG meets its strategic objectives", "part of the CCG's other functions"
        ),
    ],
)
def test_four_functions_carry_safeguarding(demo, seed, title, words):
    aim = reg.aim(reg.plan(demo, seed, title), words)
    assert [child.title for child in aim.children.order_by("place")] == [
        "Quality and safety",
        "Patient experience",
        "Infections acquired in care",
        "Serious incidents",
    ]
    reg.change_aim(demo, seed, aim.children.get(title="Serious incidents"), title="Complaints")
    assert "Serious incidents" not in reg.plan_page(demo, seed, aim.plan)


@pytest.mark.parametrize(
    ("seed", "body"),
    [
        case("STH-119", "sth", "Quality and Performance Committee"),
        case("CH-045", "ch", "CCG Safeguarding Group"),
    ],
)
def test_the_strategy_names_the_body_that_watches_over_it(demo, seed, body):
    plan = reg.plan(demo, seed, "Safeguarding strategy")
    assert body in reg.plan_page(demo, seed, plan)

    new = reg.details(operations.PlanDetails, plan, monitoring_body=None)
    operations.change_plan(plan=plan, version=plan.version, details=new, by=demo.actor(seed), at=NOW)

    assert body not in reg.plan_page(demo, seed, plan)


@proves("STH-115")
def test_a_work_plan_refuses_an_aim_without_lead_or_timescale(demo):
    plan = reg.plan(demo, "sth", "Safeguarding strategy")
    new = operations.PlanDetails(title="Work plan", kind="WORK_PLAN", asks_for=("lead", "timescale"))
    by = demo.actor("sth")
    work = operations.set_plan(organisation=plan.organisation, details=new, predecessor=plan, by=by, at=NOW)
    lead = reg.post(demo, "sth", "Chief Nurse")
    for missing in ({"lead": lead}, {"timescale": "By March"}):
        with pytest.raises(operations.NotPossible):
            operations.add_aim(
                plan=work, details=operations.AimDetails(title="Lead", kind="ITEM", **missing), by=by, at=NOW
            )
    whole = operations.AimDetails(title="Lead", kind="ITEM", lead=lead, timescale="By March")
    assert operations.add_aim(plan=work, details=whole, by=by, at=NOW).lead == lead


@proves("CH-027")
def test_four_priorities_in_their_order(demo):
    plan = reg.plan(demo, "ch", "Safeguarding strategy")
    aims = tops(demo, "ch", plan)
    page = reg.plan_page(demo, "ch", plan)
    assert len(aims) == 4
    assert sorted(aims, key=lambda aim: page.index(aim.title)) == aims

    new = operations.AimDetails(title="A fifth", kind="PRIORITY", rationale="A local challenge")
    operations.add_aim(plan=plan, details=new, by=demo.actor("ch"), at=NOW)

    assert ">5</span>" in reg.plan_page(demo, "ch", plan)


@proves("CH-026")
def test_a_priority_needs_a_rationale(demo):
    plan = reg.plan(demo, "ch", "Safeguarding strategy")

    with pytest.raises(operations.NotPossible, match="why it was chosen"):
        reg.change_aim(demo, "ch", reg.aim(plan, "Dashboards"), rationale="")


@proves("CH-018")
def test_objectives_cite_the_framework_that_they_come_from(demo):
    aim = reg.aim(reg.plan(demo, "ch", "Safeguarding strategy"), "Dashboards")
    address = reverse("act:strategy_aim", args=[aim.public_id])
    assert "NHS Accountability and Assurance Framework 2015" in demo.page("ch", address)

    reg.change_aim(demo, "ch", aim, source=None)

    assert "NHS Accountability and Assurance Framework 2015" not in demo.page("ch", address)


@proves("CH-061")
def test_general_practice_is_led_by_practices_covered(demo):
    aim = reg.aim(
        reg.plan(demo, "ch", "How the CCG meets its strategic objectives"), "General practice is led"
    )
    address = reverse("act:strategy_aim", args=[aim.public_id])
    assert {each.kind.key for each in aim.partners.select_related("kind")} == {"gp-practice"}
    assert "member practice 1" in demo.page("ch", address)

    reg.change_aim(demo, "ch", aim, partners=[])

    assert "member practice 1" not in demo.page("ch", address)


@proves("MB-025")
def test_the_plans_of_a_commissioner_are_not_seen_by_another(demo):
    demo.actor("mb")
    address = reverse("act:strategy_plan", args=[Plan.objects.get(title=BEFORE).public_id])

    assert demo.client("som").get(address).status_code == 404
