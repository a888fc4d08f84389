"""The paper on screen: drafts move with the registers, frozen papers do not, and nobody else sees either."""

import dataclasses
from decimal import Decimal

import pytest
from django.urls import reverse

from safeguarding.collect import api as collect
from tests.report.papers.people import READERS


@pytest.fixture
def address(paper):
    return reverse("report:papers_read", args=[paper.public_id])


def test_a_draft_shows_its_figures_as_links_to_their_rows(world, sign_in, paper, address):
    page = sign_in(world.dana).get(address).content.decode()

    assert "Enquiries increased to" in page
    link = reverse("report:papers_figure", args=[paper.public_id, "adults.enquiries.total.2024-25"])
    assert f'href="{link}"' in page


def test_one_return_moves_table_chart_sentence_and_footnote_together(
    world, sign_in, paper, address, figures, now
):
    before = sign_in(world.dana).get(address).content.decode()
    assert before.count("1,070") >= 4

    correct(world, figures, "adults.enquiries", "South Wyvern", 620, now)
    after = sign_in(world.dana).get(address).content.decode()

    assert "1,070" not in after
    assert "Enquiries increased to" in after
    assert after.count("1,120") == before.count("1,070")  # sentence, table, chart's words, trend sentence
    assert "in South Wyvern fell" in before
    assert "Enquiries in South Wyvern fell" not in after
    assert "Enquiries in South Wyvern rose" in after
    assert codes(before) != codes(after)  # the check codes in the list of sources


def test_a_frozen_paper_does_not_move(world, sign_in, frozen, address, figures, now):
    before = sign_in(world.dana).get(address).content.decode()

    correct(world, figures, "adults.enquiries", "South Wyvern", 620, now)

    assert article(sign_in(world.dana).get(address).content.decode()) == article(before)


@pytest.mark.parametrize(("person", "status"), READERS.items())
def test_only_the_boards_own_people_read_it(world, sign_in, address, person, status):
    assert sign_in(getattr(world, person)).get(address).status_code == status


def correct(world, figures, urn, place, value, now):
    latest = max((f for f in figures if f.urn == urn and f.about.name == place), key=lambda f: f.period)
    collect.record_figures(
        figures=[dataclasses.replace(latest, value=Decimal(value))],
        provenance="return",
        source="A corrected return",
        reason="Twelve enquiries were counted late",
        by=world.actor("hana"),
        at=now,
    )


def article(page):
    return page[page.index('<article class="document">') : page.index("</article>")]


def codes(page):
    return page[page.index('id="sources-of-figures"') :]
