"""What a deployment hands out, takes and believes of a request: nothing beside its pages (ASVS 7.4, 13.4, 14.3 and 15.3)."""

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import PurePath

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.test import Client

from safeguarding.core.signin import providers
from safeguarding.core.signin.tokens import NotProven
from tests.core.signin.test_account import browser
from tests.house.reading import SOURCE
from tests.security.test_headers import addresses

STATIC = SOURCE / "kit" / "pages" / "static"
SERVED = {".css", ".js", ".svg", ".png", ".ico", ".woff", ".woff2", ".json"}
NOT_SERVED = (
    *("/.git/config", "/.git/HEAD", "/.svn/entries", "/static/.git/config", "/static/../.git/config"),
    *("/static/..%2f..%2f..%2f..%2f..%2f.git/config", "/pyproject.toml", "/static/../environment.py"),
)
FOLDERS = ("/static", "/static/", "/static/app", "/static/app/", "/static/nhsuk/", "/core/files/", "/files/")


@pytest.mark.parametrize("address", NOT_SERVED)
def test_nothing_beside_the_pages_is_handed_out(client, db, address):
    """13.4.1, 13.4.7."""
    answer = client.get(address)

    assert answer.status_code == 404
    assert b"repositoryformatversion" not in answer.content
    assert b"safeguarding" not in answer.content.partition(b"<main")[2].partition(b"</main")[0].lower()


@pytest.mark.parametrize("address", FOLDERS)
def test_no_folder_says_what_lies_in_it(world, address):
    """13.4.3."""
    answer = browser(world.hana).get(address)

    assert answer.status_code == 404
    assert b"app.css</a>" not in answer.content


def test_of_static_files_only_those_of_pages_are_there():
    """13.4.7: every file that a finder would hand out, ours and those of libraries."""
    names = [PurePath(name) for finder in get_finders() for name, _ in finder.list([])]
    strange = [str(name) for name in names if name.suffix not in SERVED]

    assert len(names) > 5
    assert strange == ["nhsuk/LICENCE.txt"]  # goes with the files that it is for


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT"])
@pytest.mark.parametrize("address", ["/", "/account/login/", "/healthz", "/static/app/app.css", "/privacy/"])
def test_no_request_is_sent_back_as_it_came(world, method, address):
    """13.4.4."""
    answer = browser(world.hana).generic(method, address, headers={"x-mine": "a-secret-of-the-browser"})

    assert answer.status_code == 405
    assert b"a-secret-of-the-browser" not in answer.content


def test_every_page_of_somebody_signed_in_offers_to_sign_out(world):
    """7.4.4: a page out of eight, of all rooms, and those of the account."""
    client, looked = browser(world.hana), 0
    for address in [*addresses()[::8], "/", "/core/signin/account/"]:
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            looked += 1
            assert b"/account/logout/" in answer.content, address

    assert looked >= 6


def test_somebody_who_still_has_to_prove_a_factor_can_sign_out(world, settings):
    """7.4.4."""
    settings.DEMONSTRATION = False
    client = Client()
    client.force_login(world.hana)

    assert b"/account/logout/" in client.get("/core/signin/second-factor/", follow=True).content


def test_the_browser_keeps_the_name_of_the_session_and_nothing_else(world):
    """14.3.3."""
    keeps = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|serviceWorker")
    scripts = {path.name: path.read_text(encoding="utf-8") for path in STATIC.rglob("*.js")}
    client = browser(world.hana)
    client.get("/")
    client.get("/act/actions/")

    assert [name for name, text in scripts.items() if keeps.search(text)] == []
    assert set(client.cookies) == {settings.SESSION_COOKIE_NAME}


def test_no_script_names_a_property_by_what_comes_from_outside():
    """15.3.6."""
    sets = re.compile(
        r"__proto__|\[[\w.]+\]\s*\|?\|?=[^=]|for \((const|let|var) \w+ in |Object\.assign\((?!.*\}\), \{ \w+: \")"
    )
    ours = {path.name: path.read_text(encoding="utf-8") for path in (STATIC / "app").glob("*.js")}

    assert [name for name, text in ours.items() if sets.search(text)] == []
    for bad in ("found[key] = value", "for (const key in sent) {", "Object.assign(options, sent)"):
        assert sets.search(bad)


def test_a_form_is_read_from_what_was_sent_and_never_from_the_address(world):
    """15.3.7."""
    client = browser(world.hana)

    client.post("/core/signin/name/?name=From+the+address", {"name": ["First", "Hana Twice"]})
    world.hana.refresh_from_db()
    assert world.hana.name == "Hana Twice"

    client.post("/core/signin/name/?name=From+the+address", {})
    world.hana.refresh_from_db()
    assert world.hana.name == "Hana Twice"


@pytest.mark.parametrize(("proxies", "place"), [(1, "10.0.0.1"), (0, "127.0.0.1")])
def test_who_asks_is_said_by_the_proxy_and_not_by_the_browser(rf, settings, proxies, place):
    """15.3.4."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 10.0.0.1", "x-real-ip": "6.6.6.6"})

    assert get_adapter().get_client_ip(request) == place


class Elsewhere(BaseHTTPRequestHandler):
    """Sends whoever asks on to another address, where everything would be right."""

    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(302 if self.path == "/here" else 200)
        self.send_header("Location", "/there")
        self.end_headers()
        self.wfile.write(b'{"issuer": "x"}')

    def log_message(self, *words):
        """Say nothing."""


def test_a_provider_that_sends_us_on_is_not_followed():
    """15.3.2."""
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    server.asked = []
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    place = f"http://127.0.0.1:{server.server_port}"

    assert providers._ask("GET", f"{place}/there") == {"issuer": "x"}
    with pytest.raises(NotProven):
        providers._ask("GET", f"{place}/here")
    server.shutdown()
    server.server_close()

    assert server.asked == ["/there", "/here"]
