"""Facts about posts: who answers for what, which stand empty, to whom they answer; seen on pages, changed by operations."""

import re
from datetime import date

import pytest
from django.urls import reverse

from safeguarding.core.bodies import queries as bodies
from safeguarding.core.people import operations, queries
from safeguarding.core.people.models import PostHolding
from tests.facts import registers as reg
from tests.facts.register import proves
from tests.facts.registers import NOW, case

YEAR_END = {
    "mb": date(2020, 3, 31),
    "som": date(2022, 6, 30),
    "sth": date(2016, 3, 31),
    "ch": date(2018, 3, 31),
}
NAMED = "Named GP for Safeguarding"


def contributors(demo, seed="mb"):
    found = queries.contributors(demo.actor(seed), demo.commissioner(seed), YEAR_END[seed])
    return [post.title for post in found]


@pytest.mark.parametrize(
    "title",
    [
        case("MB-003", "Chief Nurse"),
        case("MB-004", "Head of Safeguarding"),
        case("MB-005", "Designated Nurse Adult Safeguarding, MCA and DoLS"),
        case("MB-006", "Designated Nurse Safeguarding Children and Children Looked After"),
        case("MB-007", "Designated Doctor for Safeguarding Children, Children Looked After and CDOP"),
        case("MB-008", "Named GP for Safeguarding Children"),
        case("MB-009", "Named GP for Safeguarding Adults"),
    ],
)
def test_a_post_contributes_to_the_report_until_it_is_taken_off(demo, title):
    assert title in contributors(demo)

    reg.change_post(demo, "mb", reg.post(demo, "mb", title), is_contributor=False)

    assert title not in contributors(demo)


@proves("MB-010")
def test_seven_posts_contribute(demo):
    assert len(contributors(demo)) == 7

    reg.change_post(demo, "mb", reg.post(demo, "mb", "Chief Officer"), is_contributor=True)

    assert len(contributors(demo)) == 8


@proves("MB-011")
def test_one_post_fulfils_several_required_roles(demo):
    mb, day = demo.commissioner("mb"), YEAR_END["mb"]
    combined = [
        state.post for state in queries.register(demo.actor("mb"), mb, day) if state.post.roles.count() > 1
    ]
    assert len(combined) == 3

    def missing():
        return {gap.requirement.role.key for gap in queries.gaps(demo.actor("mb"), mb, day)}

    before = missing()
    doctor = next(post for post in combined if "Doctor" in post.title)
    reg.change_post(demo, "mb", doctor, roles=[])
    assert missing() - before == {
        "designated-doctor-children",
        "designated-doctor-looked-after",
        "designated-doctor-child-deaths",
    }


@pytest.mark.parametrize(
    ("title", "statutory"),
    [
        case("MB-066", "Designated Nurse Adult Safeguarding, MCA and DoLS", True),
        case("MB-067", "Designated Doctor for Safeguarding Children, Children Looked After and CDOP", True),
        case("MB-068", "Designated Nurse Safeguarding Children and Children Looked After", True),
        case("MB-069", "Deputy Designated Nurse for Children", False),
        case("MB-070", "Named GP for Safeguarding Children", True),
        case("MB-071", "Safeguarding and Quality Practitioners", False),
        case("MB-072", "Safeguarding Project Support Officer", False),
        case("MB-073", "Project Support administrative staff", False),
    ],
)
def test_the_team_lists_a_post_with_its_statutory_flag(demo, title, statutory):
    team = reg.body(demo, "mb", "Safeguarding team")
    shown = re.search(rf"<li>{re.escape(title)}(.*?)</li>", reg.body_page(demo, "mb", team))
    assert shown
    assert ("Statutory post" in shown[1]) is statutory

    reg.change_post(demo, "mb", reg.post(demo, "mb", title), team=None)

    assert f"<li>{title}" not in reg.body_page(demo, "mb", team)


