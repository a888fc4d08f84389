"""A browser whose every request is answered by the gallery itself: no server, nothing from outside."""

import mimetypes
import os
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-background-networking", "--disable-quic", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
# The product's own policy: a page that needs more than this is broken.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HOST = "http://testserver"


def answer(route):
    parts = urlsplit(route.request.url)
    if parts.path.startswith("/static/"):
        found = finders.find(parts.path.removeprefix("/static/"))
        kind = mimetypes.guess_type(parts.path)[0] or "application/octet-stream"
        return route.fulfill(path=found, content_type=kind) if found else route.fulfill(status=404)
    response = Client().get(f"{parts.path}?{parts.query}")
    headers = {"Content-Type": response["Content-Type"], "Content-Security-Policy": POLICY}
    return route.fulfill(status=response.status_code, headers=headers, body=response.content)


@contextmanager
def browser_page(**options):
    """Give a page of headless Chromium, and what it complained about."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
        )
        page = chromium.new_context(**options).new_page()
        page.route("**/*", answer)
        page.complaints = []
        page.on(
            "console",
            lambda said: page.complaints.append(said.text) if said.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda wrong: page.complaints.append(str(wrong)))
        yield page
        chromium.close()
