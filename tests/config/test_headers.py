"""Every answer carries the headers: pages, redirects, refusals, faults, downloads, static files and the load balancer's."""

import os
import re
import subprocess
import sys
from uuid import uuid4

import pytest
from django.test import Client

from safeguarding.kit.pages import saving

STRANGE = "/core/people/posts/{}/"


@pytest.fixture
def client(world):
    client = Client(raise_request_exception=False)
    client.force_login(world.hana)
    return client


def broken(request):
    raise RuntimeError("Jane Roe, 943 476 5919")


ANSWERS = {
    "page": lambda client: client.get("/"),
    "page-of-the-public": lambda client: Client().get("/report/publishing/"),
    "sign-in": lambda client: Client().get("/account/login/"),
    "redirect-to-sign-in": lambda client: Client().get("/"),
    "redirect-of-a-form": lambda client: client.post("/core/signin/name/", {"name": "Hana Head"}),
    "form-with-errors": lambda client: client.post("/core/signin/name/", {"name": ""}),
    "form-refused": lambda client: client.get("/core/access/people/invite/"),
    "not-found": lambda client: client.get("/nowhere/"),
    "not-found-object": lambda client: client.get(STRANGE.format(uuid4())),
    "not-allowed": lambda client: client.post("/core/signin/second-factor/"),
    "bad-host": lambda client: client.get("/", headers={"host": "evil.example"}),
    "list-as-csv": lambda client: client.get("/core/people/posts/?export=csv"),
    "list-as-workbook": lambda client: client.get("/core/people/posts/?export=xlsx"),
    "static-file": lambda client: client.head("/static/app/app.css"),
    "static-file-missing": lambda client: client.get("/static/app/nothing.css"),
    "load-balancer": lambda client: client.get("/healthz"),
}
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def faults(response) -> list[str]:
    """Return what an answer lacks."""
    found = [
        f"{name}: {response.headers.get(name)}"
        for name, value in EXPECTED.items()
        if response.headers.get(name) != value
    ]
    policy = response.headers.get("Content-Security-Policy", "")
    found += [
        f"policy lacks {word}"
        for word in ("default-src 'none'", "frame-ancestors 'none'")
        if word not in policy
    ]
    found += [
        f"policy has {word}" for word in ("unsafe-inline", "unsafe-eval", "*", "http:") if word in policy
    ]
    if (
        "no-store" not in response.headers["Cache-Control"]
        and "public" not in response.headers["Cache-Control"]
    ):
        found.append(f"kept by caches: {response.headers['Cache-Control']}")
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        found.append("sensors")
    for cookie in response.cookies.values():
        if not cookie["httponly"] or cookie["samesite"] != "Lax":
            found.append(f"cookie {cookie.key}")
    return found


@pytest.mark.parametrize("ask", ANSWERS.values(), ids=ANSWERS.keys())
def test_an_answer_carries_the_headers(client, ask):
    assert faults(ask(client)) == []


def test_a_fault_carries_them_too_and_says_nothing_of_itself(client, monkeypatch):
    monkeypatch.setattr(saving, "render", lambda *given, **named: broken(given))

    response = client.get("/core/signin/name/")

    assert response.status_code == 500
    assert faults(response) == []
    assert "Jane" not in response.content.decode()


def test_only_static_files_are_kept_by_caches(client):
    kept = {name for name, ask in ANSWERS.items() if "no-store" not in ask(client).headers["Cache-Control"]}

    assert kept == {"static-file"}


def test_no_page_holds_an_inline_script_or_style(client):
    for ask in (ANSWERS["page"], ANSWERS["sign-in"], ANSWERS["not-found"], ANSWERS["form-with-errors"]):
        body = ask(client).content.decode()

        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", body)


def test_what_is_out_of_reach_is_the_same_404_as_what_never_was(client, world):
    unknown = client.get(STRANGE.format(uuid4()))
    for address in ("/nowhere/", f"/core/organisations/{uuid4()}/", f"/core/files/{uuid4()}/"):
        answer = client.get(address)

        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert set(answer.headers) == set(unknown.headers)


def test_every_refusal_is_the_same_403(client):
    bodies = {
        client.get(address).content for address in ("/core/access/people/invite/", "/core/access/state/")
    }

    assert len(bodies) == 1


def test_behind_tls_the_cookie_is_of_this_host_alone():
    words = (
        "from safeguarding.config import settings as s; print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        " s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_SSL_REDIRECT,"
        " s.ALLAUTH_TRUSTED_PROXY_COUNT)"
    )
    told = subprocess.run(
        [sys.executable, "-c", words],
        env={**os.environ, "SAFEGUARDING_BEHIND_TLS": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == ["__Host-safeguarding", "True", "31536000", "True", "True", "1"]
