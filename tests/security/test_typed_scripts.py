"""Programs typed into every text field of every form come back as text: nothing of them runs on any page."""

import os
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.journeys.conftest import CHROMIUM, QUIET
from tests.security.filling import Form
from tests.security.test_bad_inputs import forms as front_forms
from tests.security.vectors import CALL, MANY, dangers, texts, vectors

POLYGLOT = (
    f"'\"></textarea></title></script><svg/onload={CALL}><img src=x onerror={CALL}><script>{CALL}</script>"
)
STATIC = settings.PACKAGE / "kit" / "pages" / "static"
ORIGIN = "http://localhost"


def what_comes_back(client, address: str, sent: dict[str, str]) -> list:
    """Send a form, follow where it leads, and undo all of it; return every page that showed."""
    with transaction.atomic():
        answer = client.post(address, sent)
        pages = [answer]
        if answer.status_code == 302 and answer.headers["Location"].startswith("/"):
            pages.append(client.get(answer.headers["Location"]))
        transaction.set_rollback(True)
    return [page for page in pages if page.headers.get("Content-Type", "").startswith("text/html")]


def typed_into(form: Form, text: str) -> dict[str, str]:
    """Return a form in which every free text says the same."""
    return form.filled | dict.fromkeys(form.texts, text) | {"form_key": str(uuid4())}


def faults_of(pages: list) -> list[str]:
    """Return what would run on these pages, and which of them let scripts in."""
    found = [danger for page in pages for danger in dangers(page.content.decode())]
    lax = [page for page in pages if "unsafe" in page.headers.get("Content-Security-Policy", "unsafe")]
    return found + [f"{page.status_code} without a strict policy" for page in lax]


def test_what_is_typed_into_a_form_comes_back_as_text(world):
    client = Client(raise_request_exception=False)
    client.force_login(world.hana)
    shown, faults = 0, []
    for address, form in front_forms(client, every=3):
        pages = what_comes_back(client, address, typed_into(form, POLYGLOT))
        shown += sum(b"onerror" in page.content for page in pages)
        faults += [f"{address}: {fault}" for fault in faults_of(pages)]

    assert faults == []
    assert shown > 3, "too little of it was shown again for this to mean anything"


@pytest.mark.long
@pytest.mark.whole
def test_no_vector_in_any_text_field_would_run(forms, record_property):
    shown, faults, fields, sent = 0, [], set(), 0
    for name, (client, address, form) in forms.items():
        fields |= {(name, field) for field in form.texts}
        for text in texts() if form.texts else ():
            pages = what_comes_back(client, form.action or address, typed_into(form, text))
            sent += 1
            shown += any(b"zqran" in page.content for page in pages)
            faults += [f"{name}: {fault}" for fault in faults_of(pages)]
    record_property(
        "figure",
        f"{len(faults)} would run of {MANY} vectors in {len(fields)} text fields of {len(forms)} forms"
        f" ({sent:,} forms sent, {shown:,} showed what was typed)",
    )

    assert faults == []
    assert shown > sent / 4


# --- The same in a browser ---------------------------------------------------------------------------------------------

WATCH = """
    window.zqhits = 0; window.zqreports = 0;
    window.zqran = () => { window.zqhits += 1; };
    document.addEventListener('securitypolicyviolation', () => { window.zqreports += 1; });
"""
LOOK = """() => ({
    hits: window.zqhits, reports: window.zqreports,
    started: document.body.classList.contains('nhsuk-frontend-supported'),
    handlers: [...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => e.tagName + ' ' + a.name))
        .filter(name => / (on|hx-on)/i.test(name)),
})"""


