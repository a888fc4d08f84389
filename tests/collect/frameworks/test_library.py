"""The library of frameworks."""

import pytest
from django.urls import reverse

ADDRESS = reverse("collect:frameworks_library")


@pytest.mark.parametrize("person", ["dana", "pat", "homer", "olga"])
def test_everybody_with_a_role_finds_the_frameworks(world, sign_in, person):
    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert "Safeguarding assurance framework for providers" in page
    assert "Section 11 audit" in page


def test_somebody_without_a_role_is_led_to_choose(world, sign_in):
    assert sign_in(world.noone).get(ADDRESS).status_code == 302


def test_the_library_is_searched(world, sign_in):
    page = sign_in(world.dana).get(ADDRESS, {"q": "section 11"}).content.decode()

    assert "1 framework matches what you asked for" in page