@pytest.mark.parametrize(
    "title",
    [
        case("SOM-019", "Designated Nurse Safeguarding Children"),
        case("SOM-020", "Deputy Designated Nurse"),
        case("SOM-021", NAMED),
        case("SOM-022", "Administrative staff"),
    ],
)
def test_the_childrens_team_lists_its_posts(demo, title):
    team = reg.body(demo, "som", "Safeguarding Children Team")
    assert f"<li>{title}" in reg.body_page(demo, "som", team)

    reg.change_post(demo, "som", reg.post(demo, "som", title), team=None)

    assert f"<li>{title}" not in reg.body_page(demo, "som", team)


@proves("MB-064")
def test_one_post_carries_overall_accountability(demo):
    def accountable():
        found = queries.accountable(demo.actor("mb"), demo.commissioner("mb"), YEAR_END["mb"])
        return [post.title for post in found]

    assert accountable() == ["Chief Officer"]
    reg.change_post(demo, "mb", reg.post(demo, "mb", "Chief Officer"), is_accountable=False)
    assert accountable() == []


@pytest.mark.parametrize(
    ("seed", "titles"),
    [
        case("SOM-009", "som", ["Accountable Officer", "Clinical Executive Committee Chair"]),
        case("STH-036", "sth", ["Accountable Officer"]),
    ],
)
def test_overall_accountability_may_rest_with_one_post_or_two(demo, seed, titles):
    officer = reg.post(demo, seed, titles[-1])
    found = queries.accountable(demo.actor(seed), demo.commissioner(seed), YEAR_END[seed])
    assert [post.title for post in found] == titles
    assert re.search(r"Overall accountability</dt>\s*<dd[^>]*>Yes", reg.post_page(demo, seed, officer))

    reg.change_post(demo, seed, officer, is_accountable=False)

    assert re.search(r"Overall accountability</dt>\s*<dd[^>]*>No", reg.post_page(demo, seed, officer))


@proves("MB-065")
def test_the_head_of_safeguarding_answers_to_two(demo):
    page = reg.chart_page(demo, "mb")
    for above in ("Chief Nurse", "Chief Officer"):
        assert f"<li>Head of Safeguarding reports to {above}</li>" in page

    head = reg.post(demo, "mb", "Head of Safeguarding")
    line = head.lines.get(to_post__title="Chief Officer")
    operations.remove_line(line=line, by=demo.actor("mb"), at=NOW)

    assert "Head of Safeguarding reports to Chief Officer" not in reg.chart_page(demo, "mb")


def edges_of(page):
    return page.split("The chart in words</h2>")[1]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        case("SOM-028", "Director of Quality and Nursing", "Accountable Officer"),
        case("SOM-029", "Director of Quality and Nursing", "Accountable Officer"),
        case(
            "SOM-030", "Interim Associate Director of Quality and Nursing", "Director of Quality and Nursing"
        ),
        case("SOM-031", "Safeguarding Children Team", "Interim Associate Director of Quality and Nursing"),
        case(
            "SOM-012",
            "Designated Nurse Safeguarding Children",
            "Interim Associate Director of Quality and Nursing",
        ),
    ],
)
def test_the_chain_of_individual_accountability(demo, start, end):
    assert f"<li>{start} reports to {end}</li>" in edges_of(reg.chart_page(demo, "som"))
    chart = bodies.governance_chart(demo.actor("som"), demo.commissioner("som"), YEAR_END["som"])
    names = [node.name for node in chart.individuals]
    assert names.index(end) < names.index(start)
    assert "Governing Body" not in names

    for line in queries.lines(demo.actor("som"), demo.commissioner("som")):
        if str(line.post or line.team) == start:
            operations.remove_line(line=line, by=demo.actor("som"), at=NOW)

    assert f"<li>{start} reports to" not in edges_of(reg.chart_page(demo, "som"))


