"""All figures, one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.kit.periods import financial_year
from tests.collect.returns.given import YEAR, record

ADDRESS = reverse("collect:returns_index")


@pytest.mark.parametrize(
    ("person", "sees"), [("dana", True), ("pat", True), ("connie", True), ("olga", False), ("oscar", False)]
)
def test_figures_of_a_provider_are_listed_for_itself_and_its_commissioner(world, sign_in, person, sees):
    record(world.actor("pat"), ("training.children-level-1", world.riverside, YEAR, (9, 10)))

    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert ("90%" in page) is sees


def test_without_figures_the_page_says_where_they_come_from(world, sign_in):
    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert "will stand here" in page
    assert "Type figures" in page


def test_the_list_is_narrowed_and_handed_out_as_a_file(world, sign_in):
    adi = world.actor("adi")
    record(adi, ("adults.concerns", world.north_wyvern, YEAR, 5), ("deaths.children", world.wyvern, YEAR, 7))
    client = sign_in(world.dana)

    file = client.get(ADDRESS, {"family": "adults", "export": "csv"})

    assert "Safeguarding adult concerns" in file.content.decode()
    assert "Child deaths" not in file.content.decode()
    assert client.get(ADDRESS, {"family": "nonsense"}).status_code == 400


def test_the_number_of_questions_does_not_grow_with_the_figures(world, sign_in):
    adi, north = world.actor("adi"), world.north_wyvern
    client, counts = sign_in(world.dana), []
    client.get(ADDRESS)
    for more in (1, 8):
        record(adi, *[("adults.concerns", north, financial_year(2023 - n), 5) for n in range(more)])
        with CaptureQueriesContext(connection) as seen:
            client.get(ADDRESS)
        counts.append(len(seen))
        world.actor("adi")

    assert counts[0] == counts[1] <= 25
