"""A figure leads to the rows that it rests on, as far as its reader may see them."""

import pytest
from django.urls import reverse

from safeguarding.report.papers import rows
from tests.act.strategy.acts import aim as add_aim
from tests.report.papers.people import READERS

KEY = "adults.enquiries.total.2024-25"


def address(paper, key=KEY):
    return reverse("report:papers_figure", args=[paper.public_id, key])


def shows_the_rows_of_both_areas(page: str) -> bool:
    return all(words in page for words in ("North Wyvern", "South Wyvern", "500 + 570"))


def test_a_draft_shows_the_rows_of_both_areas(world, sign_in, paper):
    assert shows_the_rows_of_both_areas(sign_in(world.dana).get(address(paper)).content.decode())


def test_a_frozen_paper_shows_the_rows_of_both_areas(world, sign_in, frozen):
    assert shows_the_rows_of_both_areas(sign_in(world.dana).get(address(frozen)).content.decode())


def test_says_how_many_rows_cannot_be_shown_to_a_reader_without_the_permission(world, sign_in, frozen):
    page = sign_in(world.cal).get(address(frozen)).content.decode()

    assert "2 rows behind this figure cannot be shown to you" in page
    assert "500 + 570" in page  # the paper's own words; the rows stay with those who may read figures


def test_an_unknown_figure_is_not_found(world, sign_in, frozen):
    assert sign_in(world.dana).get(address(frozen, "adults.nothing")).status_code == 404


@pytest.mark.parametrize(("person", "status"), READERS.items())
def test_only_the_boards_own_people_see_it(world, sign_in, frozen, person, status):
    assert sign_in(getattr(world, person)).get(address(frozen)).status_code == status


def test_a_count_of_aims_leads_to_each_of_them(world):
    aim = add_aim(world, "Answer every question in time", timescale="By March 2022")

    [row] = rows.read(world.actor("dana"), [f"aim:{aim.public_id}"])

    assert (row.what, row.about, row.when) == (aim.title, "Objectives 2021/22", "By March 2022")
    assert row.url == reverse("act:strategy_aim", args=[aim.public_id])
    assert rows.read(world.actor("oscar"), [f"aim:{aim.public_id}"]) == []
