"""Choosing which figures are to be typed."""

import pytest
from django.urls import reverse

ADDRESS = reverse("collect:returns_enter")


def test_the_choice_leads_to_the_page_of_its_figures(world, sign_in):
    told = {"family": "adults", "about": str(world.north_wyvern.public_id), "period": "Q2 2024/25"}

    response = sign_in(world.adi).post(ADDRESS, told)

    assert response.headers["Location"].endswith(
        f"/adults/{world.north_wyvern.public_id}/2024-07-01/2024-09-30/"
    )


@pytest.mark.parametrize("period", ["last year", "2024/27", "31/31/2024", ""])
def test_what_is_no_period_is_said_to_be_none(world, sign_in, period):
    told = {"family": "adults", "about": str(world.north_wyvern.public_id), "period": period}

    response = sign_in(world.adi).post(ADDRESS, told)

    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()


def test_nobody_is_offered_an_organisation_of_others(world, sign_in):
    page = sign_in(world.pat).get(ADDRESS).content.decode()

    assert "Riverside NHS Trust" in page
    assert "Elsewhere NHS Trust" not in page


def test_who_may_not_write_figures_does_not_come_in(world, sign_in):
    assert sign_in(world.connie).get(ADDRESS).status_code == 403
