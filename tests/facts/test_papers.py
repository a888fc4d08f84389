"""Facts about the two annual reports, seen in the papers that were frozen and in what the registers give now."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from safeguarding.collect import api as collect
from safeguarding.kit.documents import html
from safeguarding.kit.documents.blocks import Callout, Chart, Heading, Quotation, words
from safeguarding.kit.periods import financial_year
from safeguarding.report.papers import operations, queries
from safeguarding.report.publishing import operations as publishing
from safeguarding.report.publishing import queries as published
from tests.facts.register import proves

YEAR = financial_year(2019)


def paper_of(demo, seed, post="head"):
    actor = demo.actor(seed, post)
    [paper] = queries.papers(actor).filter(organisation=demo.commissioner(seed))
    return actor, paper


def document_of(demo, seed):
    actor, paper = paper_of(demo, seed)
    return queries.document_of(queries.standing(actor, paper))


def numbered(document):
    return [(part.number, part.title) for part in document.parts if part.number]


def draft(demo, seed):
    """Return a new draft on the same year, for what the registers and checks say now."""
    actor, paper = paper_of(demo, seed, "nurse-children")
    new = operations.start(
        organisation=paper.organisation,
        outline=paper.outline,
        title="A draft",
        period=paper.period,
        by=actor,
        at=timezone.now(),
    )
    return actor, queries.get_paper(actor, new.public_id)


def write(actor, paper, section, text):
    operations.write(paper=paper, section=section, text=text, after=0, by=actor, at=timezone.now())
    return [f.text for f in queries.findings(actor, paper, queries.built(actor, paper))]


@proves("MB-001")
def test_one_report_covers_the_year_for_children_adults_and_looked_after_children(demo):
    _, paper = paper_of(demo, "mb")
    keys = {key.split(".")[0] for key in queries.figures_of(*frozen(demo, "mb"))}

    assert (paper.period, paper.period.label) == (YEAR, "2019/20")
    assert {"children", "adults", "looked-after"} <= keys


def frozen(demo, seed):
    actor, paper = paper_of(demo, seed)
    return actor, queries.standing(actor, paper)


@proves("MB-002")
def test_the_export_has_six_numbered_parts_in_order(demo):
    page = html.page(document_of(demo, "mb"))

    assert re.findall(r'<h2[^>]*id="title-[^"]*">(\d) ([^<]*)</h2>', page) == [
        ("1", "Delivery of statutory safeguarding functions"),
        ("2", "Developing and strengthening pathways and services"),
        ("3", "Using intelligence and information to inform decisions"),
        ("4", "Influencing partnerships"),
        ("5", "Impact of Covid-19"),
        ("6", "Summary and forward planning"),
    ]


@proves("MB-020", "MB-021", "MB-022", "MB-376", "MB-024", how="told")
def test_the_aims_are_told_once_the_welcome_comes_first_and_the_pandemic_is_marked_as_after_the_period(demo):
    document = document_of(demo, "mb")
    page = html.page(document)

    for aim in ("harm, abuse and neglect", "wellbeing and their human rights", "protect people&#39;s health"):
        assert page.count(aim) == 1
    assert document.parts[0].blocks[0] == Heading("Welcome and purpose of this report", 1)
    assert "Safeguarding during the pandemic (after the period)" in page


@proves("MB-346", how="told")
def test_the_vision_is_quoted_as_the_organisations_own_words(demo):
    document = document_of(demo, "mb")
    quoted = [block for part in document.parts for block in part.blocks if isinstance(block, Quotation)]

    assert [block.said_by for block in quoted] == ["NHS Morecambe Bay CCG"]


@proves("MB-012")
def test_the_figures_are_before_the_public_until_they_are_taken_back(demo, client):
    demo.actor("mb", "exec")
    [publication] = [
        p for p in published.publications(demo.actor("mb")) if p.organisation.name == "NHS Morecambe Bay CCG"
    ]
    address = f"/published/{publication.public_id}/"
    assert "Child deaths" in client.get(address).content.decode()

    chief = demo.actor("mb", "exec")
    publishing.withdraw(publication=publication, reason="A proof.", by=chief, at=timezone.now())

    assert client.get(address).status_code == 404


def training_chart(built):
    return next(block for block in built.sections["training"] if isinstance(block, Chart))


@proves("MB-089")
def test_the_training_chart_carries_a_table_of_its_five_values(demo):
    actor, paper = draft(demo, "mb")
    chart = training_chart(queries.built(actor, paper))
    values = [row[1].text for row in chart.table.rows]
    assert sorted(values) == ["100%", "89%", "91.5%", "93.9%", "94.4%"]
    assert all(value in chart.svg for value in values)

    correct(demo, "training.prevent-awareness", "NHS Morecambe Bay CCG", numerator=Decimal(90))

    chart = training_chart(queries.built(demo.actor("mb", "nurse-children"), paper))
    assert "90%" in [row[1].text for row in chart.table.rows]


def correct(demo, urn, place, **changed):
    actor = demo.actor("mb", "admin")
    told = collect.figures(actor, [urn], about=[demo.organisation(place)], within=YEAR)[0]
    new = collect.NewFigure(
        urn=urn,
        about=told.about,
        period=told.period,
        value=told.value if not told.has_parts else None,
        numerator=told.numerator if told.has_parts else None,
        denominator=told.denominator,
    )
    collect.record_figures(
        figures=[replace(new, **changed)],
        provenance="return",
        source="A corrected return",
        reason="A proof",
        by=actor,
        at=timezone.now(),
    )


@proves("MB-233")
def test_a_sentence_for_each_area_follows_its_numbers(demo):
    actor, paper = draft(demo, "mb")
    page = html.page(queries.built(actor, paper).document)
    said = re.sub(r"<[^>]*>", "", page)
    assert "Enquiries in North Lancashire rose from 402 to 501." in said
    assert "Enquiries in South Cumbria fell from 746 to 715." in said

    correct(demo, "adults.enquiries", "South Cumbria", value=Decimal(800))

    page = html.page(queries.built(demo.actor("mb", "nurse-children"), paper).document)
    assert "Enquiries in South Cumbria rose from 746 to 800." in re.sub(r"<[^>]*>", "", page)


@proves("MB-256")
def test_the_claim_holds_overall_and_says_where_it_does_not(demo):
    actor, paper = paper_of(demo, "mb", "nurse-children")
    judged = next(j for j in queries.verdicts(actor, paper) if j.urn == "adults.enquiries")

    assert judged.word == "holds overall but not everywhere"
    assert judged.lines == (
        "South Cumbria fell (746 to 715)",
        "Concerns that became an enquiry fell (53.2% to 45.0%)",
    )

    correct(demo, "adults.enquiries", "South Cumbria", value=Decimal(600))

    actor = demo.actor("mb", "nurse-children")
    again = next(j for j in queries.verdicts(actor, paper) if j.urn == "adults.enquiries")
    assert again.word == "contradicted"


@proves("MB-184")
def test_a_trend_without_a_year_before_is_found_out(demo):
    actor, paper = draft(demo, "mb")
    write(actor, paper, "child-protection", "The number of plans did not change much.")
    operations.claim(
        paper=paper,
        section="child-protection",
        words="did not change much",
        measure="children.protection-plans",
        direction="no change",
        by=actor,
        at=timezone.now(),
    )

    assert [judged.word for judged in queries.verdicts(actor, paper)] == ["no prior value"]


@proves("MB-023")
def test_a_paragraph_that_stands_twice_is_reported(demo):
    actor, paper = draft(demo, "mb")
    text = "The team looks at what it wants to achieve with its partners, and at how well it does."

    found = write(actor, paper, "purpose", f"{text}\n\n{text}")

    assert any("word for word" in finding and "The team looks" in finding for finding in found)


@proves("MB-139", "MB-149", "MB-196")
@pytest.mark.parametrize(
    ("urn", "wrong", "title"),
    [
        ("deaths.children-unexpected", 9, "Expected and unexpected child deaths"),
        ("reviews.serious-case", 4, "Serious case reviews by stage"),
        ("looked-after.children", 730, "Looked-after children of the areas"),
    ],
)
def test_figures_that_do_not_add_up_are_reported(demo, urn, wrong, title):
    actor, paper = draft(demo, "mb")

    def reported(actor):
        findings = queries.findings(actor, paper, queries.built(actor, paper))
        return [f.text for f in findings if f.text.startswith(title)]

    assert reported(actor) == []

    correct(demo, urn, "NHS Morecambe Bay CCG", value=Decimal(wrong))

    assert len(reported(demo.actor("mb", "nurse-children"))) == 1


@proves("SOM-001")
def test_the_last_report_covers_fifteen_months(demo):
    _, paper = paper_of(demo, "som")

    assert paper.period.months == 15
    assert document_of(demo, "som").subtitle == "1 April 2021 to 30 June 2022"


@proves("SOM-007", "SOM-005")
def test_the_childrens_report_has_six_chapters_numbered_without_a_gap(demo):
    assert numbered(document_of(demo, "som")) == [
        ("1", "Purpose of this report"),
        ("2", "Delivery of statutory safeguarding functions"),
        ("3", "Assurance during Covid-19"),
        ("4", "Progress against objectives"),
        ("5", "Priorities for the year ahead"),
        ("6", "Conclusion"),
    ]


@proves("SOM-004")
def test_the_childrens_report_holds_no_figure_about_adults(demo):
    keys = queries.figures_of(*frozen(demo, "som"))

    assert [key for key in keys if key.startswith("adults.")] == []


@proves("SOM-008")
def test_an_empty_heading_and_a_number_made_by_hand_are_reported(demo):
    actor, paper = draft(demo, "som")

    found = write(actor, paper, "duties", "2.2.1 Accountability is clear.\n\n## Policies")

    assert any("2.2.1 is numbered by hand" in finding for finding in found)
    assert any("Nothing stands beneath the heading “Policies”" in finding for finding in found)


@proves("SOM-150", how="told")
def test_the_board_is_asked_to_note_the_report(demo):
    document = document_of(demo, "som")
    [asked] = [b for part in document.parts for b in part.blocks if isinstance(b, Callout)]

    assert asked.kind == "decision"
    assert words(asked.parts) == "The integrated care board is asked to note this report."
