"""Signing in and finding one's way, on a desk and on a telephone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "telephone"])
def test_a_designated_nurse_signs_in_and_out(person, size):
    dana = person(size)
    dana.go("/account/login/")
    dana.sign_in("nurse-children@wyvern.demo.invalid")
    expect(dana.page.get_by_text("NHS Wyvern Integrated Care Board").first).to_be_visible()

    dana.page.get_by_role("button", name="Sign out").click()
    dana.page.wait_for_load_state()
    dana.go("/account/login/")
    assert "Sign in" in dana.page.title()
