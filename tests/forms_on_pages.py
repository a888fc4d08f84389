"""Reads what the form of a page holds, as a browser would send it."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    """Collects the fields of the last POST form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attributes: list) -> None:
        given = dict(attributes)
        name = given.get("name") or ""
        if tag == "form":
            self.fields = {} if given.get("method") == "post" else self.fields
        elif tag == "textarea":
            self.area = name
            self.fields[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.fields[self.select] = given.get("value") or ""
        elif tag == "input" and name:
            kind = given.get("type")
            if kind not in ("radio", "checkbox", "file") or "checked" in given:
                self.fields[name] = given.get("value") or ("on" if kind == "checkbox" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        if tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data


def typed(response) -> dict[str, str]:
    """Return the fields of a page's form and what stands in them."""
    form = _Form()
    form.feed(response.content.decode())
    return {
        name: value for name, value in form.fields.items() if name not in ("csrfmiddlewaretoken", "form_key")
    }
