"""The checks before sign-off: claims, repetitions, stray numbers, broken references and numbering."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.act import api as act
from safeguarding.collect import api as collect
from safeguarding.kit import when
from safeguarding.kit.documents.blocks import Document, Heading, Paragraph, Part
from safeguarding.report.papers import checks, operations, queries
from tests.report.papers.people import READERS

WORDS = "Enquiries increased"


def address(paper):
    return reverse("report:papers_check", args=[paper.public_id])


def document(*blocks):
    return Document("T", "", "", "", "", "1", parts=(Part("1", "Adults", "adults", tuple(blocks)),))


@pytest.fixture
def claimed(world, paper, now):
    operations.claim(
        paper=paper,
        section="adults",
        words=WORDS,
        measure="adults.enquiries",
        direction="up",
        by=world.actor("dana"),
        at=now,
    )
    return paper


def test_a_claim_that_hides_a_fall_holds_overall_but_not_everywhere(world, sign_in, claimed):
    page = sign_in(world.dana).get(address(claimed)).content.decode()

    assert "holds overall but not everywhere" in page
    assert "South Wyvern fell (600 to 570)" in page
    assert "Concerns that became an enquiry fell" in page


def test_a_contradicted_claim_stops_the_freeze(world, paper, now):
    dana = world.actor("dana")
    operations.claim(
        paper=paper,
        section="adults",
        words=WORDS,
        measure="adults.enquiries",
        direction="down",
        by=dana,
        at=now,
    )
    again = queries.get_paper(dana, paper.public_id)

    with pytest.raises(operations.NotReady, match="contradicted"):
        operations.freeze(paper=again, version=again.version, by=dana, at=now)


def test_a_trend_without_a_figure_of_the_year_before_is_found(world, paper, now):
    dana = world.actor("dana")
    operations.write(paper=paper, section="training", text="Prevent rose.", after=0, by=dana, at=now)
    operations.claim(
        paper=paper,
        section="training",
        words="Prevent rose",
        measure="training.prevent-awareness",
        direction="up",
        by=dana,
        at=now,
    )

    [judged] = queries.verdicts(dana, paper)

    assert judged.word == "no prior value"


@pytest.mark.parametrize(("person", "status"), READERS.items())
def test_only_the_boards_own_people_see_them(world, sign_in, paper, person, status):
    assert sign_in(getattr(world, person)).get(address(paper)).status_code == status


LONG = "The team has kept working with partners so that learning reaches every practice in the area."


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (LONG, ["word for word"]),
        (LONG.replace("every practice", "each practice"), []),
        (LONG.replace("area", "county"), ["almost word for word"]),
        ("Something quite different was said about the work of the year and its results.", []),
    ],
)
def test_repeated_paragraphs_are_found_whole_or_nearly(second, found):
    findings = list(checks.repeated(document(Heading("A"), Paragraph(LONG), Paragraph(second))))

    assert [f.text.split(", ")[1].split(":")[0] for f in findings] == found


@pytest.mark.parametrize(
    "text",
    [
        "On 29 September 2019 the arrangements began.",
        "The year 2019-20, section 11 and level 3 training.",
        "Covid-19 and young people of 16 to 18 years.",
        "1. A counted point\n2. Another",
        "There were {{adults.concerns.total.2024-25}} concerns.",
    ],
)
def test_numbers_that_belong_to_a_name_or_date_are_left_alone(text):
    assert list(checks.stray_digits({"a": text})) == []


@pytest.mark.parametrize(
    ("text", "digits"),
    [("There were 731 children.", "731"), ("It was 93.9% in May.", "93.9%"), ("1,216 enquiries", "1,216")],
)
def test_typed_numbers_are_found(text, digits):
    [finding] = checks.stray_digits({"a": text})

    assert finding.text.startswith(f"{digits} is typed")


def test_numbers_in_words_are_found():
    [finding] = checks.numbers_in_words({"a": "We took part in Twenty Two reviews."})

    assert "Twenty Two" in finding.text


def test_an_empty_heading_and_a_hand_made_number_are_broken_numbering():
    empty = list(checks.numbering(document(Heading("Duties"), Heading("Policies"), Paragraph("x")), {}))
    typed = list(checks.numbering(document(), {"a": "2.2.1 Accountability is clear."}))

    assert ["“Duties”" in f.text for f in empty] == [True]
    assert ["2.2.1" in f.text for f in typed] == [True]


def test_a_section_without_anything_in_it_is_missing(world, paper):
    dana = world.actor("dana")
    findings = queries.findings(dana, paper, queries.built(dana, paper))

    missing = [f.section for f in findings if f.check == "Missing sections"]
    assert "Safeguarding during the pandemic (after the period)" in missing
    assert "Safeguarding adults" not in missing


def test_a_frozen_paper_shows_what_the_checks_found_when_it_was_frozen(world, sign_in, claimed, now):
    dana = world.actor("dana")
    again = queries.get_paper(dana, claimed.public_id)
    operations.freeze(paper=again, version=again.version, by=dana, at=now)

    page = sign_in(world.chris).get(address(claimed)).content.decode()

    assert "whoever signs it reads the same" in page
    assert "South Wyvern fell (600 to 570)" in page


def test_a_draft_asks_no_more_of_the_database_for_more_claims_plans_reviews_and_risks(
    world, sign_in, claimed, now
):
    client = sign_in(world.dana)

    def count():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(claimed)).status_code == 200
        return len(asked)

    fill(world, claimed, now, "First")
    count()
    before = count()
    for words in ("Second", "Third"):
        fill(world, claimed, now, words)

    assert count() == before <= 130


def fill(world, paper, now, words):
    """Add one of each thing that a report is made of."""
    dana = world.actor("dana")
    days = {"starts_on": paper.starts_on, "ends_on": paper.ends_on}
    details = act.strategy_operations.PlanDetails(
        title=words, kind="OBJECTIVES", status_words=("ONGOING",), **days
    )
    plan = act.strategy_operations.set_plan(organisation=dana.organisation, details=details, by=dana, at=now)
    risk = act.risk_operations.raise_risk(
        facts={"title": words, "raised_on": paper.starts_on, "cohorts": ["looked-after children"]},
        by=dana,
        at=now,
    )
    aim = act.strategy_operations.AimDetails(title=words, kind="OBJECTIVE", risks=[risk])
    act.strategy_operations.add_aim(plan=plan, details=aim, status="ONGOING", by=dana, at=now)
    collect.record_review(
        type=collect.review_type_of("serious-case-review"),
        facts={"label": words, "notified": when.day(paper.starts_on)},
        by=dana,
        at=now,
    )
    operations.claim(
        paper=paper,
        section="adults",
        words=WORDS,
        measure="adults.concerns",
        direction="up",
        by=dana,
        at=now,
    )