def seen_by_a_browser(pages: list[tuple[str, dict]], ask: str = "") -> list[dict]:
    """Open each page in Chromium with the headers given; return what ran, was reported or would listen, or what is asked."""
    told, now = [], {}
    arguments = ["--no-first-run", *QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]

    def answer(route):
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        file = STATIC / path.removeprefix("/static/")
        if path == "/page":
            route.fulfill(
                body=now["body"], headers=now["headers"] | {"Content-Type": "text/html; charset=utf-8"}
            )
        elif path.startswith("/static/") and file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404)

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        tab = chromium.new_page()
        tab.add_init_script(WATCH)
        tab.route("**/*", answer)
        for body, headers in pages:
            now.update(body=body, headers=headers)
            tab.goto(f"{ORIGIN}/page", wait_until="load")
            before = tab.evaluate(LOOK)
            told.append({"before": before, "asked": tab.evaluate(ask)} if ask else before)
        chromium.close()
    return told


def with_policy(page) -> tuple[str, dict]:
    """Return a page as it was sent: with its own policy for scripts."""
    return page.content.decode(), {"Content-Security-Policy": page.headers["Content-Security-Policy"]}


@pytest.mark.long
@pytest.mark.whole
def test_nothing_typed_runs_in_a_browser(forms, record_property):
    """With the policy nothing is even reported; without it the escaping alone holds."""
    every, pages = texts(), []
    for place, (client, address, form) in enumerate(forms.values()):
        text = every[place % len(every)] + POLYGLOT
        if form.texts:
            pages += what_comes_back(client, form.action or address, typed_into(form, text))
    sent = [with_policy(page) for page in pages]
    told = seen_by_a_browser([*sent, *((body, {}) for body, _ in sent)])
    record_property(
        "figure",
        f"{sum(one['hits'] for one in told)} ran and {sum(one['reports'] for one in told)} were reported"
        f" on {len(told)} pages in a browser",
    )

    assert [one for one in told if one["hits"] or one["reports"] or one["handlers"]] == []
    assert len(pages) > 40


# Every way in which a script could make markup or a program out of text; each must be refused by the browser itself.
SINKS = """() => {
    const place = document.createElement('div'), made = document.createElement('script');
    document.body.append(place);
    const tries = [
        () => { place.innerHTML = '<b>x</b>'; }, () => { place.outerHTML = '<b>x</b>'; },
        () => place.insertAdjacentHTML('beforeend', '<b>x</b>'), () => document.write('<b>x</b>'),
        () => new DOMParser().parseFromString('<b>x</b>', 'text/html'), () => { made.src = '/static/app/app.js'; },
        () => { made.text = '1'; }, () => { document.createElement('iframe').srcdoc = 'x'; },
        () => trustedTypes.createPolicy('default', { createHTML: text => text }),
    ];
    return tries.filter(one => { try { one(); return true; } catch (refused) { return !(refused instanceof TypeError); } })
        .map(String);
}"""


def test_a_browser_lets_no_script_make_a_page_out_of_text(client, db):
    page = client.get("/account/login/")
    free = (page.content.decode(), {"Content-Security-Policy": "script-src 'self'"})

    bound, loose = seen_by_a_browser([with_policy(page), free], ask=SINKS)

    assert bound["asked"] == []
    assert bound["before"]["reports"] == 0
    assert bound["before"]["started"] is True
    assert len(loose["asked"]) > 7


@pytest.mark.long
@pytest.mark.whole
def test_a_browser_would_tell():
    raw = f"<!doctype html><title>x</title><img src=x onerror={CALL}>"
    strict = {"Content-Security-Policy": "default-src 'none'; img-src 'self'"}
    without, with_one = seen_by_a_browser([(raw, {}), (raw, strict)])

    assert without["hits"] == 1
    assert (with_one["hits"], with_one["reports"] > 0) == (0, True)
    assert with_one["handlers"] == ["IMG onerror"]


def test_the_vectors_are_many_and_the_look_at_a_page_knows_them():
    every = vectors()
    known = [vector for vector in every if dangers(f"<p>{vector}</p>")]

    assert len(every) == len(set(every)) == MANY
    assert " ".join(texts()).count(CALL) >= MANY
    assert len(known) > MANY * 0.75
    assert dangers("<p>&lt;script&gt;zqran()&lt;/script&gt;<a href='/x?q=zqran()'>x</a>") == []
