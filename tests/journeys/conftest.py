"""A running server on its own copy of the demonstration, and browsers of the people who use it."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from psycopg.conninfo import make_conninfo

from safeguarding.config import postgres, serving
from safeguarding.config.demo.organisations import PASSWORD
from tests import databases, demonstration

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = ("--disable-background-networking", "--disable-quic", "--disable-component-update", "--disable-sync")
PICTURES = Path(__file__).resolve().parents[2] / "var" / "pictures"
PATIENCE = 180  # seconds for the server to answer its first page, on a machine that does other things as well
FIRST_PORT = 8600  # of the first of the runs that go side by side; the others count on in hundreds
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 800}
expect.set_options(timeout=20_000)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS = {"runOnly": RULES, "resultTypes": ["violations"]}  # writing down what is right takes twice the time
EVERY_STEP = bool(os.environ.get("PICTURES"))  # else a picture is kept of a page with a fault alone
SEARCHED: set[tuple] = set()  # by axe, in this run: pages of these kinds of elements at these widths
SHAPE = Path(__file__).with_name("shape.js").read_text()


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """Serve a copy of the demonstration and return its address; the journeys change it as people would."""
    name = f"journey_{os.getpid()}"
    with django_db_blocker.unblock():
        databases.copy(demonstration.template(), name)
    place = tmp_path_factory.mktemp("site")
    shutil.copytree(demonstration.files(), place / "files")
    port = serving.free_port(
        "127.0.0.1", FIRST_PORT + 100 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    )
    server = subprocess.Popen(serving.command("127.0.0.1", port, 2), env=_environment(name, place))
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=15)
        databases.remove(name)


def _environment(database: str, place: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": make_conninfo(**databases.parameters(database, postgres.APP)),
        "DATABASE_OWNER_URL": make_conninfo(**databases.parameters(database, postgres.OWNER)),
        "DJANGO_SETTINGS_MODULE": "safeguarding.config.settings",
        "SAFEGUARDING_DEMONSTRATION": "1",
        "SAFEGUARDING_VAR": str(place),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def _wait(address: str) -> None:
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest:
        try:
            urllib.request.urlopen(f"{address}/account/login/", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"Nothing answers at {address}")


@pytest.fixture(scope="module")
def browser(site: str) -> Iterator[Browser]:
    """Start the system's Chromium for one file, after the site: beside it Django refuses to work with a database."""
    arguments = ["--no-first-run", *QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


class Person:
    """Somebody at a browser: every page they come to is checked by axe; `PICTURES=1` keeps a picture of each step."""

    def __init__(
        self, browser: Browser, site: str, journey: "Journey", size: dict[str, int], script: bool = True
    ) -> None:
        context = browser.new_context(
            viewport=size, accept_downloads=True, reduced_motion="reduce", java_script_enabled=script
        )
        self.page: Page = context.new_page()
        self.site, self.journey, self.width = site, journey, size["width"]
        self.script = script  # axe is a script itself, so a page without is kept as a picture only

    def sign_in(self, email: str) -> "Person":
        """Sign in as one of the demonstration's made-up staff."""
        self.page.goto(self.site + "/account/login/")
        self.page.get_by_label("Work email address").fill(email)
        self.page.locator("#id_password").fill(PASSWORD)
        self.press("Sign in")
        expect(self.page).not_to_have_url(re.compile("/account/"))
        return self

    def go(self, path: str) -> Page:
        """Open an address and look at the page."""
        response = self.page.goto(self.site + path)
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"
        self.look()
        return self.page

    def press(self, button: str) -> Page:
        """Press a button of the page's main part, and look at what comes."""
        self.page.locator("main").get_by_role("button", name=button, exact=True).first.click()
        self.page.wait_for_load_state()
        self.look()
        return self.page

    def follow(self, link: str) -> Page:
        """Follow a link, and look at what comes."""
        self.page.get_by_role("link", name=link).first.click()
        self.page.wait_for_load_state()
        self.look()
        return self.page

    def look(self) -> None:
        """Refuse any fault that axe finds, any sideways scrolling and any name that two elements bear."""
        if EVERY_STEP:
            self.picture()
        if not self.script:
            return
        try:
            self._search()
        except AssertionError:
            self.picture()
            raise

    def _search(self) -> None:
        self.page.wait_for_load_state()  # a link that a test clicked by itself may have brought the words and not the styles
        page = self.page.evaluate(SHAPE)
        assert page["twice"] == [], self.page.url
        assert page["width"] <= self.width, self.page.url
        if (self.width, page["shape"]) not in SEARCHED:
            found = Axe().run(self.page, options=FAULTS).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == [], self.page.url
            SEARCHED.add((self.width, page["shape"]))

    def picture(self) -> None:
        """Keep a picture of the page as it is."""
        self.page.screenshot(path=self.journey.next_picture(self.width), full_page=True)


class Journey:
    """Numbers the pictures of one journey in the order in which its people made them."""

    def __init__(self, name: str) -> None:
        self.name, self.step = name, 0

    def next_picture(self, width: int) -> Path:
        """Return where the next picture is to be kept."""
        self.step += 1
        PICTURES.mkdir(parents=True, exist_ok=True)
        return PICTURES / f"{self.name}-{width}-{self.step:02}.png"


@pytest.fixture
def person(browser, site, request):
    """Return a function that seats somebody at a browser: `person()`, `person(PHONE)`, `person(script=False)`."""
    seated, journey = [], Journey(request.node.name)

    def seat(size: dict[str, int] = DESKTOP, script: bool = True) -> Person:
        somebody = Person(browser, site, journey, size, script)
        seated.append(somebody)
        return somebody

    yield seat
    for somebody in seated:
        somebody.page.context.close()