@proves("SOM-011")
def test_the_strategic_team_is_led_by_an_interim_with_four_areas(demo):
    leader = reg.post(demo, "som", "Interim Associate Director of Quality and Nursing")
    page = reg.post_page(demo, "som", leader)
    assert "Interim</strong>" in page
    assert "Safeguarding, Mental health, Learning disabilities and Autism" in page

    reg.change_post(demo, "som", leader, portfolio=("Safeguarding", "Autism"))
    operations.hold_post(
        post=leader,
        holder="Postholder",
        kind="SUBSTANTIVE",
        starts_on=date(2022, 6, 1),
        ends_on=None,
        by=demo.actor("som"),
        at=NOW,
    )

    page = reg.post_page(demo, "som", leader)
    assert "Filled</strong>" in page
    assert "Mental health" not in page


@proves("SOM-023")
def test_the_designated_doctor_has_five_pas_a_week(demo):
    doctor = reg.post(demo, "som", "Designated Doctor Safeguarding Children")
    page = reg.post_page(demo, "som", doctor)
    assert page.count("5 PAs a week") == 2
    assert re.search(r"Statutory post</dt>\s*<dd[^>]*>Yes", page)

    reg.change_post(demo, "som", doctor, capacity=4)

    assert "4 PAs a week" in reg.post_page(demo, "som", doctor)


@proves("SOM-024")
def test_the_secondment_of_a_year_is_announced_before_it_ends(demo):
    som, by = demo.commissioner("som"), demo.actor("som")
    [holding] = [h for h in queries.ending(by, som, date(2022, 6, 30)) if h.kind == "SECONDMENT"]
    assert holding.business_case == "Case for Change"
    assert (holding.ends_on - holding.starts_on).days == 364

    operations.leave_post(holding=holding, ends_on=date(2023, 8, 31), by=by, at=NOW)

    assert not [h for h in queries.ending(by, som, date(2022, 6, 30)) if h.kind == "SECONDMENT"]


@proves("SOM-025")
def test_recruitment_to_the_substantive_post_is_underway(demo):
    doctor = reg.post(demo, "som", "Designated Doctor Safeguarding Children")
    assert re.search(r"Recruitment</dt>\s*<dd[^>]*>Recruiting<", reg.post_page(demo, "som", doctor))

    operations.note_vacancy(
        post=doctor,
        version=doctor.version,
        vacant_since="",
        recruitment="OFFERED",
        mitigation="",
        by=demo.actor("som"),
        at=NOW,
    )

    assert "Offer made" in reg.post_page(demo, "som", doctor)


@proves("SOM-026")
def test_the_named_gps_post_is_vacant_for_eight_to_nine_months(demo):
    def vacancy():
        found = queries.vacancies(demo.actor("som"), demo.commissioner("som"), date(2022, 6, 30))
        return next((each for each in found if each.post.title == NAMED), None)

    assert vacancy().months == (8, 9)
    assert "Vacant since October 2021: 8 to 9 months" in reg.post_page(
        demo, "som", reg.post(demo, "som", NAMED)
    )

    operations.hold_post(
        post=reg.post(demo, "som", NAMED),
        holder="Postholder",
        kind="SUBSTANTIVE",
        starts_on=date(2022, 6, 1),
        ends_on=None,
        by=demo.actor("som"),
        at=NOW,
    )
    assert vacancy() is None


@proves("SOM-027")
def test_a_vacancy_that_is_hard_to_fill_is_flagged_until_it_is_covered(demo):
    named = reg.post(demo, "som", NAMED)
    page = reg.post_page(demo, "som", named)
    assert "Recruiting, hard to fill" in page
    assert "Nothing is written about how the work is covered" in page

    operations.note_vacancy(
        post=named,
        version=named.version,
        vacant_since="2021-10",
        recruitment="DIFFICULT",
        mitigation="The designated nurse advises practices.",
        by=demo.actor("som"),
        at=NOW,
    )

    page = reg.post_page(demo, "som", named)
    assert "Nothing is written" not in page
    assert "The designated nurse advises practices." in page


@proves("MB-162")
def test_a_dedicated_leder_role_is_filled(demo):
    reviewer = reg.post(demo, "mb", "LeDeR reviewer")
    assert "Filled</strong>" in reg.post_page(demo, "mb", reviewer)

    operations.leave_post(
        holding=reviewer.holdings.get(), ends_on=date(2020, 1, 31), by=demo.actor("mb"), at=NOW
    )

    assert "Vacant since 1 February 2020" in reg.post_page(demo, "mb", reviewer)


