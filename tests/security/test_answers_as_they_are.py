"""What an answer says of itself is so, what was typed stays as typed, and nothing comes from elsewhere (OWASP ASVS 5.0, V1, V3, V4)."""

import re

import pytest
from django.core import mail
from django.test import Client

from safeguarding.core.people.models import User
from safeguarding.core.signin.models import SignInTry
from tests.core.access.test_invite import ADDRESS as INVITE
from tests.core.access.test_invite import asked
from tests.core.notices.helping import run_what_waits
from tests.house.reading import SOURCE
from tests.security.test_headers import addresses

STATIC = SOURCE / "kit" / "pages" / "static"
OTHERS = ("/healthz", "/static/app/app.css", "/static/app/app.js", "/core/people/posts/?export=csv")
FROM_ELSEWHERE = re.compile(
    r"<(?:script|link|img|iframe|object|embed|source)\b[^>]*\b(?:src|href|data)=\"(?:https?:)?//"
)
LONGEST_COOKIE = 4096  # bytes of name and value that every browser keeps (RFC 6265, 6.1)


@pytest.fixture
def answers(world):
    """Return what every address answers to the head of safeguarding: its kind and its content."""
    client = Client(raise_request_exception=False)
    client.force_login(world.hana)
    return {address: taken(client.get(address)) for address in (*OTHERS, *addresses())}


def taken(answer) -> tuple[str, bytes]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return answer.headers.get("Content-Type", "text/"), content


def faults_of_kind(content: bytes, kind: str) -> list[str]:
    """Return in what a kind of content does not say what the content is."""
    faults = []
    if re.match(r"text/|.*[+/]xml", kind) and "charset=utf-8" not in kind.replace('"', "").lower():
        faults.append("says not how letters are written")
    if content.lstrip()[:9].lower() == b"<!doctype" and not kind.startswith("text/html"):
        faults.append("is a page and does not say so")
    if kind.startswith("text/html") and content.lstrip()[:9].lower() != b"<!doctype":
        faults.append("is no page and says it is")
    return faults


def test_every_answer_says_what_it_is_and_how_its_letters_are_written(answers):
    found = {
        address: faults
        for address, (kind, content) in answers.items()
        if content and (faults := faults_of_kind(content, kind))
    }

    assert found == {}
    assert faults_of_kind(b"words", "text/plain") != []
    assert faults_of_kind(b"<!doctype html>", "text/plain; charset=utf-8") != []


def test_no_answer_is_a_script_and_none_brings_anything_from_another_place(answers):
    """A page of another site could read what a script tag brings it; files of ours are scripts, answers are not."""
    scripts = [address for address, (kind, _) in answers.items() if "javascript" in kind]
    pages = {address: content.decode("utf-8", "replace") for address, (_, content) in answers.items()}

    assert scripts == ["/static/app/app.js"]
    assert {address for address, page in pages.items() if FROM_ELSEWHERE.search(page)} == set()
    assert FROM_ELSEWHERE.search('<script src="https://cdn.example/x.js">')


def test_no_answer_is_wrapped_in_a_function_of_the_askers_choice(world):
    client = Client(raise_request_exception=False)
    client.force_login(world.hana)
    for address in ("/", "/core/notices/", "/account/login/"):
        for name in ("callback", "jsonp", "cb"):
            answer = client.get(address, {name: "taken"}, headers={"accept": "application/javascript"})

            assert b"taken(" not in answer.content
            assert "javascript" not in answer.headers["Content-Type"]


def test_a_browser_needs_nothing_but_styles_scripts_and_pictures():
    kinds = {path.suffix for path in STATIC.rglob("*") if path.is_file()}

    assert kinds <= {".css", ".js", ".svg", ".txt", ".png", ".woff2"}


def test_a_browser_keeps_every_cookie(world):
    client = Client()
    client.post("/account/login/", {"login": "hana@demo.invalid", "password": "a-demonstration-only"})
    for address in ("/", "/core/notices/", "/core/signin/account/", "/core/access/choose/"):
        client.get(address)

    cookies = client.cookies.values()
    assert [cookie.key for cookie in cookies if len(cookie.key + cookie.value) > LONGEST_COOKIE] == []
    assert len(list(cookies)) == 1


TYPED = "Tom &lt;b&gt; %3Ci%3E %253Ci%253E \\u003ci\\u003e <i>"


def test_what_is_typed_is_read_once_and_shown_as_typed(world):
    """Were it read twice, `%253C` would be `<`; were it made safe before it is kept, `<` would be `&lt;` on paper."""
    client = Client()
    client.force_login(world.hana)

    client.post("/core/signin/name/", {"name": TYPED})
    page = client.get("/core/signin/account/").content.decode()

    assert User.objects.get(pk=world.hana.pk).name == TYPED
    assert "Tom &amp;lt;b&amp;gt; %3Ci%3E %253Ci%253E \\u003ci\\u003e &lt;i&gt;" in page


@pytest.mark.parametrize(
    "typed", ["n@wyvern.example\r\nBcc: x@evil.example", "n@wyvern.example,x@evil.example"]
)
def test_an_address_brings_no_second_reader_into_an_email(world, sign_in, typed):
    answer = sign_in(world.una).post(INVITE, asked(email=typed))
    run_what_waits()

    assert "Enter an email address in the correct format" in answer.content.decode()
    assert mail.outbox == []


@pytest.fixture
def behind_tls(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True


def test_only_what_people_open_is_sent_on_to_tls(db, behind_tls):
    page, machine = Client().get("/account/login/"), Client().get("/healthz")

    assert (page.status_code, page.headers["Location"]) == (301, "https://testserver/account/login/")
    assert machine.status_code == 200


def test_every_answer_over_tls_asks_for_tls_for_a_year(world, behind_tls):
    client = Client(raise_request_exception=False)
    client.force_login(world.hana)
    told = {
        address: client.head(address, secure=True).headers.get("Strict-Transport-Security")
        for address in ("/", "/cookies/", "/cookies/", "/nowhere/", "/healthz", "/static/app/app.css", INVITE)
    }

    assert set(told.values()) == {"max-age=31536000; includeSubDomains"}


@pytest.mark.parametrize(("proxies", "ip"), [(0, "192.0.2.7"), (1, "198.51.100.4")])
def test_nobody_says_for_themselves_from_where_they_ask(world, settings, proxies, ip):
    """Behind a proxy its own word counts, which is the last; without one nobody's does."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    Client(REMOTE_ADDR="192.0.2.7").post(
        "/account/login/",
        {"login": "dana@demo.invalid", "password": "wrong entirely"},
        headers={"x-forwarded-for": "203.0.113.66, 198.51.100.4", "x-real-ip": "203.0.113.66"},
    )
    run_what_waits()
    world.actor("dana")

    assert [one.ip for one in SignInTry.objects.all()] == [ip]
