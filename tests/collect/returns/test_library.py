"""The library of indicators."""

import pytest
from django.urls import reverse

ADDRESS = reverse("collect:returns_library")


@pytest.mark.parametrize("person", ["dana", "pat", "terry", "bo"])
def test_whoever_reads_figures_reads_what_they_count(world, sign_in, person):
    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert "Initial health assessments on time" in page
    assert "Looked-after children" in page


def test_whoever_reads_no_figures_reads_no_library(world, sign_in):
    assert sign_in(world.una).get(ADDRESS).status_code == 403
