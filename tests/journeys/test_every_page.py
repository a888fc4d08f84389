"""
Whoever signs in finds the pages of their work, and each fits on the narrowest screen without a fault that axe knows.

320 pixels are what 400% of zoom leaves of a screen of 1,280 (WCAG 2.2, success criterion 1.4.10, reflow).
"""

import re

import pytest

pytestmark = pytest.mark.journey
NARROW = {"width": 320, "height": 640}
EVERYBODY = {
    "head": "head@wyvern.demo.invalid",
    "designated nurse": "nurse-children@wyvern.demo.invalid",
    "administrator": "admin@wyvern.demo.invalid",
    "head with a report": "head@lsc.demo.invalid",
    "executive": "exec@lsc.demo.invalid",
    "board": "board@lsc.demo.invalid",
    "named professional": "pat@riverside.demo.invalid",
    "trust executive": "perry@riverside.demo.invalid",
    "practice": "gail@millpond.demo.invalid",
    "home": "homer@foxglove.demo.invalid",
}
NEEDED = {
    "head@wyvern.demo.invalid": {
        *("/collect/rounds/", "/assure/validation/", "/assure/figures/", "/act/actions/", "/report/papers/"),
        *("/core/organisations/", "/core/people/posts/", "/core/bodies/", "/collect/reviews/", "/act/plans/"),
        *("/assure/oversight/", "/assure/visits/", "/collect/files/", "/core/audit/"),
    },
    "pat@riverside.demo.invalid": {
        *("/collect/assessments/", "/assure/questions/", "/act/actions/", "/collect/figures/"),
    },
    "homer@foxglove.demo.invalid": {"/collect/assessments/", "/assure/questions/", "/act/actions/"},
    "board@lsc.demo.invalid": {"/report/papers/", "/assure/figures/", "/core/bodies/chart/"},
}
SEARCHED: set[str] = set()  # by axe, for anybody in this run
INSIDE = "main a[href^='/']:not([download]), nav a[href^='/'], footer a[href^='/']"
FIRST_OF_A_LIST = "main tbody a[href^='/']:not([download])"
A_FEW = (
    "/",
    "/directory/",
    "/assure/figures/",
    "/act/actions/open/",
    "/core/bodies/chart/",
    "/report/papers/",
)


@pytest.mark.parametrize("email", NEEDED, ids=lambda email: email.split(".")[0])
def test_the_pages_of_ones_work_are_reached_from_the_first_page(person, email):
    somebody = person().sign_in(email)
    assert NEEDED[email] <= set(addresses(somebody.page, INSIDE)), email


def test_a_few_pages_fit_on_the_narrowest_screen(person):
    head = person(NARROW).sign_in(EVERYBODY["head"])
    for address in A_FEW:
        head.go(address)


@pytest.mark.long
@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_that_is_linked_fits_on_the_narrowest_screen(person, who):
    somebody = person(NARROW).sign_in(EVERYBODY[who])
    somebody.go("/directory/")
    parts = addresses(somebody.page, INSIDE)
    assert len(parts) > 8
    seen = {"/directory/"}
    for part in parts:
        visit(somebody, part, seen)
        inside = addresses(somebody.page, FIRST_OF_A_LIST)[:1] + addresses(
            somebody.page, "main a[role=button]"
        )
        for each in inside:
            visit(somebody, each, seen)


def addresses(page, selector: str) -> list[str]:
    """Return the addresses of links, each once, in the order of the page."""
    found = page.locator(selector).evaluate_all("links => links.map(link => link.getAttribute('href'))")
    plain = (re.split("[?#]", address)[0] for address in found)
    return list(dict.fromkeys(address for address in plain if address.startswith("/")))


def visit(person, address: str, seen: set[str]) -> None:
    """
    Open a page and look at it, unless one like it was looked at: two records of one list are alike.

    What axe has searched for somebody else is only tried for its width: the same template with other rows.
    """
    alike = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "one", address)
    if alike in seen:
        return
    seen.add(alike)
    if alike not in SEARCHED:
        SEARCHED.add(alike)
        person.go(address)
        return
    response = person.page.goto(person.site + address)
    assert response.status == 200, f"{address}: {response.status}"
    assert person.page.evaluate("document.documentElement.scrollWidth") <= person.width, address
