"""Publishing: only a signed paper, only by whom it is open, and no small number can be read or worked out."""

import itertools
import re

import pytest
from django.urls import reverse

from safeguarding.collect import api as collect
from safeguarding.kit.disclosure import nhs_rounded
from safeguarding.report.papers import operations as papers
from safeguarding.report.papers import queries as paper_queries
from safeguarding.report.papers.models import Paper
from safeguarding.report.publishing import control
from safeguarding.report.publishing.models import Publication
from tests.report import stages
from tests.report.stages import SMALL

PLACE = "NHS Wyvern Integrated Care Board"
REVIEWS = {
    "reviews.serious-case": "serious-case-review",
    "reviews.multi-agency": "multi-agency-review",
    "reviews.domestic-homicide": "domestic-homicide-review",
    "reviews.safeguarding-adult": "safeguarding-adults-review",
}


def title_of(urn):
    """Return what the page calls a measure: reviews go by the name of their type."""
    return collect.review_type_of(REVIEWS[urn]).plural if urn in REVIEWS else collect.indicator(urn).title


def address(paper):
    return reverse("report:publishing_publish", args=[paper.public_id])


@pytest.fixture
def with_small_numbers(world):
    """The paper signed, with deaths and reviews of which five are counts from 1 to 7."""
    return stages.the_paper(world.actor("chris"))


@pytest.fixture
def page(world, sign_in, client, with_small_numbers):
    response = sign_in(world.chris).post(
        address(with_small_numbers), {"version": with_small_numbers.version, "declaration": "on"}
    )
    client.logout()
    return client.get(response["Location"]).content.decode()


def shown(page):
    """Return what the public page shows, by what was counted."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    cells = [re.findall(r"<span>([^<]*)</span>", row) for row in rows]
    return {(row[0], row[1]): row[3] for row in cells if len(row) == 4}


def test_publishes_for_anybody_without_signing_in(page):
    assert "Safeguarding annual report" in page
    assert shown(page)["Child deaths", "NHS Wyvern Integrated Care Board"] == "20"


def test_no_small_number_is_printed(page):
    told = shown(page)

    assert [told[title_of(urn), PLACE] for urn in SMALL] == ["5"] * 5


def test_no_small_number_can_be_worked_out(page):
    """Try every set of true counts that gives this page and adds up; each small cell keeps all its seven values."""
    told = shown(page)

    def possible(urn):
        printed = int(told[title_of(urn), PLACE].replace(",", ""))
        return [count for count in range(40) if nhs_rounded(count) == printed]

    deaths = (
        "deaths.children",
        "deaths.children-expected",
        "deaths.children-unexpected",
        "deaths.children-apparent-suicide",
    )
    worlds = [
        (total, expected, unexpected, suicides)
        for total, expected, unexpected, suicides in itertools.product(*map(possible, deaths))
        if expected + unexpected == total and suicides <= unexpected
    ]

    assert {suicides for *_, suicides in worlds} == set(range(1, 8))
    for urn in SMALL:
        assert set(possible(urn)) == set(range(1, 8))


def test_differences_totals_and_text_are_not_on_the_page(page):
    assert "change" not in page.lower().replace("changed", "")
    assert "Enquiries increased" not in page
    assert "+" not in "".join(shown(page).values())
    assert "percentage point" not in page


def test_nothing_true_is_kept_beside_what_is_published(world, page):
    world.actor("chris")
    tables = Publication.objects.get().tables

    counts = [row[3] for table in tables for row in table["rows"] if not row[3].endswith("%")]
    assert [count for count in counts if int(count.replace(",", "")) % 5] == []


def test_shares_are_worked_out_of_rounded_counts(page):
    assert shown(page)["Concerns that became an enquiry", "North Wyvern"] == "45%"  # 500 of 1,100


def test_an_unsigned_paper_cannot_be_published(world, sign_in, frozen, now):
    assert sign_in(world.chris).get(address(frozen)).status_code == 404
    with pytest.raises(papers.NotPossible):
        papers.publish(paper=frozen, version=frozen.version, by=world.actor("chris"), at=now)


@pytest.mark.parametrize(
    ("person", "status"),
    [("chris", 200), ("dana", 404), ("hana", 404), ("bo", 404), ("pat", 404), ("oscar", 404)],
)
def test_only_those_who_approve_publications_open_it(world, sign_in, signed, person, status):
    assert sign_in(getattr(world, person)).get(address(signed)).status_code == status


def test_whoever_wrote_in_it_does_not_publish_it_under_another_role(world, sign_in, paper, now):
    """With both roles one person could start, freeze, sign alone and lay it before the public."""
    world.give("hana", "R01", "wyvern")
    hana = world.actor("hana")
    papers.freeze(paper=paper, version=paper.version, by=hana, at=now)
    frozen = paper_queries.get_paper(hana, paper.public_id)
    papers.sign(
        paper=frozen, version=frozen.version, capacity="Head", alone_because="Nobody else", by=hana, at=now
    )
    mine = paper_queries.get_paper(hana, paper.public_id)

    page = sign_in(world.hana).post(address(mine), {"version": mine.version, "declaration": "on"})

    assert "somebody else must publish it" in page.content.decode()
    world.actor("hana")
    assert not Publication.objects.exists()


def test_the_paper_is_closed_from_then_on(world, page):
    chris = world.actor("chris")
    [paper] = paper_queries.papers(chris)

    assert paper.state == Paper.State.PUBLISHED
    assert not paper_queries.rights(chris, paper).write


def test_only_told_and_added_figures_are_taken():
    assert {"figures told", "reviews by type"} == control.QUESTIONS
