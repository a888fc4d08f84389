"""Fills a form in as a patient person would: what stands in it stays, and every empty field gets something that may pass."""

import re
from html.parser import HTMLParser

DATES = {"day": "3", "month": "6", "year": "2025"}


# What leaves stands on every page, in its head.
FORM = re.compile(rb'<form(?![^>]*(?:signing-out|logout))[^>]*method="post"')


def has_form(page: bytes) -> bool:
    """Test whether a page has a form of its own that is sent."""
    return FORM.search(page) is not None


class _Fields(HTMLParser):
    """Collects the fields of the last form that is sent, with their kinds and choices."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self.action, self._select, self._area = "", "", ""

    def handle_starttag(self, tag: str, attributes: list) -> None:
        given = dict(attributes)
        name = given.get("name") or ""
        if tag == "form" and (given.get("method") or "").lower() == "post":
            if "signing-out" not in (given.get("class") or "") and "logout" not in (
                given.get("action") or ""
            ):
                self.kinds, self.values, self.choices, self.action = {}, {}, {}, given.get("action") or ""
        elif tag == "textarea":
            self.kinds[name], self.values[name], self._area = "text", "", name
        elif tag == "select":
            self._select = name
            self.kinds[name], self.choices[name] = "select", []
        elif tag == "option" and self._select:
            self._choose(self._select, given.get("value") or "", "selected" in given)
        elif tag == "input" and name:
            self._input(name, given)

    def _input(self, name: str, given: dict) -> None:
        kind = given.get("type") or "text"
        if kind in ("radio", "checkbox"):
            self.kinds[name] = kind
            self._choose(name, given.get("value") or "on", "checked" in given)
        elif kind != "submit":
            self.kinds[name], self.values[name] = kind, given.get("value") or ""

    def _choose(self, name: str, value: str, chosen: bool) -> None:
        self.choices.setdefault(name, []).append(value)
        if chosen:
            self.values[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data


class Form:
    """A form of a page: where it is sent, its fields, and what somebody might send."""

    def __init__(self, page: bytes) -> None:
        fields = _Fields()
        fields.feed(page.decode())
        self.action, self.kinds = fields.action, fields.kinds
        self.filled = {
            name: fields.values.get(name) or self._something(name, kind, fields.choices.get(name, []))
            for name, kind in fields.kinds.items()
            if kind != "file"
        }

    def _something(self, name: str, kind: str, choices: list[str]) -> str:
        if kind in ("select", "radio", "checkbox"):
            return next((choice for choice in choices if choice), "")
        part = name.rpartition("-")[2].rpartition("_")[2]
        if part in DATES:
            return DATES[part]
        if kind in ("email", "number", "url", "tel"):
            return {
                "email": "a@b.example",
                "number": "1",
                "url": "https://a.example/b",
                "tel": "01234 567890",
            }[kind]
        return "" if kind == "hidden" else "Some words"

    @property
    def texts(self) -> list[str]:
        """Return the fields into which one types freely."""
        return [
            name
            for name, kind in self.kinds.items()
            if kind in ("text", "email", "number", "tel", "url", "search")
        ]
