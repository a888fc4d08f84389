"""A file is what it holds: kept types are known, everything else is refused in words that say what to do."""

import io
import stat
import zipfile

import pytest

from safeguarding.core.files.contents import LARGEST, NotKept, type_of
from tests.core.files import samples

EXE = b"MZ\x90\x00" + bytes(200)
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (samples.PDF, "policy.pdf", "pdf"),
        (samples.PDF, "POLICY.PDF", "pdf"),
        (samples.DOCX, "policy.docx", "docx"),
        (samples.XLSX, "figures.xlsx", "xlsx"),
        (samples.PPTX, "slides.pptx", "pptx"),
        (samples.ODT, "policy.odt", "odt"),
        (samples.png(), "logo.png", "png"),
        (samples.JPEG, "sign.jpg", "jpeg"),
        (samples.JPEG, "sign.jpeg", "jpeg"),
        ("Name,Café\n1,2\n".encode(), "figures.csv", "csv"),
        ("Name,Café\n1,2\n".encode("cp1252"), "figures.csv", "csv"),
        ("\ufeffName,2".encode("utf-16"), "figures.csv", "csv"),
        (b"Plain words.", "note.txt", "txt"),
        (b"a < b and <b> stands here", "note.txt", "txt"),
    ],
)
def test_keeps_what_people_send_as_evidence(content, name, key):
    assert type_of(content, name).key == key


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "policy.pdf", "empty"),
        (b"x" * (LARGEST + 1), "note.txt", "20 MB or smaller"),
        (samples.PDF, "policy", "not kept"),
        (EXE, "setup.exe", "not kept"),
        (HTML, "page.html", "not kept"),
        (b"<svg onload=alert(1)>", "logo.svg", "not kept"),
        (EXE, "policy.pdf", "its content is not"),
        (HTML, "policy.pdf", "its content is not"),
        (samples.PDF, "policy.docx", "its content is not"),
        (samples.DOCX, "figures.xlsx", "its content is not"),
        (samples.png(), "sign.jpg", "its content is not"),
        (samples.package({"a.txt": b"x"}), "policy.docx", "its content is not"),
        (HTML, "note.txt", "its content is not"),
        (b"  \n<SCRIPT>x</SCRIPT>", "figures.csv", "its content is not"),
        (b"\xef\xbb\xbf<html>", "note.txt", "its content is not"),
        ("\ufeff<html>".encode("utf-16"), "note.txt", "its content is not"),
        (b"words\x00more", "note.txt", "its content is not"),
        (b"{\\rtf1 x}", "note.txt", "its content is not"),
        (b"#!/bin/sh\nrm -rf x", "note.txt", "its content is not"),
        (OLD, "policy.docx", "older Office format"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "policy.docx", "password"),
    ],
)
def test_refuses_what_it_is_not(content, name, words):
    with pytest.raises(NotKept, match=words):
        type_of(content, name)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (samples.pdf_with(b"3 0 obj<</S/JavaScript/JS(app.alert)>>endobj"), "holds a script"),
        (samples.pdf_with(b"3 0 obj<</S/J#61vaScript>>endobj"), "holds a script"),
        (samples.pdf_with(b"3 0 obj<</S/Launch/F(cmd)>>endobj"), "holds a script"),
        (samples.pdf_with(b"3 0 obj<</Type/EmbeddedFile>>endobj"), "holds a script"),
        (samples.pdf_with_packed(b"3 0 <</S/JavaScript/JS(app.alert)>>"), "holds a script"),
        (samples.pdf_with_packed(b" " * (70 * 1024 * 1024)), "unpacks to far more"),
        (samples.pdf_with(b"/Encrypt 5 0 R"), "password or is protected"),
        (samples.PDF.replace(b"%%EOF", b""), "cut short"),
        (samples.PDF + samples.DOCX, "hidden behind it"),
    ],
)
def test_refuses_a_pdf_that_runs_hides_or_is_closed(content, words):
    with pytest.raises(NotKept, match=words):
        type_of(content, "policy.pdf")


def test_keeps_a_pdf_that_opens_at_a_page():
    assert type_of(samples.pdf_with(b"/OpenAction[3 0 R/Fit]"), "policy.pdf").key == "pdf"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (samples.office(word__vbaProject_DOT_bin=b"x"), "macros"),
        (
            samples.package(
                {
                    "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml",
                    "word/document.xml": b"x",
                }
            ),
            "macros",
        ),
        (samples.office(word__activeX__activeX1_DOT_xml=b"x"), "macros"),
        (
            samples.package(
                {"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/Standard/x.xml": b""}
            ),
            "macros",
        ),
        (
            samples.package({"[Content_Types].xml": b"", "word/document.xml": b"", "../../etc/passwd": b"x"}),
            "point outside",
        ),
        (
            samples.package({"[Content_Types].xml": b"", "word/document.xml": b"", "/etc/passwd": b"x"}),
            "point outside",
        ),
        (samples.office(word__big_DOT_xml=b"0" * 46_000_000), "unpacks to far more"),
        (samples.package({f"part{n}": b"" for n in range(5_001)}), "unpacks to far more"),
        (samples.DOCX[:-30], "damaged"),
        (
            samples.DOCX.replace(
                b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
            ),
            "password",
        ),
        (
            samples.office(
                word___rels__settings_DOT_xml_DOT_rels=b'Type="x/attachedTemplate" Target="http://x" TargetMode="External"'
            ),
            "template from elsewhere",
        ),
    ],
)
def test_refuses_a_package_that_runs_swells_or_reaches_out(content, words):
    with pytest.raises(NotKept, match=words):
        type_of(content, "policy.docx")


def test_a_package_that_lies_about_its_size_is_never_unpacked():
    """The bomb is refused from its table of contents: no part of it is read."""
    bomb = samples.package(
        {"[Content_Types].xml": b"", "word/document.xml": b"0" * 200_000_000}, zipfile.ZIP_DEFLATED
    )

    with pytest.raises(NotKept, match="unpacks to far more"):
        type_of(bomb, "policy.docx")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (samples.png(50_000, 50_000), "plan.png", "too many points"),
        (samples.png(0, 5), "plan.png", "too many points"),
        (samples.png() + samples.DOCX, "plan.png", "hidden behind it"),
        (samples.png()[:20], "plan.png", "damaged"),
        (samples.JPEG + samples.DOCX, "sign.jpg", "hidden behind it"),
        (samples.JPEG[:22], "sign.jpg", "damaged"),
        (
            samples.JPEG.replace(b"\x08\x00\x10\x00\x10", b"\x08\xff\xff\xff\xff"),
            "sign.jpg",
            "too many points",
        ),
    ],
)
def test_refuses_a_picture_that_floods_or_hides(content, name, words):
    with pytest.raises(NotKept, match=words):
        type_of(content, name)


def test_refuses_a_package_that_holds_a_link():
    """A link unpacks to whatever it points at on the machine that opens it."""
    part = zipfile.ZipInfo("word/media/picture.png")
    part.external_attr = (stat.S_IFLNK | 0o777) << 16
    content = io.BytesIO(samples.DOCX)
    with zipfile.ZipFile(content, "a") as package:
        package.writestr(part, "/etc/passwd")

    with pytest.raises(NotKept, match="point outside"):
        type_of(content.getvalue(), "policy.docx")
