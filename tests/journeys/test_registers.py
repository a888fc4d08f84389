"""The registers and their records, filled by the demonstration, on a desk and on a telephone."""

import pytest

from tests.journeys.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.long]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "telephone"])
def test_a_head_of_safeguarding_looks_through_the_registers(person, size):
    hana = person(size).sign_in("head@wyvern.demo.invalid")

    hana.go("/collect/reviews/")
    hana.follow("LDR-07")
    hana.go("/collect/reviews/counts/?year=2025")
    hana.go("/collect/reviews/add/")
    hana.go("/collect/reviews/add/?type=lcspr")
    hana.press("Enter the review")
    hana.go("/assure/visits/")
    hana.follow("Southmere Council")
    hana.go("/assure/visits/add/")
    hana.go("/assure/oversight/")
    hana.follow("Larkspur Lodge")
    hana.follow("Everything held about Larkspur Lodge")
    hana.go("/assure/oversight/counts/")
    hana.go("/act/supervision/")
    hana.follow("Care homes and mental capacity")
    hana.go("/act/supervision/offers/")
    hana.go("/core/organisations/")
    hana.follow("Riverside NHS Trust")
