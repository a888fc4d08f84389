"""A provider answers what it is asked, its executive signs, and the receipt can be read and printed."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.doing import question, rate, rate_everything_left, sees

pytestmark = pytest.mark.journey
RIVERSIDE = ("pat@riverside.demo.invalid", "perry@riverside.demo.invalid", "Perry Executive")
MOORLAND = ("mo@moorland.demo.invalid", "max@moorland.demo.invalid", "Max Executive")


@pytest.mark.parametrize(
    ("size", "people"),
    [(DESKTOP, RIVERSIDE), pytest.param(PHONE, MOORLAND, marks=[pytest.mark.long, pytest.mark.last])],
    ids=["desk", "telephone"],
)
def test_a_named_professional_answers_and_the_executive_signs(person, size, people):
    pat = person(size).sign_in(people[0])
    sees(pat, "What you have been asked", "Section 11 audit")
    pat.follow("Section 11 audit")
    audit = pat.page.url
    answers_one_question_and_leaves(pat, audit)
    shows_evidence(pat)
    pat.page.goto(audit)
    rate_everything_left(pat, "2 - In place")
    sees(pat, "11 of 11 standards")
    asks_for_approval(pat, audit)
    signs_and_submits(person(size).sign_in(people[1]), people[2])
    prints_the_receipt(pat, audit)


def answers_one_question_and_leaves(pat, audit: str) -> None:
    """Type without pressing the button, and find everything there when coming back."""
    open_first_standard(pat)
    pat.look()
    rate(pat.page, "S1.1", "3 - Embedded")
    question(pat.page, "S1.1").get_by_label("What we do").fill("The chief nurse answers for it on the board.")
    expect(pat.page.locator("[data-saved-state]")).to_contain_text("Saved at")
    pat.page.goto(audit)
    sees(pat, "1 of 6 questions answered")
    expect(pat.page.get_by_text("Answer every standard first")).to_be_visible()
    open_first_standard(pat)
    expect(question(pat.page, "S1.1").get_by_label("What we do")).to_have_value(re.compile("chief nurse"))


def open_first_standard(pat) -> None:
    """Open the first standard of the list of tasks."""
    pat.page.locator(".nhsuk-task-list__link").first.click()
    pat.page.wait_for_url("**/standards/S1/")


def shows_evidence(pat) -> None:
    """Give the address of a document, after forgetting what is needed."""
    pat.follow("Add or remove evidence for S1.1")
    pat.press("Add this evidence")
    sees(pat, "There is a problem")
    pat.page.get_by_label("What it is").fill("Job description of the chief nurse")
    pat.page.get_by_label("ddress of the document").fill("https://example.org/demonstration/post")
    pat.page.get_by_label("It names no patient, resident or family").check()
    pat.press("Add this evidence")
    sees(pat, "Evidence added", "Job description of the chief nurse")


def asks_for_approval(pat, audit: str) -> None:
    """Read all answers once more, and ask the executive lead."""
    pat.look()
    pat.follow("Ask your executive lead to approve")
    pat.press("Ask for approval")
    sees(pat, "Your executive lead has been asked")


def signs_and_submits(perry, name: str) -> None:
    """The executive finds what waits, forgets to sign, signs for nobody but themselves, and gets the receipt."""
    perry.follow("Section 11 audit")
    perry.follow("Sign the declaration and submit")
    sees(perry, "2 - In place", "The chief nurse answers for it on the board.")
    perry.press("Sign and submit")
    sees(perry, "There is a problem", "Confirm that you have read and approve these answers")
    perry.page.get_by_label(re.compile("I have read these answers")).check()
    perry.page.get_by_label("Type your full name").fill("Somebody Else")
    perry.page.get_by_label("Your position").fill("Director of nursing")
    perry.press("Sign and submit")
    sees(perry, f"Type your own name, {name}, to sign.")
    perry.page.get_by_label("Type your full name").fill(name)
    perry.press("Sign and submit")
    sees(perry, "Receipt", name, "Director of nursing", "Job description of the chief nurse")


def prints_the_receipt(pat, audit: str) -> None:
    """The receipt prints as a paper: what was sent, without what belongs to a screen."""
    pat.page.goto(audit)
    pat.follow("Receipt 1")
    pat.page.emulate_media(media="print")
    expect(pat.page.get_by_role("button", name="Print this page")).to_be_hidden()
    expect(pat.page.get_by_role("navigation")).to_have_count(0)
    expect(pat.page.get_by_role("button", name="Sign out")).to_be_hidden()
    sees(pat, "The chief nurse answers for it on the board.")
    pat.picture()


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
    expect(lara.page.locator("[data-saved-state]")).to_contain_text("Saved at")
    lara.press("Save and go back to the standards")
    sees(lara, "Answers saved")
