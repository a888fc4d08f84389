"""The three writers say the same, safely, and the same every time."""

import re
import zipfile
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO

import docx as word
import page
import pypdfium2
import pytest
from docx.oxml.ns import qn

from safeguarding.kit.documents import blocks, docx, html, pdf
from tests.kit.documents import sample

EMPTY = blocks.Document("Only a title", "", "", "", "", "")


def pdf_text(content):
    with pypdfium2.PdfDocument(content) as opened:
        return "\n".join(each.get_textpage().get_text_range() for each in opened)


def opened(document):
    return word.Document(BytesIO(docx.render(document)))


class Tags(HTMLParser):
    """Every start tag, and whether each end tag closes the last one open."""

    VOID = ("meta", "br")

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.said = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open += [] if tag in self.VOID else [tag]

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)


@pytest.mark.parametrize(
    "document", [sample.document(2), sample.nasty_document(), EMPTY], ids=["all", "nasty", "empty"]
)
def test_a_pdf_can_be_read_aloud(document, tmp_path):
    made = tmp_path / "paper.pdf"
    made.write_bytes(pdf.render(document))

    report = page.validate_pdf(made, profile=page.ValidationProfile.PDF_UA_1)

    assert report.is_compliant
    assert len(report.failures) == 0


@pytest.mark.parametrize("write", [docx.render, pdf.render, html.render])
def test_the_same_paper_is_the_same_bytes(write):
    assert write(sample.document(1)) == write(sample.document(1))


@pytest.mark.parametrize("write", [docx.render, pdf.render])
def test_only_the_date_given_is_written(write):
    assert write(EMPTY, datetime(2027, 5, 1, tzinfo=UTC)) != write(EMPTY)


def test_every_writer_says_every_figure_and_word():
    document = sample.document(1)
    in_word = "\n".join("".join(p.itertext()) for p in opened(document).element.body.iter(qn("w:p")))
    in_html, on_paper = "".join(Tags(html.render(document)).said), pdf_text(pdf.render(document))

    for said in (
        *{figure.shown for figure in blocks.figures(document)},
        *(
            "Safeguarding annual report",
            "Draft for comment",
            "Quorate",
            "1,000.50",
            "4 June 2026",
            "Nothing has been recorded.",
        ),
        *(
            "Carer, reading group",
            "For decision: Agree the training plan",
            "9f86d081884c",
            "as-at date not stated",
        ),
    ):
        for text in (in_word, in_html, on_paper):
            assert said in text.replace("\r\n", " ").replace("\n", " ") or said in text


def test_hostile_text_stays_text_in_html():
    tags = Tags(html.page(sample.nasty_document()))

    assert {tag for tag, _ in tags.tags}.isdisjoint({"script", "img", "iframe"})
    assert not [name for _, attributes in tags.tags for name in attributes if name.startswith("on")]
    assert "49" not in "".join(tags.said)
    assert tags.open == []


def test_hostile_text_is_printed_as_it_is():
    clean = '<script>alert("x")</script> & #panic() $x$ *a* @b {{ 7*7 }}'

    assert clean in re.sub(r"\s+", " ", pdf_text(pdf.render(sample.nasty_document())))
    assert any(clean in each.text for each in opened(sample.nasty_document()).paragraphs)


def test_every_table_of_a_page_is_named_and_its_headers_are_scoped():
    tags = Tags(html.render(sample.document(1))).tags
    names = [tag for tag, _ in tags]

    assert names.count("table") == names.count("caption") == 7
    assert all(attributes["scope"] in ("row", "col") for tag, attributes in tags if tag == "th")
    assert all(attributes["role"] == "img" for tag, attributes in tags if tag == "svg")


def test_every_name_in_a_page_is_its_own():
    names = [
        attributes["id"] for _, attributes in Tags(html.render(sample.document(3))).tags if "id" in attributes
    ]

    assert len(names) == len(set(names))


def test_headings_of_a_page_never_skip_a_level():
    levels = [
        int(tag[1]) for tag, _ in Tags(html.render(sample.document(1))).tags if re.fullmatch(r"h[1-6]", tag)
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1


def test_a_figure_leads_to_its_rows_when_there_is_somewhere_to_go():
    document = sample.document(1)
    written = html.render(document, lambda figure: f"/figures/{figure.key}?a=1&b=2")

    assert 'href="/figures/t03?a=1&amp;b=2"' in written
    assert "<data" not in written
    assert "<data" in html.render(document, lambda figure: "")
    assert (
        'title="Source: Quarterly training returns, as at 31 March 2027, as known on 12 April 2027"'
        in written
    )


def test_word_repeats_header_rows_and_describes_pictures():
    body = opened(sample.document(1)).element.body
    tables = list(body.iter(qn("w:tbl")))

    assert len(tables) == 6
    assert all(table.find(f".//{qn('w:tblHeader')}") is not None for table in tables)
    assert all(table.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) for table in tables)
    described = [each.get("descr") for each in body.iter(qn("wp:docPr"))]
    assert len(described) == 4
    assert all(described)


def test_every_link_in_word_leads_somewhere():
    body = opened(sample.document(2)).element.body
    names = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    leads = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))}

    assert leads
    assert leads <= names


def test_each_numbered_list_in_word_starts_again():
    body = opened(sample.document(2)).element.body
    lists = [
        each.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
        for each in body.iter(qn("w:p"))
        if each.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    ]

    assert len(lists) == 4
    assert len(set(lists)) == 2


def test_word_carries_nothing_of_the_machine_that_wrote_it():
    content = docx.render(sample.document(1))
    with zipfile.ZipFile(BytesIO(content)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
        assert not [name for name in package.namelist() if "thumbnail" in name or "customXml" in name]
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"python-docx" not in everything
    assert b"w:rsid" not in everything
    about = opened(sample.document(1)).core_properties
    assert about.author == about.last_modified_by == "Wyvern Integrated Care Board"
    assert about.title == "Safeguarding annual report"


def test_a_table_names_a_shared_source_once_and_others_at_each_figure():
    mixed = blocks.Table("Mixed", ("Name", "Value"), [("a", sample.count(1)), ("b", sample.share("2"))])
    same = blocks.Table("Same", ("Name", "Value"), [("a", sample.count(1)), ("b", sample.count(2))])
    raised = []
    for table in (mixed, same):
        body = opened(
            blocks.Document("T", *[""] * 5, parts=[blocks.Part("1", "P", "p", [table])])
        ).element.body
        leads = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
        raised.append([name for name in leads if re.fullmatch(r"source_\d+", name)])

    assert raised == [["source_1", "source_2"], ["source_1"]]
