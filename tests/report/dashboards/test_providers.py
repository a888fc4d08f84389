"""The list of providers."""

import pytest
from django.urls import reverse

ADDRESS = reverse("report:dashboards_providers")


def test_lists_those_under_contract_and_leads_to_their_pages(world, sign_in):
    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert reverse("report:dashboards_provider", args=[world.riverside.public_id]) in page
    assert "Foxglove House" in page
    assert "Elsewhere NHS Trust" not in page
    assert "North Wyvern" not in page


def test_the_directory_leads_here(world, sign_in):
    assert ADDRESS in sign_in(world.dana).get(reverse("report:dashboards_directory")).content.decode()


def test_a_provider_finds_itself_alone(world, sign_in):
    page = sign_in(world.pat).get(ADDRESS).content.decode()

    assert "Riverside NHS Trust" in page
    assert "Foxglove House" not in page


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("pat", 200), ("bo", 403), ("noone", 302)])
def test_who_opens_the_page(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
