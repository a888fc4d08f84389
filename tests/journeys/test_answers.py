"""The line from a question to an action, in a browser, on a desk and on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.journey
LARA, GAIL, HANA = "lara@larkspur.demo.invalid", "gail@millpond.demo.invalid", "head@wyvern.demo.invalid"


@pytest.mark.parametrize(
    "size", [DESKTOP, pytest.param(PHONE, marks=pytest.mark.long)], ids=["desk", "phone"]
)
def test_a_manager_answers_one_standard_and_it_is_saved_as_typed(person, size):
    lara = person(size).sign_in(LARA)
    page = lara.go("/collect/assessments/")
    lara.follow("Safeguarding assurance framework, this year")
    lara.follow("G. Working with other agencies")

    page.get_by_label("What we do").first.fill(f"Reports go out within a day ({size['width']})")

    expect(page.locator("[data-saved-state]")).to_contain_text("Saved at", timeout=10_000)
    page.reload()
    expect(page.get_by_label("What we do").first).to_have_value(re.compile("within a day"))
    lara.follow("Add or remove evidence")
    lara.press("Add this evidence")
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("names no patient")


@pytest.mark.long
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_commissioner_reads_the_board_validates_and_sees_actions(person, size):
    hana = person(size).sign_in(HANA)
    hana.go("/collect/frameworks/")
    hana.follow("Safeguarding assurance framework for providers")
    hana.go("/collect/rounds/")
    hana.follow("Safeguarding assurance framework, this year")
    hana.press("Remind those who owe")
    hana.go("/collect/rounds/issue/")
    hana.press("Issue the round")
    hana.go("/assure/validation/")
    hana.follow("Foxglove House")
    hana.follow("A. Leadership, governance and accountability")
    hana.go("/assure/section-11/")
    hana.go("/assure/themes/")
    hana.go("/assure/findings/")
    hana.follow("Supervision is written down nowhere")
    hana.go("/act/actions/?show=overdue")
    hana.follow("Agree how homes reach the named professional")
    hana.press("Change its state")
    hana.press("Change it")


@pytest.mark.long
def test_from_a_signature_to_a_released_judgement_with_its_action(person):
    gail, hana = person().sign_in(GAIL), person().sign_in(HANA)
    hana.go("/assure/validation/")
    page = hana.follow("Millpond Surgery")
    hana.press("Begin validation")
    outstanding = page.url

    for standard in "ABCDEFGHIJKL":
        page.locator("main").get_by_role("link", name=re.compile(rf"^{standard}\. ")).click()
        page.wait_for_load_state()
        for question in page.locator("section.app-question").all():
            said = question.locator(".nhsuk-inset-text .nhsuk-tag").inner_text()
            question.get_by_label(said, exact=True).check()
        if standard == "C":
            page.get_by_label("Partly met", exact=True).first.check()
            page.get_by_label("If it falls short: what we want done").first.fill("Date the training analysis")
            for part, value in (("day", "31"), ("month", "1"), ("year", "2031")):
                page.locator(f"section.app-question >> nth=0 >> input[name$=_{part}]").fill(value)
        page.get_by_role("button", name="Save our ratings").click()
        page.wait_for_url(outstanding)
    hana.look()
    hana.press("Make it final")
    page.get_by_label("Your judgement of the whole").fill("A careful practice.")
    hana.press("Make it final and open the actions")
    expect(page.locator("main")).to_contain_text("1 action opened")
    hana.press("Release it to the provider")
    hana.press("Release it")

    gail.go("/act/actions/")
    gail.follow("Date the training analysis")
    gail.go("/assure/results/" + outstanding.rstrip("/").rsplit("/", 1)[1] + "/")
    expect(gail.page.locator("main")).to_contain_text("You: Met. Commissioner: Partly met.")
    gail.go("/collect/assessments/")
    gail.follow("Safeguarding assurance framework, this year")
    gail.follow("Receipt 1")
