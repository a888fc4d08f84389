"""Status as a word in a tag: the colour helps, the word says it."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from markupsafe import escape

# One colour for one meaning. A word that is not here is shown in grey: the word is what counts.
COLOURS = {
    "blue": ("not started", "to do", "open", "new", "new since you looked", "sent", "submitted", "proposed"),
    "aqua-green": ("in progress", "under review", "being validated", "started", "draft saved"),
    "green": (
        "completed",
        "complete",
        "done",
        "closed",
        "accepted",
        "approved",
        "final",
        "met",
        "current",
        "green",
    ),
    "yellow": ("due soon", "queried", "waiting", "returned", "amber", "partly met", "not scanned"),
    "orange": ("due today", "challenged", "disagreed", "paused", "suspended"),
    "red": ("overdue", "red", "not met", "refused", "rejected", "failed", "escalated", "problem"),
    "purple": ("confidential", "restricted", "exempt", "suppressed"),
    "white": ("not applicable", "nil return"),
    "grey": (
        "draft",
        "no data",
        "not recorded",
        "withdrawn",
        "expired",
        "superseded",
        "cannot start yet",
        "archived",
    ),
}
LONGEST_WHOLE = 20  # letters of a word that is never broken
COLOUR_OF = {word: colour for colour, words in COLOURS.items() for word in words}
RAG_WORDS = {"R": ("Red", "red"), "A": ("Amber", "yellow"), "G": ("Green", "green"), "B": ("Blue", "blue")}


@dataclass(frozen=True)
class Tag:
    """A status in a cell: drawn as a tag on the page, as its word in an export."""

    text: str
    colour: str = ""

    def __str__(self) -> str:
        return str(self.text)

    def __html__(self) -> str:
        return tag(self.text, self.colour)


@dataclass(frozen=True)
class Link:
    """A cell that leads to its page: drawn as a link on the page, as its words in an export."""

    text: object
    url: str

    def __str__(self) -> str:
        return str(self.text)

    def __html__(self) -> str:
        # A narrow column breaks a name of sixty letters, and not the word "Judge".
        whole = all(len(word) <= LONGEST_WHOLE for word in str(self.text).split())
        mark = " app-whole" if whole else ""
        return SafeString(
            f'<a class="nhsuk-link{mark}" href="{escape(self.url)}"><bdi>{escape(self.text)}</bdi></a>'
        )


class Links:
    """Several links in one cell, with room between them; as words in an export."""

    def __init__(self, *links: Link) -> None:
        self.links = links

    def __str__(self) -> str:
        return ", ".join(str(link) for link in self.links)

    def __html__(self) -> str:
        return SafeString(" &nbsp; ".join(link.__html__() for link in self.links))


def tag(text: object, colour: str = "") -> SafeString:
    """Draw a status word as a tag, in the colour given or the one that this word always has."""
    return _tag(str(text), colour)


@lru_cache(maxsize=500)  # few words, many rows
def _tag(text: str, colour: str) -> SafeString:
    colour = colour or COLOUR_OF.get(text.lower(), "grey")
    return format_html('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>', colour, text)


def rag(letter: str | None, reason: str = "") -> SafeString:
    """Draw a RAG rating with its letter, its word and, where given, the reason for it."""
    if not letter:
        return tag("No data")
    word, colour = RAG_WORDS[letter.upper()[0]]
    drawn = format_html(
        '<strong class="nhsuk-tag nhsuk-tag--{} app-rag"><span class="app-rag__letter">{}</span> {}</strong>',
        colour,
        letter.upper()[0],
        word,
    )
    why = format_html(' <span class="app-rag__reason">{}</span>', reason) if reason else SafeString("")
    return drawn + why
