"""Write a document for Word (Office Open XML), ready to be edited: real headings, lists, tables and pictures with words.

The body is written as XML in one go, because a cell at a time takes eight times as long.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import vl_convert
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from safeguarding.kit.documents import sources, wordstyle
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
from safeguarding.kit.documents.wording import callout_title, cell_text, front_rows, picture_words

SPACES = nsdecls("w", "r", "wp", "a", "pic")
EMU_PER_MM = 36_000
PAGE_WIDTH, PAGE_HEIGHT = 170, 205  # millimetres that a drawing may take on A4
SHARES_OF_WIDTH = 9638  # the 170 mm in twentieths of a point
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
CALLOUTS = {
    "information": ("005EB8", "F0F4F5"),
    "warning": ("FFB81C", "FFF9E0"),
    "decision": ("007F3B", "EEF6F0"),
}


def render(document: Document, made_at: datetime = UNDATED) -> bytes:
    """Write the document as .docx; the same document and `made_at` (the date in its properties) give the same bytes."""
    word = wordstyle.blank()
    wordstyle.describe(word, document, made_at)
    body = _Writer(word, document).body()
    for element in parse_xml(f"<w:body {SPACES}>{body}</w:body>"):
        word.element.body.insert(len(word.element.body) - 1, element)
    saved = BytesIO()
    word.save(saved)
    return wordstyle.rezipped(saved.getvalue())


def run(text: str, properties: str = "") -> str:
    """A run of text; line feeds become line breaks."""
    inside = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"


def paragraph(inside: str, style: str = "", more: str = "") -> str:
    """A paragraph of runs in a style (by its identifier), with further properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inside}</w:p>"


def bookmarked(inside: str, name: str, identifier: int) -> str:
    """Runs that a link of the document can lead to."""
    return f'<w:bookmarkStart w:id="{identifier}" w:name={quoteattr(name)}/>{inside}<w:bookmarkEnd w:id="{identifier}"/>'


