"""Small files of every kind that is kept, and hostile ones, made as the programs that write them would."""

import io
import struct
import zipfile
import zlib

PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01\xff\xd9"
)


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def package(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(main: str = "word/document.xml", **more: bytes) -> bytes:
    """Return a package with its main part; `more` names further parts, __ for a slash."""
    parts = {"[Content_Types].xml": b"<Types/>", main: b"<x/>"}
    return package(
        parts | {name.replace("__", "/").replace("_DOT_", "."): data for name, data in more.items()}
    )


ODT = package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})
XLSX = office("xl/workbook.xml")
PPTX = office("ppt/presentation.xml")
DOCX = office()


def pdf_with(words: bytes) -> bytes:
    return PDF.replace(b"trailer", words + b"\ntrailer")


def pdf_with_packed(words: bytes) -> bytes:
    """Return a PDF that keeps an object in a compressed stream."""
    packed = zlib.compress(words)
    head = b"9 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return PDF.replace(b"trailer", head + packed + b"\nendstream endobj\ntrailer")
