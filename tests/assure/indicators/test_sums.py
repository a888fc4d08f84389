"""The sums that must agree, on their page."""

import pytest
from django.urls import reverse

from tests.collect.returns.given import YEAR, record

ADDRESS = reverse("assure:indicators_sums")


@pytest.mark.parametrize(
    ("unexpected", "words"),
    [(10, "8 + 10 = 18"), (9, "8 + 9 = 17, not 18"), (5, "8 + 5 = 13, not 18")],
)
def test_a_sum_is_shown_in_numbers_with_its_verdict(world, sign_in, unexpected, words):
    record(
        world.actor("adi"),
        ("deaths.children", world.wyvern, YEAR, 18),
        ("deaths.children-expected", world.wyvern, YEAR, 8),
        ("deaths.children-unexpected", world.wyvern, YEAR, unexpected),
    )

    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert words in page
    assert {10: "Holds", 9: "Differs by one", 5: "Fails"}[unexpected] in page


def test_without_figures_there_is_nothing_to_add(world, sign_in):
    assert "have been returned yet" in sign_in(world.dana).get(ADDRESS).content.decode()


def test_nobody_outside_sees_the_sums(world, sign_in):
    record(
        world.actor("adi"),
        ("deaths.children", world.wyvern, YEAR, 18),
        ("deaths.children-expected", world.wyvern, YEAR, 8),
    )

    assert (
        "18"
        not in sign_in(world.olga).get(ADDRESS).content.decode().partition("<main")[2].partition("</main")[0]
    )
