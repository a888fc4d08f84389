"""One indicator through time."""

from django.urls import reverse

from tests.collect.returns.given import two_years_of_adults

ADDRESS = reverse("assure:indicators_trend", args=["adults.concerns"])


def test_the_chart_and_its_table_hold_the_same_numbers(world, sign_in):
    two_years_of_adults(world.actor("adi"), world.north_wyvern, world.south_wyvern)

    page = sign_in(world.dana).get(ADDRESS).content.decode()

    svg = page[page.index("<svg") : page.index("</svg>")]
    for number in ("1,112", "1,162", "1,045", "1,543"):
        assert number in svg, "the text alternative of the chart tells every figure"
        assert page.count(number) > svg.count(number), "and so does the table"


def test_it_is_handed_out_as_a_file(world, sign_in):
    two_years_of_adults(world.actor("adi"), world.north_wyvern, world.south_wyvern)

    file = sign_in(world.dana).get(ADDRESS, {"export": "csv"}).content.decode()

    assert "South Wyvern,2024/25,2025-03-31" in file or "South Wyvern,2024/25,2024-04-01" in file


def test_an_indicator_without_figures_says_so_and_one_that_is_not_there_is_not_found(world, sign_in):
    client = sign_in(world.dana)

    assert "No figures have been returned yet" in client.get(ADDRESS).content.decode()
    assert client.get(reverse("assure:indicators_trend", args=["no.such"])).status_code == 404
