"""Facts about visits, inspections and peer reviews: seen on their pages, and changed through operations."""

import pytest
from django.utils import timezone

from safeguarding.assure.visits import operations
from safeguarding.assure.visits.models import Visit
from safeguarding.kit import when
from tests.facts.register import proves


def case(fact, *values):
    return pytest.param(*values, marks=pytest.mark.proves(fact), id=fact)


def visit_of(demo, seed, about, kind="FOCUSED"):
    demo.actor(seed)
    return Visit.objects.get(about__name=about, kind=kind)


def shown(demo, seed, visit):
    return demo.page(seed, f"/assure/visits/{visit.public_id}/").split('id="history"')[0]


def correct(demo, seed, visit, **changes):
    visit.refresh_from_db()
    operations.correct_visit(
        visit=visit,
        version=visit.version,
        changes=changes,
        reason="As a proof",
        by=demo.actor(seed),
        at=timezone.now(),
    )


def withdraw(demo, visit, text):
    visit.refresh_from_db()
    operations.withdraw_finding(
        finding=visit.findings.get(text=text),
        version=visit.version,
        reason="As a proof",
        by=demo.actor("mb"),
        at=timezone.now(),
    )


@pytest.mark.parametrize(
    ("about", "month"),
    [
        case("MB-306", "Lancashire County Council", "November 2019"),
        case("MB-321", "Cumbria County Council", "August 2019"),
    ],
)
def test_a_focused_visit_has_its_month(demo, about, month):
    visit = visit_of(demo, "mb", about)
    assert month in shown(demo, "mb", visit)
    assert "Focused visit" in shown(demo, "mb", visit)

    correct(demo, "mb", visit, on=when.read("May 2018"), kind="INSPECTION")

    assert month not in shown(demo, "mb", visit)
    assert "Focused visit" not in shown(demo, "mb", visit)


@pytest.mark.parametrize(
    ("about", "number", "text"),
    [
        case("MB-307", "Lancashire County Council", 4, "Assessments of a consistently good standard"),
        case("MB-308", "Lancashire County Council", 4, "Plans of action in detail and with timescales"),
        case(
            "MB-309", "Lancashire County Council", 4, "Direct work with children so that their voice is heard"
        ),
        case("MB-310", "Lancashire County Council", 4, "Oversight of cases by managers"),
        case("MB-323", "Cumbria County Council", 1, "The response to young people who come as homeless"),
    ],
)
def test_each_area_for_improvement_is_held(demo, about, number, text):
    visit = visit_of(demo, "mb", about)
    assert shown(demo, "mb", visit).count("<span>Area for improvement</span>") == number
    assert text in shown(demo, "mb", visit)

    withdraw(demo, visit, text)

    assert shown(demo, "mb", visit).count("<span>Area for improvement</span>") == number - 1
    assert text not in shown(demo, "mb", visit)


@proves("MB-322")
def test_no_priority_areas_is_zero_and_not_missing(demo):
    visit = visit_of(demo, "mb", "Cumbria County Council")

    def stated():
        return shown(demo, "mb", visit).split("Priority areas for action")[1].split("</dd>")[0]

    assert stated().endswith(">0")
    file = demo.client("mb").get("/assure/visits/?export=csv&q=Cumbria").content.decode()
    assert sorted(line.rpartition(",")[2] for line in file.splitlines()[1:]) == ["", "0"]
    correct(demo, "mb", visit, priority_areas=None)

    assert "Not stated" in stated()


@proves("MB-312")
def test_the_peer_review_is_by_the_local_government_association(demo):
    visit = visit_of(demo, "mb", "Cumbria County Council", "PEER")
    assert "Local Government Association" in shown(demo, "mb", visit)
    assert "Peer review" in shown(demo, "mb", visit)

    correct(demo, "mb", visit, inspector=demo.organisation("Ofsted"))

    assert "Local Government Association" not in shown(demo, "mb", visit)


@pytest.mark.parametrize(
    "theme",
    [
        case("MB-313", "Child sexual exploitation"),
        case("MB-314", "Child criminal exploitation"),
        case("MB-315", "Missing from home"),
    ],
)
def test_the_peer_review_is_tagged_with_its_themes(demo, theme):
    visit = visit_of(demo, "mb", "Cumbria County Council", "PEER")
    assert theme in shown(demo, "mb", visit).replace("and ", "")

    correct(demo, "mb", visit, themes=[each for each in visit.themes if each != theme])

    assert theme not in shown(demo, "mb", visit)


@proves("CH-021", "CH-022", "CH-023")
def test_the_outside_assessment_has_its_framework_its_aim_and_its_next_date(demo):
    visit = visit_of(demo, "ch", "NHS City and Hackney CCG", "EXTERNAL")
    for words in ("Improvement and Assessment Framework 2017", "Good", "2018/19"):
        assert words in shown(demo, "ch", visit)
    assert "Below the rating aimed for" not in shown(demo, "ch", visit)

    correct(demo, "ch", visit, rating="IMPROVE", edition="Oversight framework", next_due=when.read("2020/21"))

    page = shown(demo, "ch", visit)
    assert "Below the rating aimed for" in page
    assert "Improvement and Assessment Framework 2017" not in page
    assert "2018/19" not in page


@proves("SOM-052")
def test_the_commissioner_itself_is_visited(demo):
    visit = visit_of(demo, "som", "NHS Somerset CCG", "ASSURANCE")
    assert "NHS England" in shown(demo, "som", visit)
    assert "NHS Somerset CCG" in demo.page("som", "/assure/visits/?kind=ASSURANCE")

    correct(demo, "som", visit, kind="QUALITY")

    assert "NHS Somerset CCG" not in demo.page("som", "/assure/visits/?kind=ASSURANCE")
