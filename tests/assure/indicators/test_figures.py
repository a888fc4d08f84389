"""The table of indicators by place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.kit.spreadsheets import read_table
from tests.collect.returns.given import YEAR, record, two_years_of_adults

ADDRESS = reverse("assure:indicators_figures")
ADULTS = {"family": "adults", "period": YEAR.iso}


@pytest.fixture
def adults(world):
    two_years_of_adults(world.actor("adi"), world.north_wyvern, world.south_wyvern)


def test_areas_stand_beside_their_total_with_what_changed(world, sign_in, adults):
    page = sign_in(world.dana).get(ADDRESS, ADULTS).content.decode()

    for words in ("1,162", "1,543", "2,705", "+50 (+4.5%) on the year before", "45.0%", "501 + 715"):
        assert words in page


def test_a_figure_of_a_provider_is_rated_and_leads_to_its_page(world, sign_in):
    record(world.actor("pat"), ("training.children-level-1", world.riverside, YEAR, (79, 100)))

    page = sign_in(world.dana).get(ADDRESS, {"family": "training"}).content.decode()

    assert "79 of 100" in page
    assert "Red" in page
    assert "/collect/figures/" in page


def test_without_figures_the_page_says_so(world, sign_in):
    assert "No figures of this kind" in sign_in(world.dana).get(ADDRESS).content.decode()


@pytest.mark.parametrize("person", ["pat", "olga", "oscar"])
def test_areas_of_a_commissioner_are_not_shown_to_others(world, sign_in, adults, person):
    assert "1,162" not in sign_in(getattr(world, person)).get(ADDRESS, ADULTS).content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_table_is_handed_out_as_a_file(world, sign_in, adults, kind):
    file = sign_in(world.dana).get(ADDRESS, ADULTS | {"export": kind})

    rows = read_table(file.content, f"x.{kind}").rows
    values = {(row[0], row[1]): str(row[6]).removesuffix(".0") for row in rows[1:]}
    assert values["Safeguarding adult enquiries", "South Wyvern"] == "715"
    assert values["Safeguarding adult enquiries", "NHS Wyvern Integrated Care Board"] == "1216"


def test_nonsense_in_the_address_shows_the_first_of_everything(world, sign_in, adults):
    told = {"family": "no", "period": "no", "of": "no", "export": "exe"}

    assert sign_in(world.dana).get(ADDRESS, told).status_code == 200


def test_the_number_of_questions_does_not_grow_with_the_figures(world, sign_in):
    adi, client, counts = world.actor("adi"), sign_in(world.dana), []
    client.get(ADDRESS)
    world.actor("adi")
    record(adi, ("adults.concerns", world.north_wyvern, YEAR, 5))
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            client.get(ADDRESS, ADULTS)
        counts.append(len(seen))
        two_years_of_adults(world.actor("adi"), world.north_wyvern, world.south_wyvern)

    assert counts[0] == counts[1] <= 25
