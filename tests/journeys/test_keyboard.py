"""Somebody who cannot use a mouse signs in and saves an answer, with Tab, Enter and the space bar alone."""

import pytest
from playwright.sync_api import expect

from safeguarding.config.demo.organisations import PASSWORD

pytestmark = pytest.mark.journey
FOCUS = """() => {
  const at = document.activeElement;
  const label = at.labels && at.labels.length ? at.labels[0].innerText : "";
  return (label || at.getAttribute("aria-label") || at.innerText || at.value || "").trim();
}"""
SEEN = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const drawn = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return box.width > 0 && (drawn || at.type === "radio" || at.type === "checkbox");
}"""


def test_signing_in_and_saving_an_answer_needs_no_mouse(person):
    mo = person()
    page = mo.go("/account/login/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "Skip to main content"
    tab_to(page, "Work email address")
    page.keyboard.type("mo@moorland.demo.invalid")
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(mo.site + "/**")
    expect(page.get_by_role("heading", name="Home")).to_be_visible()

    tab_to(page, "Section 11 audit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/assessments/*/")
    tab_to(page, "S2. ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/standards/S2/")
    tab_to(page, "3 - Embedded")
    page.keyboard.press("Space")
    tab_to(page, "What we do")
    page.keyboard.type("Reviewed every March.")
    mo.look()
    tab_to(page, "Save and go back to the standards")
    page.keyboard.press("Enter")
    page.wait_for_url("**/assessments/*/")
    expect(page.locator("main")).to_contain_text("Answers saved")
    expect(page.locator("main")).to_contain_text("1 of 5 questions answered")
    mo.look()


def tab_to(page, words: str) -> None:
    """Press Tab until what has the focus carries these words; it must be seen to have it."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS).startswith(words):
            assert page.evaluate(SEEN), f"Nothing shows that the focus is on {words}"
            return
    raise AssertionError(f"Tab never comes to {words}")
