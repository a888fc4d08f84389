"""Counts by type and year: LeDeR apart, and stated totals beside the rows."""

from decimal import Decimal

from django.utils import timezone

from safeguarding.collect.returns.figures import NewFigure
from safeguarding.collect.returns.operations import record_figures
from safeguarding.kit import when
from tests.collect.reviews.making import a_review

ADDRESS = "/collect/reviews/counts/"


def test_shows_rows_totals_and_leder_apart(world, sign_in):
    a_review(world)
    figures = [
        NewFigure(urn, world.wyvern, when.read("2024/25"), value=Decimal(value))
        for urn, value in (("reviews.safeguarding-adult", 4), ("reviews.leder", 22))
    ]
    record_figures(
        figures=figures, provenance="total", source="Report", by=world.actor("dana"), at=timezone.now()
    )

    page = sign_in(world.dana).get(ADDRESS, {"year": "2024"}).content.decode()

    statutory, leder = page.split("LeDeR, shown apart")
    assert "Differ" in statutory
    assert "LeDeR reviews" not in statutory
    assert "<span>22</span>" in leder


def test_an_empty_year_and_a_year_that_is_none_are_shown(world, sign_in):
    page = sign_in(world.dana).get(ADDRESS, {"year": "lots"}).content.decode()

    assert "No review of any type counts in this year." in page


def test_a_provider_counts_nothing_of_its_commissioner(world, sign_in):
    a_review(world)

    page = (
        sign_in(world.pat).get(ADDRESS, {"year": "2024", "of": str(world.wyvern.public_id)}).content.decode()
    )

    assert "Safeguarding adults reviews" not in page
