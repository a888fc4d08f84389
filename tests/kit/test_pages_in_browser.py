"""Each page kind and every field in a real browser: accessible, no wider than a phone, within the product's policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.kit.gallery.browser import HOST, browser_page

pytestmark = [pytest.mark.usefixtures("gallery"), pytest.mark.journey, pytest.mark.django_db]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
KINDS = ["task_list", "check_answers", "record_page", "board", "paper", "public_page", "confirm"]
PAGES = [
    "/form_page/",
    "/errors/",
    *(f"/list/{n}/" for n in (0, 1, 26, 3000)),
    *(f"/page/{kind}/" for kind in KINDS),
    *(f"/footer/{name}/" for name in ("accessibility", "privacy", "cookies", "contact", "version")),
]


@pytest.fixture
def page():
    with browser_page(viewport={"width": 1280, "height": 800}) as opened:
        yield opened


def comes_to_fit(page, width: int) -> bool:
    """Wait for the page to draw itself anew; asked from outside, because its policy lets no words run as a script."""
    for _ in range(60):
        if page.evaluate("document.documentElement.scrollWidth") <= width:
            return True
        page.wait_for_timeout(50)
    return False


def test_nothing_shuts_anyone_out_and_nothing_is_wider_than_a_phone(page):
    for address in PAGES:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(HOST + address)
        found = [
            (wrong["id"], wrong["nodes"][0]["html"])
            for wrong in Axe().run(page, options=RULES).response["violations"]
        ]
        page.set_viewport_size({"width": 320, "height": 800})

        assert found == [], address
        assert comes_to_fit(page, 320), address
        assert page.complaints == [], address


@pytest.mark.parametrize("name", ["400", "403", "404", "500"])
def test_the_pages_of_failure_shut_nobody_out(page, name):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{HOST}/page/{name}/")

    assert Axe().run(page, options=RULES).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_summary_takes_the_focus_and_each_line_leads_to_its_box(page):
    page.goto(f"{HOST}/errors/")
    assert page.evaluate("document.activeElement.className").startswith("nhsuk-error-summary")

    for link in page.locator(".nhsuk-error-summary__list a").all():
        link.click()
        assert "#" + page.evaluate("document.activeElement.id") == link.get_attribute("href")


def test_a_form_can_be_filled_and_left_by_keyboard_alone(page):
    page.goto(f"{HOST}/form_page/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "nhsuk-skip-link"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit" and page.evaluate(
            "!document.activeElement.name"
        ):
            break

    assert page.evaluate("document.activeElement.textContent") == "Save"


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (200, '{"version": 4}', "Saved at"),
        (409, "{}", "Someone else has changed this"),
        (401, "{}", "You have been signed out"),
        (500, "", "Not saved. Check what you typed"),
    ],
)
def test_what_is_typed_is_sent_and_the_page_says_whether_it_was_kept(page, status, answer, said):
    sent = []
    page.route(
        "**/autosave/", lambda route: (sent.append(route.request), route.fulfill(status=status, body=answer))
    )
    page.goto(f"{HOST}/form_page/")
    page.fill("#id_what", "Two teams are trained")
    page.locator("[data-saved-state]", has_text=said).wait_for(timeout=10_000)

    assert "what=Two+teams+are+trained" in sent[0].post_data
    assert "File" not in sent[0].post_data
    assert page.input_value("#id_version") == ("4" if status == 200 else "3")
    assert page.input_value("#id_what") == "Two teams are trained"


def test_everything_is_there_without_scripts():
    with browser_page(java_script_enabled=False, viewport={"width": 320, "height": 800}) as page:
        page.goto(f"{HOST}/form_page/")

        assert page.locator("button[type=submit]").first.is_visible()
        assert page.get_by_role("button", name="Sign out").is_visible()
        assert page.get_by_role("link", name="Search").is_visible()


def test_a_paper_prints_without_buttons_and_menus(page):
    page.goto(f"{HOST}/page/paper/")
    page.emulate_media(media="print")

    assert not page.locator(".nhsuk-header__navigation").is_visible()
    assert not page.get_by_role("button", name="Print this page").is_visible()
    assert page.get_by_role("heading", name="Training").is_visible()
