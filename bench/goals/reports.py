"""Goal 13: a report as Word and HTML beside bare python-docx writing the same tables as rows of XML; a PDF only as a job."""

import statistics
import threading
import time
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bench.goals.pages import minimal_page
from bench.load import latency
from bench.run import Run
from bench.table import Line
from safeguarding.kit.documents import docx as word
from safeguarding.kit.documents import html, pdf
from safeguarding.kit.documents.blocks import Document, Paragraph, Part, Table

SECTIONS, ROWS, PARAGRAPHS = 30, 20, 3
HEADS = ("Standard", "Rating", "Evidence", "Result", "Period")
SENTENCE = "The board received assurance on training, supervision and partnership work during the year. " * 4
TABLE = tuple(
    (
        f"Standard {n}",
        "Amber" if n % 3 else "Green",
        "Seen at visit and at quarterly review",
        f"{80 + n}%",
        "Q3",
    )
    for n in range(ROWS)
)


def report() -> Document:
    """Return a report of 30 parts, each three paragraphs and a table of 20 rows."""
    parts = [
        Part(
            str(n),
            f"Section {n}",
            f"section-{n}",
            (*[Paragraph(SENTENCE)] * PARAGRAPHS, Table(f"Standards of section {n}", HEADS, TABLE)),
        )
        for n in range(1, SECTIONS + 1)
    ]
    return Document(
        "Safeguarding annual report", "", "Provider 001", "2025-26", "Draft", "0.1", parts=tuple(parts)
    )


def bare() -> bytes:
    """Write the same headings, paragraphs and tables with python-docx and rows of XML: the limit."""
    document = docx.Document()
    document.add_heading("Safeguarding annual report", 0)
    space = nsdecls("w")
    for number in range(1, SECTIONS + 1):
        document.add_heading(f"Section {number}", 1)
        for _ in range(PARAGRAPHS):
            document.add_paragraph(SENTENCE)
        rows = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in (HEADS, *TABLE))
        grid = "<w:gridCol/>" * len(HEADS)
        table = f"<w:tbl {space}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        document.element.body.insert(len(document.element.body) - 1, parse_xml(table))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _cell(text: str) -> str:
    return f"<w:tc><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>"


def measure(run: Run) -> list[Line]:
    """Time both in turns; then a page while a PDF is being typeset."""
    document = report()
    assert_equal_tables(document)
    ours, beside = [], []
    for _ in range(run.rounds + 2):
        beside.append(timed(bare))
        ours.append(timed(lambda: (word.render(document), html.page(document))))
    return [
        Line(
            13,
            "report as Word and HTML, 600 rows",
            statistics.median(ours),
            statistics.median(beside),
            3,
            "ms",
            beside="bare python-docx",
        ),
        page_meanwhile(run, document),
    ]


def assert_equal_tables(document: Document) -> None:
    """See that both files hold every row before their times are compared."""
    for written in (word.render(document), bare()):
        read = docx.Document(BytesIO(written))
        rows = [[c.text for c in row.cells] for table in read.tables for row in table.rows]
        for expected in TABLE:
            assert rows.count(list(expected)) == SECTIONS
    assert html.page(document).count("Seen at visit and at quarterly review") == SECTIONS * ROWS


def timed(work) -> float:
    """Return the seconds that a piece of work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def page_meanwhile(run: Run, document: Document) -> Line:
    """Time the home page while another process's worth of typesetting goes on, as a job does it."""
    head, beside = run.head(), run.minimal_client()
    over = threading.Event()

    def typeset() -> None:
        while not over.is_set():
            pdf.render(document)

    job = threading.Thread(target=typeset)
    job.start()
    try:
        ours = latency(head, lambda c: c.get("/"), seconds=2)
        theirs = latency(beside, minimal_page, seconds=2)
    finally:
        over.set()
        job.join()
    return Line(13, "home page while a PDF is typeset, p50", ours.p50, theirs.p50, 3, "ms")
