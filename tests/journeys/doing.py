"""What people do on a page, in the words that stand there."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person


def question(page: Page, key: str) -> Page:
    """Return the part of the page that asks one question of a framework."""
    return page.locator("section.app-question").filter(
        has=page.get_by_role("heading", name=f"{key}. ", exact=False)
    )


def rate(page: Page, key: str, words: str) -> None:
    """Rate ourselves on one question."""
    question(page, key).get_by_role("radio", name=words, exact=True).check()


def sees(person: Person, *words: str) -> None:
    """Expect these words in the page's main part."""
    for each in words:
        expect(person.page.locator("main")).to_contain_text(each)
