"""Facts about what was asked, answered, found and done: each through its page or read, changed by its operation."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from safeguarding.act import api as act
from safeguarding.act.actions.operations import reopen
from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.collect.assessments.operations import Given
from safeguarding.core.access.context import acting
from safeguarding.core.access.operations import give_role, system_actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.people.operations import add_person
from safeguarding.kit.periods import Period
from tests.facts.register import proves

VAL = Permission("VAL", "r")
YEAR = Period(date(2019, 4, 1), date(2020, 3, 31))


def round_of(demo, seed, title):
    return next(r for r in collect.rounds(demo.actor(seed)) if r.title == title)


def saf(demo):
    return round_of(demo, "mb", "Safeguarding assurance framework 2019/20")


@proves("MB-118", "MB-119", "MB-120", "MB-121")
@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("care-home-nursing", 3),
        ("acute-trust", 1),
        ("community-provider", 1),
        ("independent-mental-health", 1),
    ],
)
def test_the_framework_goes_to_each_kind_of_provider_one_return_each(demo, kind, count):
    issued, actor = saf(demo), demo.actor("mb")
    asked = collect.board(actor, issued).filter(organisation__kind__key=kind)
    assert asked.count() == count
    name = asked[0].organisation.name
    assert name in demo.page("mb", reverse("collect:assessments_board", args=[issued.public_id]))

    collect.issue_round(
        organisation=demo.commissioner("mb"),
        framework=issued.framework,
        title="Another",
        period=YEAR,
        due_on=date(2020, 3, 31),
        respondents=[each.organisation for each in asked][:1],
        by=demo.actor("mb"),
        at=timezone.now(),
    )

    again = round_of(demo, "mb", "Another")
    assert [each.organisation.name for each in collect.board(demo.actor("mb"), again)] == [name]


def own(demo, title):
    issued = round_of(demo, "mb", title)
    return collect.board(demo.actor("mb"), issued).get().public_id


@proves("MB-074")
def test_the_line_of_accountability_is_compliant_with_evidence(demo):
    key = own(demo, "Our own self-assessment 2019/20")
    page = demo.page("mb", reverse("collect:assessments_read", args=[key]))
    item = page[page.index("G1.") : page.index("G2.")]

    assert "Compliant" in item
    assert "https://example.org/demonstration/governance-chart" in item
    actor = demo.actor("mb")
    assessment = collect.get_sent(actor, key, VAL)
    answer = collect.answers(actor, assessment, VAL).get(question__key="G1")
    assert collect.standing(assessment.framework, answer.rating) == "met"
    assert collect.result(assessment.framework, {answer.question_id: "partial"}).met == 0


@proves("MB-075")
@pytest.mark.parametrize("title", ["Our own self-assessment 2019/20", "Our own Section 11 audit 2019/20"])
def test_compliance_is_partial_with_both_frameworks(demo, title):
    actor = demo.actor("mb")
    assessment = collect.get_sent(actor, own(demo, title), VAL)
    ratings = {a.question_id: a.rating for a in collect.answers(actor, assessment, VAL)}
    assert collect.result(assessment.framework, ratings).words == "Partial"

    best = assessment.framework.scale[0]["key"]
    assert collect.result(assessment.framework, dict.fromkeys(ratings, best)).words == "Compliant"


@proves("MB-076")
def test_the_standard_that_is_not_met_has_its_action(demo):
    [line] = [
        line
        for line in act.actions_in(demo.actor("mb"))
        if line.source == "ANSWER" and "P1" in line.source_words
    ]
    assert "policies and procedures" in line.title
    assert line.owner == "NHS Morecambe Bay CCG"
    address = reverse("act:actions_show", args=[line.public_id])
    assert "Our own self-assessment 2019/20: P1" in demo.page("mb", address)

    action = act.get_action(demo.actor("mb"), line.public_id)
    act.cancel_action(
        action=action, version=action.version, text="Try", by=demo.actor("mb"), at=timezone.now()
    )

    assert "Cancelled" in demo.page("mb", address)


def actions_of(demo, words):
    actor = demo.actor("mb")
    [finding] = [f for f in assure.findings_in(actor, saf(demo)) if words in f.title]
    lines = [line for line in act.actions_in(actor) if line.source_words == finding.title]
    return finding, lines


@proves("MB-123", "MB-126", "MB-128")
@pytest.mark.parametrize(
    ("finding", "theme", "titles"),
    [
        ("not robust enough", "Policies and procedures", ["example policies"]),
        ("training and safeguarding supervision", "Training", ["champions", "arrangements for supervision"]),
        (
            "Mental Capacity Act",
            "Mental capacity and deprivation of liberty",
            ["fits its own work", "councils and lawyers"],
        ),
    ],
)
def test_what_an_audit_demonstrated_has_the_actions_taken(demo, finding, theme, titles):
    found, lines = actions_of(demo, finding)
    assert len(lines) == len(titles)
    for line, words in zip(sorted(lines, key=lambda line: line.title), sorted(titles), strict=False):
        assert line.state == "Closed"
        assert line.theme == theme
        assert any(each in line.title for each in titles), words
    address = f"{reverse('act:actions_register')}?finding={found.public_id}"
    assert lines[0].title in demo.page("mb", address)
    assert found.providers

    action = act.get_action(demo.actor("mb"), lines[0].public_id)
    reopen(action=action, version=action.version, text="Look again", by=demo.actor("mb"), at=timezone.now())
    _, now = actions_of(demo, finding)
    assert {line.state for line in now if line.public_id == lines[0].public_id} == {"In progress"}


@proves("MB-122", "MB-125", "MB-127")
@pytest.mark.parametrize(
    ("theme", "providers"), [("policies", 2), ("training", 2), ("supervision", 2), ("mca-dols", 2)]
)
def test_a_finding_across_providers_counts_them_by_theme(demo, theme, providers):
    counted = {line.key: line for line in assure.theme_counts(demo.actor("mb"), saf(demo))}
    assert counted[theme].providers == providers

    assure.record_finding(
        issued=saf(demo),
        title="One more",
        detail="",
        themes=[assure.get_theme(theme)],
        providers=[demo.organisation("Fellview nursing home")],
        by=demo.actor("mb"),
        at=timezone.now(),
    )

    counted = {line.key: line for line in assure.theme_counts(demo.actor("mb"), saf(demo))}
    assert counted[theme].providers == providers + 1


@proves("MB-129", "MB-130", "MB-131", "MB-132", "MB-133")
@pytest.mark.parametrize(
    "key",
    ["overall-investment", "overall-nurses", "overall-training-supervision", "overall-mca", "overall-cqc"],
)
def test_an_overall_theme_is_found_in_the_round_and_can_be_chosen(demo, key):
    theme, actor = assure.get_theme(key), demo.actor("mb")
    counted = {line.key: line for line in assure.theme_counts(actor, saf(demo))}
    assert (theme.group, counted[key].findings, counted[key].providers) == ("overall", 1, 3)
    assert theme.name.replace("'", "&#39;") in demo.page("mb", reverse("assure:themes_add"))

    recorded = assure.record_finding(
        issued=saf(demo),
        title="Again",
        detail="",
        themes=[theme],
        providers=[],
        by=demo.actor("mb"),
        at=timezone.now(),
    )

    page = demo.page("mb", reverse("assure:themes_finding", args=[recorded.public_id]))
    assert theme.name.replace("'", "&#39;") in page


@proves("STH-058")
def test_the_provider_framework_asks_how_allegations_are_managed(demo):
    outline = collect.outline(collect.find_framework(demo.actor("sth"), "saf/provider"))

    question = outline.question("E3")
    assert "allegations" in question.text
    assert "No detail of any case" in question.guidance
    assert question.is_essential


@proves("STH-065")
def test_the_provider_framework_has_a_transition_standard_that_joins_both_services(demo):
    framework = collect.find_framework(demo.actor("sth"), "saf/provider")
    outline = collect.outline(framework)

    assert "moving to adult services" in outline.standard("J").title
    assert "Transition protocol signed by both services" in outline.question("J6").evidence
    page = demo.page("sth", reverse("collect:frameworks_show", args=[framework.public_id]))
    assert outline.question("J6").text in unescape(page)


def employ(trust, name, role):
    """Employ somebody at a trust for the length of a proof."""
    now = timezone.now()
    by = system_actor(now.date(), "proof")
    with acting(by):
        user = add_person(
            email=f"{name}@proof.invalid", name=name, password="a-long-proof-word", by=by, at=now
        )
        give_role(user=user, organisation=trust, role=role, starts_on=now.date(), by=by, at=now)


@proves("CH-019")
def test_section_11_is_issued_completed_and_validated(demo):
    head, now = demo.actor("ch"), timezone.now()
    trust = demo.organisation("Homerton University Hospital NHS Foundation Trust")
    issued = collect.issue_round(
        organisation=head.organisation,
        framework=collect.find_framework(head, "section-11"),
        title="Proof",
        period=YEAR,
        due_on=now.date(),
        respondents=[trust],
        by=head,
        at=now,
    )
    key = collect.board(head, issued).get().public_id
    employ(trust, "sole", "R20")
    writer = demo.person("sole@proof.invalid", trust.name)
    assessment = collect.get_assessment(writer, key)
    given = {question: Given(rating="3") for question in collect.outline(assessment.framework).all_questions}
    collect.save_answers(assessment=assessment, given=given, by=writer, at=now)
    assessment = collect.get_assessment(writer, key)
    collect.submit(
        assessment=assessment, version=assessment.version, name="sole", position="Lead", by=writer, at=now
    )

    head = demo.actor("ch")
    validation = assure.begin_validation(assessment=collect.get_sent(head, key, VAL), by=head, at=now)
    judged = {question: assure.Judged(rating="3") for question in given}
    assure.judge(validation=validation, version=1, given=judged, by=head, at=now)
    validation = assure.get_validation(head, key)
    act.finalise_and_open(validation=validation, version=validation.version, overall="Good", by=head, at=now)

    status = next(line for line in assure.section_11_status(head) if line.trust == trust.name)
    assert (status.status, status.validated) == ("Compliant", True)


@proves("SOM-147")
def test_every_trust_has_a_section_11_status_for_the_fifteen_months(demo):
    period = (date(2021, 4, 1), date(2022, 6, 30))
    names = {"Somerset NHS Foundation Trust", "Yeovil District Hospital NHS Foundation Trust"}
    status = {line.trust: line for line in assure.section_11_status(demo.actor("som"), period)}
    assert {name: status[name].status for name in names} == dict.fromkeys(names, "Not started")
    page = demo.page("som", reverse("assure:validation_section_11"))
    assert all(name in page for name in names)

    named = demo.person("named@yeovil.demo.invalid", "Yeovil District Hospital NHS Foundation Trust")
    assessment = collect.assessments(named).get(framework__urn="section-11")
    question = collect.outline(assessment.framework).question("S1.1")
    collect.save_answers(
        assessment=assessment, given={question: Given(rating="3")}, by=named, at=timezone.now()
    )

    status = {line.trust: line for line in assure.section_11_status(demo.actor("som"), period)}
    assert status["Yeovil District Hospital NHS Foundation Trust"].status == "In progress"


def test_what_is_held_in_abeyance_is_not_overdue(demo):
    issued = round_of(demo, "wyvern", "General practice self-assessment")
    address = reverse("collect:assessments_board", args=[issued.public_id])
    assert "Nothing matches" in demo.page("wyvern", f"{address}?returned=overdue")
    assert "Suspended" in demo.page("wyvern", address)

    collect.resume_round(issued=issued, version=issued.version, by=demo.actor("wyvern"), at=timezone.now())

    assert "Harbour Medical Centre" in demo.page("wyvern", f"{address}?returned=overdue")


def test_the_living_round_shows_every_state(demo):
    actor = demo.actor("wyvern")
    found = {each.state for issued in collect.rounds(actor) for each in collect.board(actor, issued)}

    states = {
        "NOT_STARTED",
        "DRAFT",
        "AWAITING_EXECUTIVE",
        "SUBMITTED",
        "IN_VALIDATION",
        "QUERY_OPEN",
        "RELEASED",
    }
    assert states <= found
    assert {line.state for line in act.actions_in(actor)} >= {
        "Open",
        "In progress",
        "Awaiting check",
        "Closed",
    }
    assert any(line.overdue for line in act.actions_in(actor))
