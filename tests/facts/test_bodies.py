"""Facts about committees, boards and groups: seen on the chart and their pages, changed by operations."""

import pytest
from django.urls import reverse

from safeguarding.core.bodies import operations, queries
from safeguarding.core.bodies.models import AssuranceInput, BodyEdge, Seat
from tests.facts import registers as reg
from tests.facts.register import proves
from tests.facts.registers import NOW, case


def lines(page):
    return page.split("The chart in words</h2>")[1]


@pytest.mark.parametrize(
    ("start", "verb", "end"),
    [
        case("MB-105", "Membership Council", "reports to", "Governing Body"),
        case("MB-106", "Quality and Improvement Committee", "reports to", "Membership Council"),
        case("MB-107", "Safeguarding Leadership Meeting", "reports to", "Quality and Improvement Committee"),
        case(
            "MB-108",
            "Safeguarding Leadership Meeting",
            "links with",
            "ICS Safeguarding System Designated Leads Meeting",
        ),
    ],
)
def test_a_line_of_the_governance_chart(demo, start, verb, end):
    said = f"<li>{start} {verb} {end}</li>"
    assert said in lines(reg.chart_page(demo, "mb"))

    edge = BodyEdge.objects.get(body=reg.body(demo, "mb", start), to__name=end)
    operations.unlink(edge=edge, by=demo.actor("mb"), at=NOW)

    assert said not in lines(reg.chart_page(demo, "mb"))


@proves("MB-109")
def test_the_chart_has_five_bodies(demo):
    def boxes():
        day = demo.commissioner("mb").closed_on
        return len(queries.governance_chart(demo.actor("mb"), demo.commissioner("mb"), day).structures)

    assert boxes() == 5
    reg.change_body(demo, "mb", reg.body(demo, "mb", "Children's Radar"), on_chart=True)
    assert boxes() == 6


@pytest.mark.parametrize(
    ("seed", "name"),
    [
        case("SOM-032", "som", "Governing Body"),
        case("SOM-033", "som", "Patient Safety and Quality Assurance Committee"),
        case("SOM-034", "som", "Quality and Nursing Operational Meeting"),
        case("CH-012", "ch", "Clinical Executive Committee"),
    ],
)
def test_a_committee_stands_in_the_chart(demo, seed, name):
    def drawn():
        ours = demo.commissioner(seed)
        chart = queries.governance_chart(demo.actor(seed), ours, ours.closed_on)
        return [node.name for node in chart.structures]

    assert name in drawn()
    reg.change_body(demo, seed, reg.body(demo, seed, name), on_chart=False)
    assert name not in drawn()


@pytest.mark.parametrize(
    "name",
    [
        case("SOM-035", "Integrated safeguarding reports"),
        case("SOM-036", "NHS England quarterly safeguarding assurance returns"),
        case("SOM-037", "Avon and Somerset Strategic Safeguarding Partnership meetings"),
        case("SOM-038", "Regional and national safeguarding children meetings"),
        case("SOM-039", "Oversight of contractual compliance of providers"),
        case("SOM-040", "Somerset Safeguarding Children Partnership meetings"),
        case("SOM-041", "Safeguarding children quality visits to providers"),
        case("SOM-042", "Safeguarding committees of the Somerset NHS providers"),
        case("SOM-043", "Meetings of providers and commissioner"),
    ],
)
def test_an_input_is_listed_beneath_the_chart(demo, name):
    listed = f"<li>{name}, for the Quality and Nursing Operational Meeting</li>"
    page = reg.chart_page(demo, "som")
    assert listed in page

    fed = AssuranceInput.objects.get(name=name)
    operations.stop_feeding(fed=fed, by=demo.actor("som"), at=NOW)

    page = reg.chart_page(demo, "som")
    assert name not in page


@proves("SOM-044")
def test_the_chart_has_two_columns_and_says_every_box(demo):
    som = demo.commissioner("som")
    page = reg.chart_page(demo, "som")
    assert "Structures and committees" in page
    assert "Individual accountability" in page
    chart = queries.governance_chart(demo.actor("som"), som, som.closed_on)
    words = page.split("The chart in words</h2>")[1].split("</ul>")[0]
    for node in (*chart.structures, *chart.individuals):
        assert node.name in words

    reg.change_body(demo, "som", reg.body(demo, "som", "Governing Body"), name="Board of governors")
    assert "Board of governors" in reg.chart_page(demo, "som").split("The chart in words</h2>")[1]


@proves("SOM-010")
def test_the_childrens_team_is_part_of_the_strategic_team(demo):
    team = reg.body(demo, "som", "Safeguarding Children Team")
    said = "Safeguarding Children Team is part of Strategic Safeguarding Team"
    assert said in reg.body_page(demo, "som", team)

    operations.unlink(edge=team.edges.get(kind="PART_OF"), by=demo.actor("som"), at=NOW)

    assert said not in reg.body_page(demo, "som", team)


@pytest.mark.parametrize(
    ("seed", "name", "words", "changed"),
    [
        case(
            "SOM-143",
            "som",
            "ICS safeguarding steering group",
            "Somerset Integrated Care System",
            {"host": None},
        ),
        case("MB-205", "mb", "Children's Radar", "June 2019", {"starts_on": ""}),
        case("MB-206", "mb", "Children's Radar", "Cumbria Constabulary", {"chair_organisation": None}),
        case(
            "MB-163",
            "mb",
            "Local LeDeR steering group",
            "Morecambe Bay Integrated Care Partnership",
            {"host": None},
        ),
        case("MB-311", "mb", "Getting to Good Board", "recommendations of the council", {"purposes": ()}),
    ],
)
def test_what_a_body_is(demo, seed, name, words, changed):
    found = reg.body(demo, seed, name)
    assert words in reg.body_page(demo, seed, found)

    reg.change_body(demo, seed, found, **changed)

    assert words not in reg.body_page(demo, seed, found)


@proves("MB-192")
def test_an_operational_group_reports_to_its_strategic_board(demo):
    for place in ("Cumbria", "Lancashire"):
        group = reg.body(demo, "mb", f"Local operational group in {place}")
        said = f"Local operational group in {place} reports to {place} partnership board"
        assert said in reg.body_page(demo, "mb", group)

        operations.unlink(edge=group.edges.get(), by=demo.actor("mb"), at=NOW)

        assert said not in reg.body_page(demo, "mb", group)


@proves("CH-052")
def test_either_name_finds_the_one_group(demo):
    for words in ("CCG+Safeguarding+Group", "CCG+Safeguarding+Assurance+Group"):
        assert "1 body match" in demo.page("ch", f"{reverse('core:bodies_bodies')}?q={words}")

    reg.change_body(demo, "ch", reg.body(demo, "ch", "CCG Safeguarding Group"), aliases=())

    assert "Nothing matches" in demo.page("ch", f"{reverse('core:bodies_bodies')}?q={words}")


def test_a_seat_of_a_statutory_partner_is_marked(demo):
    board = reg.body(demo, "mb", "Cumbria partnership board")
    assert reg.body_page(demo, "mb", board).count("Statutory partner") == 3

    seat = Seat.objects.get(body=board, organisation__name="Cumbria Constabulary")
    operations.remove_seat(seat=seat, by=demo.actor("mb"), at=NOW)

    assert reg.body_page(demo, "mb", board).count("Statutory partner") == 2
