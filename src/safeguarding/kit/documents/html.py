"""Write a document as HTML in the NHS.UK style: a part of a page (`render`) or a page of its own (`page`)."""

import re
from collections.abc import Callable, Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from safeguarding.kit.documents.blocks import Cell, Document, Figure, Piece, Strong
from safeguarding.kit.documents.sources import COLUMNS, EXPLAINED, HEADING, details, numbered, of_table
from safeguarding.kit.documents.wording import callout_title, cell_text, front_rows

FigureUrl = Callable[[Figure], str]
SIZE = re.compile(r' width="[\d.]+" height="[\d.]+"')
NAME = re.compile(r'aria-labelledby="(\w+)t ')


def render(document: Document, figure_url: FigureUrl | None = None) -> str:
    """Write the document as one <article>, headed by an <h1>.

    `figure_url` says where the rows behind a figure can be seen; without it, or when it returns "", a figure is not a
    link but still names its source and date. All text is escaped.
    """
    return _written("article.jinja", document, figure_url)


def page(document: Document, figure_url: FigureUrl | None = None) -> str:
    """Write the document as a whole page that needs nothing else: for a file to keep, mail or print."""
    return _written("page.jinja", document, figure_url)


def _written(template: str, document: Document, figure_url: FigureUrl | None) -> str:
    writer = _Writer(figure_url)
    return PAGES.get_template(template).render(
        document=document,
        parts_of=writer.parts,
        cell=writer.cell,
        drawing=writer.drawing,
        sources=numbered(document),
        appendix={"heading": HEADING, "columns": COLUMNS, "explained": EXPLAINED},
    )


class _Writer:
    """The pieces that are written by hand because a long report has thousands of them."""

    def __init__(self, figure_url: FigureUrl | None) -> None:
        self.figure_url = figure_url
        self.drawn: dict[str, int] = {}

    def parts(self, pieces: Iterable[Piece]) -> Markup:
        """Write a run of text, figures and strong words."""
        return Markup("").join(self._piece(piece) for piece in pieces)

    def cell(self, cell: Cell) -> Markup:
        """Write what stands in a cell of a table."""
        return self._piece(cell) if isinstance(cell, Figure) else escape(cell_text(cell))

    def _piece(self, piece: Piece) -> Markup:
        if isinstance(piece, str):
            return escape(piece)
        if isinstance(piece, Strong):
            return Markup("<strong>{}</strong>").format(piece.text)
        told = f"Source: {piece.source}"
        url = self.figure_url(piece) if self.figure_url else ""
        if url:
            return Markup('<a class="nhsuk-link document-figure" href="{}" title="{}">{}</a>').format(
                url, told, piece.shown
            )
        value = "" if piece.value is None else piece.value
        return Markup('<data class="document-figure" value="{}" title="{}">{}</data>').format(
            value, told, piece.shown
        )

    def drawing(self, svg: str) -> Markup:
        """Put a drawing into the page at full width; one that comes twice gets names of its own."""
        found = NAME.search(svg)
        if found:
            times = self.drawn[found[1]] = self.drawn.get(found[1], 0) + 1
            svg = svg if times == 1 else svg.replace(found[1], f"{found[1]}n{times}")
        return Markup(SIZE.sub(' width="100%"', svg, count=1))  # noqa: S704 - the model lets in shapes and words only


PAGES = Environment(
    loader=PackageLoader("safeguarding.kit.documents", "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
PAGES.globals.update(details=details, sources_of=of_table, callout_title=callout_title, front_rows=front_rows)
