"""One indicator through time."""

from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from safeguarding.collect import api as collect
from safeguarding.kit.periods import ONE_DAY, Period, add_months
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


def monthly(world, values, urn="children.referrals"):
    """Return a place's counts month by month, the last in March 2026."""
    first = date(2026, 4, 1)
    told = [
        collect.NewFigure(
            urn=urn,
            about=world.riverside,
            period=Period(
                add_months(first, n - len(values)), add_months(first, n + 1 - len(values)) - ONE_DAY
            ),
            value=Decimal(value),
        )
        for n, value in enumerate(values)
    ]
    collect.record_figures(
        figures=told, provenance="return", source="Count", by=world.actor("pat"), at=timezone.now()
    )


MONTHLY = reverse("assure:indicators_trend", args=["children.referrals"])
USUAL = [10, 12, 9, 11, 10, 12, 8, 11, 10, 9, 12, 10, 11, 9, 10]


def test_fifteen_values_are_drawn_with_their_natural_limits(world, sign_in):
    monthly(world, USUAL)

    page = sign_in(world.dana).get(MONTHLY).content.decode()

    assert "Riverside NHS Trust, 15 months: upper limit" in page
    assert "Nothing stands out" in page


def test_what_stands_out_is_named_with_its_month(world, sign_in):
    monthly(world, [*USUAL, 60])

    page = sign_in(world.dana).get(MONTHLY).content.decode()

    assert "March 2026 (60), outside the limits" in page


def test_fewer_values_have_no_limits(world, sign_in):
    monthly(world, USUAL[1:])

    assert "upper limit" not in sign_in(world.dana).get(MONTHLY).content.decode()


def test_months_and_quarters_stand_apart(world, sign_in):
    monthly(world, USUAL[:3])
    quarter = collect.NewFigure(
        urn="children.referrals",
        about=world.moorland,
        period=Period(date(2026, 1, 1), date(2026, 3, 31)),
        value=Decimal(30),
    )
    world.actor("dana")
    collect.record_figures(
        figures=[quarter], provenance="return", source="Count", by=world.actor("hana"), at=timezone.now()
    )

    page = sign_in(world.dana).get(MONTHLY).content.decode()

    assert page.index("By month") < page.index("By quarter")
    assert "Not returned" not in page
