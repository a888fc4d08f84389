"""The look of our Word documents: a blank one with styles, page, header and footer, and nothing left over in it."""

import zipfile
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from safeguarding.kit.documents.blocks import Document
from safeguarding.kit.documents.wording import running_title

FONT = "Arial"  # the NHS identity's font for office documents
BLUE, DEEP, INK, GREY = (RGBColor.from_string(code) for code in ("005EB8", "003087", "212B32", "4C6272"))
W = nsdecls("w")

# Style, based on, size in points, bold, colour, space before and after in points
LOOKS = (
    *(("Normal", "", 11, False, INK, 0, 8), ("Title", "Normal", 28, True, DEEP, 0, 6)),
    *(("Organisation", "Normal", 14, True, BLUE, 120, 12), ("Subtitle", "Normal", 15, False, GREY, 0, 28)),
    *(("Heading 1", "Normal", 20, True, DEEP, 0, 12), ("Heading 2", "Normal", 15, True, DEEP, 18, 6)),
    *(("Heading 3", "Normal", 13, True, DEEP, 14, 4), ("Heading 4", "Normal", 11, True, DEEP, 12, 4)),
    *(("TOC Heading", "Normal", 20, True, DEEP, 0, 12), ("TOC 1", "Normal", 11, True, BLUE, 4, 4)),
    *(("TOC 2", "Normal", 11, False, BLUE, 0, 2), ("List Bullet", "Normal", 11, False, INK, 0, 4)),
    *(("List Number", "Normal", 11, False, INK, 0, 4), ("Caption", "Normal", 11, True, INK, 12, 4)),
    *(("Quote", "Normal", 12, False, INK, 8, 2), ("Quote Source", "Normal", 10, False, GREY, 0, 10)),
    *(("Table Head", "Normal", 9.5, True, INK, 3, 3), ("Table Text", "Normal", 9.5, False, INK, 2, 2)),
    *(("Table Note", "Normal", 8.5, False, GREY, 3, 8), ("Picture", "Normal", 11, False, INK, 0, 4)),
    *(("Summary Row", "Normal", 11, False, INK, 3, 3), ("Source Name", "Normal", 11, False, INK, 10, 2)),
    *(("Callout", "Normal", 11, False, INK, 0, 0), ("Header", "Normal", 8.5, False, GREY, 0, 0)),
    ("Footer", "Normal", 8.5, False, GREY, 0, 0),
)
EDGE = '<w:{} w:val="single" w:sz="{}" w:space="{}" w:color="{}"/>'
RULED = {
    "Heading 1": f"<w:pBdr {W}>{EDGE.format('bottom', 16, 4, '005EB8')}</w:pBdr>",
    "Summary Row": f"<w:pBdr {W}>{EDGE.format('bottom', 4, 3, 'D8DDE0')}{EDGE.format('between', 4, 3, 'D8DDE0')}</w:pBdr>",
    "Quote": f"<w:pBdr {W}>{EDGE.format('left', 24, 10, 'D8DDE0')}</w:pBdr>",
}
TABLE_STYLE = f"""<w:style {W} w:type="table" w:customStyle="1" w:styleId="Report"><w:name w:val="Report"/>
<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>
{EDGE.format("bottom", 4, 0, "D8DDE0")}{EDGE.format("insideH", 4, 0, "D8DDE0")}</w:tblBorders><w:tblCellMar>
<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{EDGE.format("bottom", 12, 0, "005EB8")}</w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="E8EDEE"/></w:tcPr></w:tblStylePr></w:style>"""


def blank() -> WordDocument:
    """An empty A4 document in our styles."""
    return docx.Document(BytesIO(_blank()))


@cache
def _blank() -> bytes:
    """Made once in the life of a process: dressing the styles takes longer than a short report."""
    word = docx.Document()
    for name, based, size, bold, colour, before, after in LOOKS:
        style = _style(word, name)
        style.base_style = word.styles[based] if based else None
        _dress(style, size, bold, colour, before, after)
    word.styles.element.append(parse_xml(TABLE_STYLE))
    _details(word)
    _page(word)
    _strip(word)
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()


def _style(word: WordDocument, name: str) -> ParagraphStyle:
    """The style of that name, made when the blank does not have it."""
    if name not in [style.name for style in word.styles]:
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("TOC"))
    style = cast(ParagraphStyle, word.styles[name])
    style.hidden, style.quick_style = False, True
    return style


