"""A care home goes on with the answers that it has begun."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.doing import rate, sees

pytestmark = pytest.mark.journey


def test_a_care_home_goes_on_with_its_answers_on_a_telephone(person):
    lara = person(PHONE).sign_in("lara@larkspur.demo.invalid")
    lara.follow("Safeguarding assurance framework, this year")
    sees(lara, "Overdue")
    half = lara.page.locator(".nhsuk-task-list__item").filter(has_text="In progress")
    half.get_by_role("link").first.click()
    lara.look()
    asked = lara.page.locator("section.app-question").filter(
        has_not=lara.page.locator("input[type=radio]:checked")
    )
    key = asked.first.get_by_role("heading").inner_text().split(". ")[0]
    rate(lara.page, key, "Met")
    expect(lara.page.locator("[data-saved-state]")).to_contain_text("Saved at", timeout=10_000)
    lara.press("Save and go back to the standards")
    sees(lara, "Answers saved")
