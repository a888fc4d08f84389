"""Reads a form of a page as a browser would, so that what is sent is what a person's browser sends."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """The fields of the form that has a version field, with the values that stand in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Keep what an input holds; radios and boxes only when they are chosen."""
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if tag == "textarea":
            self._area = name
            self.fields[name] = ""
        elif (
            tag == "input" and name and (given.get("type") not in ("radio", "checkbox") or "checked" in given)
        ):
            self.fields[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        """Keep what a text area holds."""
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave a text area; a browser drops the line break that follows its start."""
        if tag == "textarea":
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = ""
