"""Posts, bodies, the governance chart, plans and words, on a desk and on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE


@pytest.mark.journey
@pytest.mark.long
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_head_of_safeguarding_looks_at_governance_and_plans(person, size):
    head = person(size).sign_in("head@somerset.demo.invalid")

    head.go("/core/people/posts/")
    head.follow("Named GP for Safeguarding")
    head.go("/core/bodies/chart/")
    head.follow("NHS Somerset CCG")
    expect(head.page.locator("svg[role=img]").first).to_be_visible()
    head.go("/core/bodies/")
    head.follow("Quality and Nursing Operational Meeting")
    head.go("/core/people/contacts/")
    head.go("/act/plans/")
    head.follow("Safeguarding children objectives 2021/22")
    head.follow("Fill the designated doctor")
    head.go("/act/aims/")
    head.go("/act/activities/")
    head.go("/act/projects/")
    head.go("/core/vocabulary/sources/")
    head.follow("Care Act 2014")
    head.go("/core/vocabulary/words/")


@pytest.mark.journey
@pytest.mark.long
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_post_is_added_filled_and_left_and_a_plan_carried_forward(person, size):
    head = person(size).sign_in("head@wyvern.demo.invalid")
    width = size["width"]

    head.go("/core/people/posts/add/")
    head.page.get_by_label("Title of the post").fill(f"Specialist nurse {width}")
    head.press("Add post")
    head.press("Record a holder")
    head.page.get_by_label("Secondment").check()
    head.press("Save")
    expect(head.page.get_by_role("heading", name="There is a problem")).to_be_visible()
    head.go("/act/plans/")
    head.follow("Safeguarding work plan of this year")
    head.press("Carry forward")
    head.page.get_by_label("Title", exact=True).fill(f"Next year {width}")
    head.page.get_by_label(re.compile("Every practice has answered")).check()
    head.page.get_by_label("Status that they start with").fill("Not started")
    head.press("Carry forward")
    expect(head.page.get_by_text("Plan carried forward")).to_be_visible()