def linked(inside: str, name: str) -> str:
    """Runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{inside}</w:hyperlink>'


BOLD, RAISED = "<w:b/>", '<w:vertAlign w:val="superscript"/>'


class _Writer:
    """Writes the body; knows the number of each source and counts bookmarks, pictures and lists."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self.word = word
        self.of = document
        self.numbers = sources.numbered(document)
        self.count = 0

    def next(self) -> int:
        """A number that nothing else in the document has."""
        self.count += 1
        return self.count

    def body(self) -> str:
        """The whole body: cover, contents, parts, sources."""
        parts = "".join(self.part(part, f"part_{place}") for place, part in enumerate(self.of.parts))
        return self.cover() + self.contents() + parts + (self.sources() if self.numbers else "")

    def cover(self) -> str:
        """Who, what, when and in what state."""
        subtitle = paragraph(run(self.of.subtitle), "Subtitle") if self.of.subtitle else ""
        named = paragraph(run(self.of.organisation), "Organisation") + paragraph(run(self.of.title), "Title")
        return named + subtitle + self.summary(front_rows(self.of))

    def contents(self) -> str:
        """A contents list that leads to the parts at once; Word fills in page numbers when it is updated."""
        entries = [
            (f"{part.number} {part.title}", f"part_{place}") for place, part in enumerate(self.of.parts)
        ]
        if self.numbers:
            entries.append((sources.HEADING, "sources_of_figures"))
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        asked = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        lines = [linked(run(title), name) for title, name in entries] or [run("No parts yet")]
        lines[0] = f'{begin}{asked}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{lines[0]}'
        lines[-1] += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        heading = paragraph(run("Contents"), "TOCHeading", "<w:pageBreakBefore/>")
        return heading + "".join(paragraph(line, "TOC1") for line in lines)

    def part(self, part: Part, name: str) -> str:
        """A part on a page of its own."""
        title = bookmarked(run(f"{part.number} {part.title}"), name, self.next())
        return paragraph(title, "Heading1") + "".join(self.block(block) for block in part.blocks)

    def block(self, block: Block) -> str:
        """One block."""
        match block:
            case Heading():
                return paragraph(run(block.text), f"Heading{block.level + 1}")
            case Paragraph():
                return paragraph(self.parts(block.parts))
            case Bullets():
                return "".join(paragraph(self.parts(item), "ListBullet") for item in block.items)
            case Numbered():
                return self.numbered(block)
            case Table():
                return self.table(block)
            case Chart():
                return self.picture(block) + paragraph(self.parts(block.conclusion)) + self.table(block.table)
            case Diagram():
                return self.picture(block) + self.block(block.text_alternative)
            case Callout():
                return self.callout(block)
            case Quotation():
                quoted = paragraph(run(f"“{block.text}”"), "Quote", "<w:keepNext/>")
                return quoted + paragraph(run(block.said_by), "QuoteSource")
            case SummaryList():
                return self.summary(block.rows)

    def parts(self, parts: Iterable[Piece]) -> str:
        """A run of text; each figure leads to its source."""
        return "".join(self.piece(piece) for piece in parts)

    def piece(self, piece: Piece) -> str:
        """One piece of a run."""
        if isinstance(piece, str):
            return run(piece)
        if isinstance(piece, Strong):
            return run(piece.text, BOLD)
        return run(piece.shown) + self.raised(piece.source)

    def raised(self, source: Source) -> str:
        """The raised number that leads to a source."""
        count = self.numbers[source]
        return linked(run(str(count), f'<w:color w:val="005EB8"/>{RAISED}'), f"source_{count}")

    def numbered(self, block: Numbered) -> str:
        """A list that starts at 1 again."""
        listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{wordstyle.new_list(self.word)}"/></w:numPr>'
        return "".join(paragraph(self.parts(item), "ListNumber", listed) for item in block.items)

    def table(self, table: Table) -> str:
        """A caption, the table with its header row repeated on each page, and its notes."""
        shared, numeric, shares = sources.shared(table), table.numeric, _shares(table)
        columns = "".join(f'<w:gridCol w:w="{share}"/>' for share in shares)
        sized = [f'<w:tcPr><w:tcW w:w="{share}" w:type="dxa"/></w:tcPr>' for share in shares]
        heads = [
            f"<w:tc>{size}{paragraph(run(name), 'TableHead', KEEP + (RIGHT if right else ''))}</w:tc>"
            for size, name, right in zip(sized, table.columns, numeric, strict=True)
        ]
        together = KEEP if len(table.rows) <= KEPT_TOGETHER else ""
        rows = [self.row(row, sized, numeric, shared, together) for row in table.rows]
        header = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(heads)}</w:tr>"
        written = f"{TABLE.format(quoteattr(table.caption))}<w:tblGrid>{columns}</w:tblGrid>{header}{''.join(rows)}</w:tbl>"
        notes = [run("Nothing has been recorded.")] if not table.rows else []
        notes += [run(note) for note in table.notes]
        notes += [run(f"Source: {shared}.") + self.raised(shared)] if shared else []
        beneath = "".join(paragraph(note, "TableNote") for note in notes) or paragraph("", "TableNote")
        return paragraph(run(table.caption), "Caption", "<w:keepNext/>") + written + beneath

    def row(
        self,
        row: tuple[Cell, ...],
        sized: list[str],
        numeric: tuple[bool, ...],
        shared: Source | None,
        together: str,
    ) -> str:
        """A row that stays on one page; `together` keeps it with the next."""
        cells = [
            f"<w:tc>{size}{paragraph(self.cell(cell, shared), 'TableText', together + (RIGHT if right else ''))}</w:tc>"
            for cell, size, right in zip(row, sized, numeric, strict=True)
        ]
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"

    def cell(self, cell: Cell, shared: Source | None) -> str:
        """A cell; its source is named here unless the whole table shares it."""
        return self.piece(cell) if isinstance(cell, Figure) and not shared else run(cell_text(cell))

    def summary(self, rows: Iterable[tuple[str, tuple[Piece, ...]]]) -> str:
        """Names and what they stand for: a paragraph each, with the name in bold before a tab."""
        return "".join(
            paragraph(run(name, BOLD) + "<w:r><w:tab/></w:r>" + self.parts(parts), "SummaryRow")
            for name, parts in rows
        )

    def callout(self, callout: Callout) -> str:
        """Paragraphs on a ground, with a thick edge."""
        edge, ground = CALLOUTS[callout.kind]
        look = (
            f'<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="{edge}"/></w:pBdr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
        )
        above, below = '<w:spacing w:before="200" w:after="0"/>', '<w:spacing w:before="0" w:after="200"/>'
        head = paragraph(
            run(callout_title(callout), BOLD), "Callout", f"<w:keepNext/><w:keepLines/>{look}{above}"
        )
        return head + paragraph(self.parts(callout.parts), "Callout", f"<w:keepLines/>{look}{below}")

    def picture(self, block: Chart | Diagram) -> str:
        """A title and the drawing as a picture with its words."""
        relation, image = self.word.part.get_or_add_image(BytesIO(vl_convert.svg_to_png(block.svg, scale=2)))
        tall = image.px_height / image.px_width
        width = min(PAGE_WIDTH, PAGE_HEIGHT / tall)
        size = f'cx="{round(width * EMU_PER_MM)}" cy="{round(width * tall * EMU_PER_MM)}"'
        drawn = PICTURE.format(
            size=size, id=self.next(), alt=quoteattr(picture_words(block)), relation=relation
        )
        return paragraph(run(block.title), "Caption", KEEP) + paragraph(drawn, "Picture", KEEP)

    def sources(self) -> str:
        """The appendix that says where each number came from."""
        heading = paragraph(bookmarked(run(sources.HEADING), "sources_of_figures", self.next()), "Heading1")
        return heading + paragraph(run(sources.EXPLAINED)) + "".join(map(self.source, self.numbers))

    def source(self, source: Source) -> str:
        """One entry of the appendix."""
        count = self.numbers[source]
        name = bookmarked(run(f"{count}. ", BOLD), f"source_{count}", self.next())
        return paragraph(name + run(sources.in_one_line(source)))


KEEP = "<w:keepNext/>"
KEPT_TOGETHER = 15  # rows; a longer table may go over the page
RIGHT = '<w:jc w:val="right"/>'
TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Report"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
    '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
    'w:noVBand="1"/><w:tblCaption w:val={}/></w:tblPr>'
)
PICTURE = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
    '<wp:docPr id="{id}" name="Picture {id}" descr={alt}/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="{id}" name="Picture {id}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def _shares(table: Table) -> list[int]:
    """The width of each column by its longest cell, though not in full proportion."""
    longest = [len(name) for name in table.columns]
    for row in table.rows:
        for place, cell in enumerate(row):
            longest[place] = max(longest[place], len(cell_text(cell)))
    weights = [max(length, 8) ** 0.7 for length in longest]
    return [round(SHARES_OF_WIDTH * weight / sum(weights)) for weight in weights]