@proves("STH-037")
def test_the_chief_nurse_leads_and_speaks_for_the_vulnerable(demo):
    nurse = reg.post(demo, "sth", "Chief Nurse")
    page = reg.post_page(demo, "sth", nurse)
    assert "Senior clinical leadership, Advocate of vulnerable groups" in page

    reg.change_post(demo, "sth", nurse, responsibilities=("Advocate of vulnerable groups",))

    assert "Senior clinical leadership" not in reg.post_page(demo, "sth", nurse)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        case("STH-082", "Designated Doctor for Children", "designated-doctor-children"),
        case("STH-083", "Designated Doctor for Looked After Children", "designated-doctor-looked-after"),
        case(
            "STH-084",
            "Designated Paediatrician for Unexpected Deaths in Childhood",
            "designated-doctor-child-deaths",
        ),
        case("STH-090", "Safeguarding Adult Lead", "designated-adults"),
        case("STH-091", "Lead for Mental Capacity and Deprivation of Liberty", "mca-lead"),
        case("STH-092", "Adult Lead for Prevent", "prevent-lead"),
    ],
)
def test_a_required_post_that_falls_vacant_suggests_a_risk(demo, title, role):
    sth, day = demo.commissioner("sth"), date(2016, 3, 31)
    assert role in {required.role.key for required in queries.requirements(sth, day)}

    def gap():
        found = queries.gaps(demo.actor("sth"), sth, day)
        return next((each for each in found if each.requirement.role.key == role), None)

    assert gap() is None
    holding = PostHolding.objects.get(post=reg.post(demo, "sth", title))
    operations.leave_post(holding=holding, ends_on=date(2016, 1, 1), by=demo.actor("sth"), at=NOW)
    assert gap().risk_suggestion.endswith("the post is vacant.")


@proves("STH-039")
def test_a_statutory_post_without_succession_is_an_exception(demo):
    def alone():
        return queries.without_deputy(demo.actor("sth"), demo.commissioner("sth"), date(2016, 3, 31))

    doctor = reg.post(demo, "sth", "Designated Doctor for Children")
    assert doctor in alone()
    reg.change_post(demo, "sth", doctor, succession_plan="The trust names a consultant in waiting.")
    assert doctor not in alone()


@proves("STH-085")
def test_the_time_given_for_reviews_is_on_the_post(demo):
    doctor = reg.post(demo, "sth", "Designated Doctor for Children")
    page = reg.post_page(demo, "sth", doctor)
    assert "2 sessions a week" in page
    assert "Individual management reviews and Health overview reports" in page

    reg.change_post(demo, "sth", doctor, capacity=1)

    assert "1 sessions a week" in reg.post_page(demo, "sth", doctor)


@pytest.mark.parametrize(
    ("seed", "title", "elsewhere"),
    [
        case("STH-117", "sth", "Designated Nurse Safeguarding Children", "St Helens Council"),
        case("CH-044", "ch", "Designated Doctor for Children", "East London NHS Foundation Trust"),
    ],
)
def test_a_designated_expert_works_across_several_organisations(demo, seed, title, elsewhere):
    found = reg.post(demo, seed, title)
    assert found.scope.count() > 1
    assert elsewhere in reg.post_page(demo, seed, found)

    reg.change_post(demo, seed, found, scope=[])

    assert elsewhere not in reg.post_page(demo, seed, found)


@proves("STH-031")
def test_contact_points_are_complete_until_one_is_missing(demo):
    def missing():
        return queries.missing_contacts(demo.actor("sth"), demo.commissioner("sth"), date(2016, 3, 31))

    assert missing() == []
    [night] = [c for c in queries.contacts(demo.actor("sth")) if c.hours == "OUT"]
    operations.remove_contact(contact=night, by=demo.actor("sth"), at=NOW)
    assert missing() == ["St Helens Council has no number out of hours"]