def _dress(
    style: ParagraphStyle, size: float, bold: bool, colour: RGBColor, before: float, after: float
) -> None:
    """Give a style its font, colour and spacing, and nothing of the theme."""
    properties = style.element.get_or_add_rPr()
    for each in list(properties):
        properties.remove(each)
    paragraph = style.element.get_or_add_pPr()
    for each in paragraph.findall(qn("w:pBdr")):
        paragraph.remove(each)
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), bold, colour
    style.font.italic = False
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if style.name in RULED:
        paragraph.insert_element_before(
            parse_xml(RULED[style.name]), *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
        )


def _details(word: WordDocument) -> None:
    """The few settings that only one style has."""
    looks = {name: word.styles[name].paragraph_format for name in (look[0] for look in LOOKS)}
    looks["Normal"].line_spacing = 1.15
    looks["Heading 1"].page_break_before = True
    looks["Source Name"].keep_with_next = True
    looks["Summary Row"].left_indent, looks["Summary Row"].first_line_indent = Mm(42), Mm(-42)
    looks["Summary Row"].tab_stops.add_tab_stop(Mm(42))
    for name in ("Header", "Footer"):
        looks[name].tab_stops.clear_all()
        looks[name].tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
    for name in ("Quote", "Quote Source"):
        looks[name].left_indent = Mm(6)
    looks["Callout"].left_indent, looks["Callout"].right_indent = Mm(5), Mm(3)
    language = parse_xml(f'<w:lang {W} w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>')
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for each in defaults.findall(qn("w:lang")):
        defaults.remove(each)
    defaults.append(language)


def _page(word: WordDocument) -> None:
    """A4, with a cover that has neither header nor footer."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = section.first_page_footer.is_linked_to_previous = False


def describe(word: WordDocument, document: Document, made_at: datetime) -> None:
    """Fill in header, footer and properties; `made_at` is the date in the properties."""
    section, moment = word.sections[0], made_at.replace(tzinfo=None, microsecond=0)
    for part, left, right in (
        (section.header, document.organisation, [document.status]),
        (section.footer, running_title(document), ["Page ", "PAGE", " of ", "NUMPAGES"]),
    ):
        line = part.paragraphs[0]
        line.add_run(f"{left}\t")
        for text in right:
            if text in ("PAGE", "NUMPAGES"):
                line._p.append(_field(text))
            else:
                line.add_run(text)
    about = word.core_properties
    about.title, about.subject, about.author = (
        document.title[:255],
        document.subtitle[:255],
        document.organisation[:255],
    )
    about.last_modified_by, about.comments, about.keywords = document.organisation[:255], "", ""
    about.language, about.version, about.content_status = (
        "en-GB",
        document.version[:255],
        document.status[:255],
    )
    about.created = about.modified = moment
    about.revision = 1


def _field(name: str) -> object:
    """A field that Word fills in."""
    return parse_xml(f'<w:fldSimple {W} w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def new_list(word: WordDocument) -> int:
    """Number a list of its own, starting at 1; returns its number in the document."""
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element.pPr.numPr.numId.val
    shape = numbering.num_having_numId(style).abstractNumId.val
    made = numbering.add_num(shape)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _strip(word: WordDocument) -> None:
    """Remove the sample's picture, its data part and the numbers of its editing sessions."""
    package = word.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]
    for key, relation in list(word.part.rels.items()):
        if relation.reltype in (RELATIONSHIP_TYPE.CUSTOM_XML, STYLES_WITH_EFFECTS):
            del word.part.rels[key]
    settings = word.settings.element
    for element in (word.element, word.styles.element, word.part.numbering_part.element):
        _forget_sessions(element)
    for name in ("w:rsids", "w:proofState", "w:savePreviewPicture", "w:themeFontLang"):
        for each in settings.findall(qn(name)):
            settings.remove(each)


def _forget_sessions(element: BaseOxmlElement) -> None:
    """Remove the numbers of editing sessions, wherever they stand."""
    for each in list(element.iter()):
        if each.tag == qn("w:rsid"):
            each.getparent().remove(each)
        for name in [name for name in each.attrib if "}rsid" in name]:
            del each.attrib[name]


STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def rezipped(content: bytes) -> bytes:
    """The same package with fixed dates in its directory, so that the bytes depend on the document alone."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(entry, old.read(name))
    return written.getvalue()
