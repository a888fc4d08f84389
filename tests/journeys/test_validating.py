"""The commissioner judges a return with a second person, asks and is answered; what is wanted is done and closed."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.doing import choose, give_date, question, sees

pytestmark = pytest.mark.journey
ROUND = "Safeguarding assurance framework, this year"
HEAD, NURSE = "head@wyvern.demo.invalid", "nurse-children@wyvern.demo.invalid"


@dataclass(frozen=True)
class Return:
    """A return that waits for a judgement: whose it is, who answers for it, what else falls short in it."""

    name: str
    answerer: str
    standard: str
    falls_short: str


TRUST = Return("Riverside NHS Trust", "pat@riverside.demo.invalid", "H", "H4")

HOME = Return("Foxglove House", "homer@foxglove.demo.invalid", "D", "D5")


@pytest.mark.parametrize(
    ("size", "told"),
    [(DESKTOP, TRUST), pytest.param(PHONE, HOME, marks=[pytest.mark.long, pytest.mark.last])],
    ids=["desk", "telephone"],
)
def test_a_return_is_queried_judged_by_two_people_and_ends_in_a_closed_action(person, size, told):
    dana = person(size).sign_in(NURSE)
    dana.follow(told.name)
    desk = dana.page.url
    sees(dana, "Met, by the provider", "Met, by us")

    provider = asked_and_answered(dana, person(size).sign_in(told.answerer), desk)
    judge(dana, desk, "A", "A1", "Not met", wanted="Name the two posts to the board")
    judge(dana, desk, "C", "C2", "Partly met", wanted="Reach the target at level 3")
    leave_alone(dana, desk, "A", "A5")
    leave_alone(dana, desk, told.standard, told.falls_short)
    settle_what_was_asked_before(dana, desk)
    dana.page.goto(desk)
    sees(dana, "A second person must look at", "A1 (rated by", "Reach the target at level 3")
    dana.look()
    confirm_what_is_far_apart(dana, desk)
    sees(dana, "Needs somebody other than you")

    hana = person(size).sign_in(HEAD)
    confirm_what_is_far_apart(hana, desk)
    make_final_and_release(hana, told)
    hears_the_result(provider, told)
    action = done_by_its_owner(provider)
    closed_by_a_second_person(hana, action)


def asked_and_answered(nurse, provider, desk: str):
    """The nurse asks about an answer, the provider reads and answers it, the nurse closes it; returns the provider."""
    nurse.page.goto(desk)
    nurse.follow("Ask about A1")
    nurse.page.get_by_label("Your question").fill("Who leads among the non-executives?")
    nurse.press("Ask the provider")
    sees(nurse, "Who leads among the non-executives?")

    provider.go("/assure/questions/")
    provider.follow("A1")
    sees(provider, "Who leads among the non-executives?")
    provider.press("Send your answer")
    sees(provider, "There is a problem")
    provider.page.get_by_label("Your answer").fill("Nobody yet; the board names one in January.")
    provider.press("Send your answer")
    sees(provider, "Your answer is with NHS Wyvern Integrated Care Board")

    nurse.page.reload()
    sees(nurse, "Nobody yet; the board names one in January.")
    nurse.press("Close this query")
    return provider


def judge(nurse, desk: str, standard: str, key: str, rating: str, *, wanted: str) -> None:
    """Rate one answer ourselves and say what is wanted by when."""
    nurse.page.goto(f"{desk}standards/{standard}/")
    asked = question(nurse.page, key)
    asked.get_by_label(rating, exact=True).check()
    asked.get_by_label("Why", exact=True).fill("The papers that we saw say less.")
    asked.get_by_label("If it falls short: what we want done").fill(wanted)
    give_date(asked, "By when", timezone.localdate() + timedelta(days=60))
    nurse.press("Save our ratings")
    expect(nurse.page.locator("main")).to_contain_text("Ratings saved")


def leave_alone(nurse, desk: str, standard: str, key: str) -> None:
    """Agree that an answer falls short, if it does, and want nothing."""
    nurse.page.goto(f"{desk}standards/{standard}/")
    asked = question(nurse.page, key)
    if asked.get_by_label("Met", exact=True).is_checked():
        return
    asked.get_by_label("Or why we want nothing").fill("An audit is under way.")
    nurse.page.get_by_role("button", name="Save our ratings").click()
    expect(nurse.page.locator("main")).to_contain_text("Ratings saved")


def settle_what_was_asked_before(nurse, desk: str) -> None:
    """Close the query that stood open before the nurse came."""
    nurse.page.goto(desk)
    nurse.follow(re.compile("(Ask|Query) about C2"))
    closing = nurse.page.get_by_role("button", name="Close this query")
    if closing.count():
        closing.click()
        expect(closing).to_have_count(0)


def confirm_what_is_far_apart(head, desk: str) -> None:
    """A second person looks at each rating that somebody else gave and that is two steps from the provider's own."""
    head.page.goto(desk)
    while (waiting := head.page.get_by_role("link", name="Needs a second person")).count():
        waiting.first.click()
        expect(head.page.locator("h1")).to_contain_text("Look as a second person at")
        head.press("Confirm our rating")
        sees(head, "Confirmed")


def make_final_and_release(head, told: Return) -> None:
    """Make the judgement final, which opens the actions, and let the provider read it."""
    head.press("Make it final")
    sees(head, f"2 actions will be opened for {told.name}", "Name the two posts to the board")
    head.page.get_by_label("Your judgement of the whole").fill("Careful work, with two things to mend.")
    head.press("Make it final and open the actions")
    sees(head, "2 actions opened")
    expect(head.page.get_by_role("link", name="Ask about")).to_have_count(0)
    head.press("Release it to the provider")
    head.press("Release it")
    sees(head, f"Released to {told.name}")


def hears_the_result(provider, told: Return) -> None:
    """The provider finds both ratings side by side; its own is as it was sent."""
    provider.go("/collect/assessments/?q=this+year")
    provider.follow(ROUND)
    provider.follow("What NHS Wyvern Integrated Care Board made of your answers")
    sees(provider, "You: Met. Commissioner: Not met.", "Careful work, with two things to mend.")


def done_by_its_owner(provider) -> str:
    """The provider notes progress on its action and asks for a check; returns the action's address."""
    provider.go("/act/actions/")
    provider.follow("Name the two posts to the board")
    action = provider.page.url
    sees(provider, "An answer that fell short", "A1")
    provider.press("Note progress")
    provider.page.get_by_label("What has happened").fill("The paper is on the agenda.")
    provider.press("Note it")
    provider.press("Change its state")
    choose(provider.page, "What happens to this action?", "It is done: ask for a check")
    provider.page.get_by_label("What was done, or why").fill("Both posts are named in the minutes.")
    provider.press("Change it")
    sees(provider, "The paper is on the agenda.", "Both posts are named in the minutes.")
    return action


def closed_by_a_second_person(head, action: str) -> None:
    """The commissioner looks at what was done and closes it."""
    head.page.goto(action)
    head.press("Change its state")
    choose(head.page, "What happens to this action?", "I have looked: close it")
    head.page.get_by_label("What was done, or why").fill("Seen in the minutes.")
    head.press("Change it")
    sees(head, "Closed", "Both posts are named in the minutes.", "Seen in the minutes.")