@proves("STH-072")
def test_a_trust_without_leads_for_marac_and_mappa_has_gaps(demo):
    from safeguarding.core.people.models import StatutoryRole

    trust = demo.organisation("Riverside NHS Trust")
    by = demo.person("pat@riverside.demo.invalid", "Riverside NHS Trust")

    def missing():
        return {gap.requirement.role.key for gap in queries.gaps(by, trust, demo.today)} & {
            "marac-lead",
            "mappa-lead",
        }

    assert missing() == {"marac-lead", "mappa-lead"}
    for key in ("marac-lead", "mappa-lead"):
        role = StatutoryRole.objects.get(key=key)
        found = operations.open_post(
            organisation=trust, details=operations.PostDetails(title=key, roles=[role]), by=by, at=NOW
        )
        operations.hold_post(
            post=found, holder="Postholder", kind="SUBSTANTIVE", starts_on=None, ends_on=None, by=by, at=NOW
        )
    assert missing() == set()


@pytest.mark.parametrize(
    "titles",
    [
        case("CH-007", ["Lead GP for Safeguarding Children"]),
        case("CH-008", ["Lead GP for Safeguarding Adults"]),
        case("CH-009", ["Named GP for Children"]),
        case("CH-056", ["Safeguarding Adult Lead", "Lead for Mental Capacity and Deprivation of Liberty"]),
        case(
            "CH-060",
            [
                "Designated Doctor for Children",
                "Designated Doctor for Children Looked After",
                "First Designated Paediatrician for Unexpected Deaths",
                "Second Designated Paediatrician for Unexpected Deaths",
            ],
        ),
    ],
)
def test_the_posts_that_the_strategy_names_are_filled(demo, titles):
    address = f"{reverse('core:people_posts')}?of={demo.commissioner('ch').public_id}"
    for title in titles:
        holding = PostHolding.objects.get(post=reg.post(demo, "ch", title))
        assert f"<bdi>{title}</bdi>" in demo.page("ch", f"{address}&state=Filled")

        operations.leave_post(holding=holding, ends_on=date(2018, 1, 1), by=demo.actor("ch"), at=NOW)

        assert f"<bdi>{title}</bdi>" not in demo.page("ch", f"{address}&state=Filled")


@proves("CH-054")
def test_every_post_has_a_line_of_accountability(demo):
    def without_a_line():
        ch, by = demo.commissioner("ch"), demo.actor("ch")
        on_a_line = {line.post_id for line in queries.lines(by, ch)}
        return [
            state.post.title
            for state in queries.register(by, ch, date(2018, 3, 31))
            if state.post.pk not in on_a_line and not state.post.is_accountable
        ]

    assert without_a_line() == []
    line = reg.post(demo, "ch", "Safeguarding Adult Lead").lines.get()
    operations.remove_line(line=line, by=demo.actor("ch"), at=NOW)
    assert without_a_line() == ["Safeguarding Adult Lead"]


@proves("CH-062")
def test_capacity_and_vacancy_are_shown(demo):
    nurse = reg.post(demo, "ch", "Designated Nurse Safeguarding Children")
    address = f"{reverse('core:people_posts')}?q=Designated+Nurse"
    assert "1 WTE" in demo.page("ch", address)

    operations.leave_post(
        holding=nurse.holdings.get(), ends_on=date(2018, 1, 31), by=demo.actor("ch"), at=NOW
    )

    assert "since 1 February 2018" in demo.page("ch", address)


@proves("STH-038")
def test_two_posts_keep_the_governance(demo):
    def keepers():
        found = queries.register(demo.actor("sth"), demo.commissioner("sth"), date(2016, 3, 31))
        return [s.post.title for s in found if any("governance" in r for r in s.post.responsibilities)]

    assert keepers() == ["Accountable Officer", "Chief Nurse"]
    reg.change_post(demo, "sth", reg.post(demo, "sth", "Chief Nurse"), responsibilities=())
    assert keepers() == ["Accountable Officer"]
