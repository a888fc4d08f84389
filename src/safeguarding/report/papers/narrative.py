"""
Turns what an author types into blocks. The marks are few, so that nobody has to learn them twice:

a blank line ends a paragraph; `- ` starts a point and `1. ` a counted one; `## ` a heading; `> ` a quotation whose last
line may be `> -- ` and who said it; `! ` what the reader is asked to decide; `**two stars**` carry weight; and
`{{alerts.total.2019-20}}` stands for a figure of this paper, so that a number is written once.
"""

import re
from collections.abc import Iterator, Mapping

from safeguarding.kit.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Figure,
    Heading,
    Numbered,
    Paragraph,
    Piece,
    Quotation,
    Strong,
)

TOKEN = re.compile(r"\{\{\s*([^{}\s]+)\s*\}\}")
MARK = re.compile(r"\{\{\s*(?P<key>[^{}\s]+)\s*\}\}|\*\*(?P<strong>[^*\n]+)\*\*")
COUNTED = re.compile(r"\d+\. ")
UNKNOWN = "[unknown figure: {}]"

Figures = Mapping[str, Figure]


def references(text: str) -> list[str]:
    """Return the keys of the figures that a text refers to, in order."""
    return TOKEN.findall(text)


def unknown(text: str, figures: Figures) -> list[str]:
    """Return the references that no figure of the paper answers."""
    return [key for key in references(text) if key not in figures]


def blocks(text: str, figures: Figures) -> list[Block]:
    """Return the text as blocks; an unknown reference is printed as such, because a draft must still be readable."""
    return [_block(lines, figures) for lines in _groups(text)]


def _groups(text: str) -> Iterator[list[str]]:
    """Yield the lines that belong together: a paragraph, a list, a heading, a quotation."""
    group: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        line = line.strip()
        if group and (not line or _kind(line) != _kind(group[0]) or _kind(line) == "## "):
            yield group
            group = []
        if line:
            group.append(line)


def _kind(line: str) -> str:
    if COUNTED.match(line):
        return "1. "
    return next((mark for mark in ("- ", "## ", "> ", "! ") if line.startswith(mark)), "")


def _block(lines: list[str], figures: Figures) -> Block:
    match _kind(lines[0]):
        case "- ":
            return Bullets(tuple(_pieces(line[2:], figures) for line in lines))
        case "1. ":
            return Numbered(tuple(_pieces(COUNTED.sub("", line, count=1), figures) for line in lines))
        case "## ":
            return Heading(lines[0][3:].strip(), 2)
        case "> ":
            return _quotation([line[2:].strip() for line in lines])
        case "! ":
            return Callout(
                "decision",
                "What is asked of the reader",
                _pieces(" ".join(line[2:] for line in lines), figures),
            )
    return Paragraph(*_pieces(" ".join(lines), figures))


def _quotation(lines: list[str]) -> Quotation:
    by = [line[3:].strip() for line in lines if line.startswith("-- ")]
    return Quotation(" ".join(line for line in lines if not line.startswith("-- ")), by[0] if by else "")


def _pieces(text: str, figures: Figures) -> tuple[Piece, ...]:
    """Split a run of text into words, figures and strong words."""
    pieces: list[Piece] = []
    end = 0
    for found in MARK.finditer(text):
        pieces += [text[end : found.start()]] if found.start() > end else []
        pieces.append(_piece(found, figures))
        end = found.end()
    return (*pieces, *([text[end:]] if end < len(text) or not pieces else []))


def _piece(found: re.Match[str], figures: Figures) -> Piece:
    if found["strong"]:
        return Strong(found["strong"])
    return figures.get(found["key"]) or UNKNOWN.format(found["key"])
