"""A member of staff at a browser: opens forms, types, sends, and minds what the page answers."""

import re
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from safeguarding.config.demo.stage import Stage
from tests.forms_on_pages import typed

IDENTITY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Clerk:
    """
    Enters what a file of the demonstration tells by the pages of the product, and by nothing else.

    :param made: the public ids of what was entered, by the name that the file uses for it.
    """

    def __init__(self, stage: Stage, client: Client) -> None:
        self.stage, self.client = stage, client
        self.made: dict[str, str] = {}

    def place(self, key: str | None) -> str:
        """Return the value that a list of organisations has for one of the file."""
        return str(self.stage.organisations[key].public_id) if key else ""

    def of(self, name: str | None) -> str:
        """Return the value that a list of what was entered has for one entry."""
        return self.made[name] if name else ""

    def send(self, page: str, *args: Any, query: str = "", **words: Any) -> str:
        """Type words into an empty form, send it, and return the address that the page goes on to."""
        address = reverse(page, args=args) + query
        response = self.client.post(address, self._as_typed(words))
        assert response.status_code == 302, f"{address} {words}\n{faults(response)}"
        return response["Location"]

    def change(self, page: str, *args: Any, **words: Any) -> str:
        """Open a form that holds something already, type over some of it, and send all of it."""
        response = self.client.get(reverse(page, args=args))
        assert response.status_code == 200, f"{page}: {response.status_code}"
        return self.send(page, *args, **(typed(response) | words))

    def enter(self, page: str, *args: Any, query: str = "", **words: Any) -> str:
        """Send a form that makes something with a page of its own, and return the id in that page's address."""
        return IDENTITY.findall(self.send(page, *args, query=query, **words))[-1]

    def _as_typed(self, words: dict[str, Any]) -> dict[str, Any]:
        sent: dict[str, Any] = {}
        for name, value in words.items():
            if isinstance(value, date) and not isinstance(value, datetime):
                sent |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
            elif value is True:
                sent[name] = "on"
            elif value is not None and value is not False:
                sent[name] = value
        return sent


def file_of(name: str, content: bytes) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="text/csv")


def faults(response) -> str:
    """Return what a page says is wrong."""
    words = re.findall(r"error-(?:summary|message)[^>]*>(.*?)</", response.content.decode(), re.S)
    return f"{response.status_code} " + " / ".join(" ".join(re.sub("<[^>]+>", " ", w).split()) for w in words)
