"""Write a document as a tagged PDF (PDF/UA-1, ISO 14289-1), so that a screen reader reads what an eye sees.

The words go to the typesetter as data only; its template is `pages/report.typ`.
"""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fontpkg_open_sans
import typst

from safeguarding.kit.charts.svg import FONT
from safeguarding.kit.documents import sources
from safeguarding.kit.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Diagram,
    Document,
    Figure,
    Heading,
    Numbered,
    Paragraph,
    Part,
    Piece,
    Quotation,
    Source,
    Strong,
    SummaryList,
    Table,
)
from safeguarding.kit.documents.wording import (
    callout_title,
    cell_text,
    front_rows,
    picture_words,
    running_title,
)

TEMPLATE = Path(__file__).parent / "pages" / "report.typ"
FONTS = Path(fontpkg_open_sans.__file__).parent / "files"
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
PAGE_WIDTH, PAGE_HEIGHT = 170, 205  # millimetres that a drawing may take on A4
SIZE = re.compile(r' width="([\d.]+)" height="([\d.]+)"')


def render(document: Document, made_at: datetime = UNDATED) -> bytes:
    """Write the document as PDF; the same document and `made_at` (the date in its properties) give the same bytes."""
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_Writer(document).document())},
        pdf_standards="ua-1",
        timestamp=int(made_at.timestamp()),
    )


class _Writer:
    """Turns the model into what the template reads, and remembers which sources were already named at a foot."""

    def __init__(self, document: Document) -> None:
        self.of = document
        self.numbers = sources.numbered(document)
        self.named: set[Source] = set()

    def document(self) -> dict[str, Any]:
        """The whole document."""
        of = self.of
        return {
            "title": of.title,
            "subtitle": of.subtitle,
            "organisation": of.organisation,
            "status": of.status,
            "running": running_title(of),
            "front": self.rows(front_rows(of)),
            "parts": [self.part(part) for part in of.parts],
            "sources": [self.source(source, count) for source, count in self.numbers.items()],
            "appendix": {"heading": sources.HEADING, "explained": sources.EXPLAINED},
        }

    def part(self, part: Part) -> dict[str, Any]:
        """A part with its number before its title."""
        title = f"{part.number} {part.title}".strip()
        return {"title": title or part.key, "blocks": [self.block(block) for block in part.blocks]}

    def block(self, block: Block) -> dict[str, Any]:
        """One block under the name of its kind."""
        match block:
            case Heading():
                return {"is": "heading", "level": block.level, "text": block.text}
            case Paragraph():
                return {"is": "paragraph", "parts": self.parts(block.parts)}
            case Bullets() | Numbered():
                kind = "bullets" if isinstance(block, Bullets) else "numbered"
                return {"is": kind, "items": [self.parts(item) for item in block.items]}
            case Table():
                return self.table(block)
            case Chart():
                conclusion, table = self.parts(block.conclusion), self.table(block.table)
                return {"is": "chart", **picture(block), "conclusion": conclusion, "table": table}
            case Diagram():
                items = [self.parts(item) for item in block.text_alternative.items]
                return {"is": "diagram", **picture(block), "items": items}
            case Callout():
                said = self.parts(block.parts)
                return {"is": "callout", "kind": block.kind, "title": callout_title(block), "parts": said}
            case Quotation():
                return {"is": "quotation", "text": block.text, "said_by": block.said_by}
            case SummaryList():
                return {"is": "summary", "rows": self.rows(block.rows)}

    def rows(self, rows: Iterable[tuple[str, tuple[Piece, ...]]]) -> list[Any]:
        """The rows of a summary list."""
        return [[name, self.parts(parts)] for name, parts in rows]

    def parts(self, parts: Iterable[Piece]) -> list[dict[str, Any]]:
        """A run of text; each figure has the note that names its source."""
        return [self.piece(piece) for piece in parts]

    def piece(self, piece: Piece) -> dict[str, Any]:
        """One piece of a run."""
        if isinstance(piece, str):
            return {"is": "text", "text": piece}
        if isinstance(piece, Strong):
            return {"is": "strong", "text": piece.text}
        return {"is": "figure", "text": piece.shown, "note": self.note(piece.source)}

    def note(self, source: Source) -> dict[str, Any]:
        """The note at the foot of the page; it is written out where the source is first named and pointed to later."""
        first = source not in self.named
        self.named.add(source)
        return {"number": self.numbers[source], "first": first, "text": f"{source}."}

    def table(self, table: Table) -> dict[str, Any]:
        """A table; a source that all its figures share is named beneath, others at each figure."""
        shared = sources.shared(table)
        beneath = [f"Source {self.numbers[shared]}: {shared}."] if shared else []
        return {
            "is": "table",
            "caption": table.caption,
            "columns": table.columns,
            "numeric": table.numeric,
            "widths": widths(table),
            "rows": [[self.cell(cell, shared) for cell in row] for row in table.rows],
            "notes": [*table.notes, *beneath],
        }

    def cell(self, cell: Cell, shared: Source | None) -> Any:
        """A cell as text, or as text with its note."""
        if not isinstance(cell, Figure):
            return cell_text(cell)
        return cell.shown if shared else {"text": cell.shown, "note": self.note(cell.source)}

    def source(self, source: Source, count: int) -> dict[str, Any]:
        """The entry of a source in the appendix."""
        strong = {"is": "strong", "text": f"{count}. "}
        return {"is": "paragraph", "parts": [strong, {"is": "text", "text": sources.in_one_line(source)}]}


def widths(table: Table) -> list[float]:
    """Shares of the width for columns of words, by their longest cell but not in full proportion; 0 for numbers."""
    cells = [[*(row[i] for row in table.rows), name] for i, name in enumerate(table.columns)]
    longest = [max(len(cell_text(c)) for c in column) for column in cells]
    return [
        0 if right else round(max(long, 6) ** 0.6, 1)
        for right, long in zip(table.numeric, longest, strict=True)
    ]


def picture(block: Chart | Diagram) -> dict[str, Any]:
    """A drawing with the font that is at hand and the width, in millimetres, in which it fits on a page."""
    found = SIZE.search(block.svg)
    tall = float(found[2]) / float(found[1]) if found else 1
    width = round(min(PAGE_WIDTH, PAGE_HEIGHT / tall), 1)
    svg = block.svg.replace(FONT, "Open Sans", 1)
    return {"title": block.title, "alt": picture_words(block), "svg": svg, "width": width}
