"""What people do on a page, in the words that stand there: choose, type, give a date, read a picture of what is said."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person


def choose(page: Page, asked: str, words: str) -> None:
    """Choose one of the radio buttons under what is asked."""
    page.get_by_role("group", name=asked, exact=True).get_by_label(words, exact=True).check()


def give_date(page: Page, asked: str, day: date) -> None:
    """Type a day into the three boxes of a date."""
    boxes = page.get_by_role("group", name=asked, exact=True)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label, exact=True).fill(str(number))


def question(page: Page, key: str) -> Page:
    """Return the part of the page that asks one question of a framework."""
    return page.locator("section.app-question").filter(
        has=page.get_by_role("heading", name=f"{key}. ", exact=False)
    )


def rate(page: Page, key: str, words: str) -> None:
    """Rate ourselves on one question."""
    question(page, key).get_by_role("radio", name=words, exact=True).check()


def rate_everything_left(person: Person, words: str) -> None:
    """Answer what has no rating yet, standard after standard, as somebody does who has all answers to hand."""
    while True:
        left = (
            person.page.locator(".nhsuk-task-list__item")
            .filter(has_text="Question")
            .filter(has_not_text="Completed")
        )
        link = left.get_by_role("link").first
        if not link.count():
            return
        link.click()
        for group in person.page.locator("section.app-question").all():
            if not group.locator("input[type=radio]:checked").count():
                group.get_by_role("radio", name=words, exact=True).check()
        person.page.get_by_role("button", name="Save and go back to the standards").click()
        person.page.wait_for_load_state()


def sees(person: Person, *words: str) -> None:
    """Expect these words in the page's main part."""
    for each in words:
        expect(person.page.locator("main")).to_contain_text(each)
