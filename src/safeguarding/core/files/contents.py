"""Tells what a file is by what it holds, and refuses what cannot be kept, in words that say what to do instead."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import filetype

from safeguarding.core.files import names, packages
from safeguarding.kit.refusals import Refused

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
MOST_PIXELS = 50_000_000


class NotKept(Refused):
    """The file cannot be kept as it is."""


@dataclass(frozen=True)
class Type:
    """A type of file that is kept."""

    key: str
    words: str
    media_type: str
    endings: tuple[str, ...]


TYPES = {
    kind.key: kind
    for kind in (
        Type("pdf", "PDF", "application/pdf", ("pdf",)),
        Type(
            "docx",
            "Word document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ("docx",),
        ),
        Type(
            "xlsx",
            "Excel workbook",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ("xlsx",),
        ),
        Type(
            "pptx",
            "PowerPoint presentation",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            ("pptx",),
        ),
        Type("odt", "OpenDocument text", "application/vnd.oasis.opendocument.text", ("odt",)),
        Type("png", "PNG picture", "image/png", ("png",)),
        Type("jpeg", "JPEG picture", "image/jpeg", ("jpg", "jpeg")),
        Type("csv", "CSV file", "text/csv; charset=utf-8", ("csv",)),
        Type("txt", "Text file", "text/plain; charset=utf-8", ("txt",)),
    )
}
BY_ENDING = {ending: kind for kind in TYPES.values() for ending in kind.endings}
ACCEPT = tuple(f".{ending}" for ending in BY_ENDING)  # for the file field of a form
ALLOWED = (
    "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument text, PNG, JPEG, CSV or plain text"
)

ZIP, ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A text that a browser or an interpreter would take for something else.
LOOKS_LIKE_MARKUP = re.compile(
    rb"^\s*(<!doctype|<\?|<!--|<(html|head|body|script|svg|iframe|img|meta|style|object|embed)\b|#!|\{\\rtf|%!ps)",
    re.IGNORECASE,
)
UNPRINTABLE = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
RUNS_IN_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)(?![A-Za-z0-9])")
HEX_IN_PDF_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n")
MOST_INFLATED = 64 * MEGABYTE


def read(upload: UploadedFile) -> bytes:
    """Read what was sent, and no more than the limit allows whatever its header said."""
    upload.seek(0)
    return upload.read(LARGEST + 1)


def type_of(content: bytes, name: str) -> Type:
    """
    Return the type of a file that may be kept.

    :param name: the cleaned name; its ending must say what the content is.
    :raises NotKept: if it is empty, too large, of another type, or carries something that runs or a password.
    """
    if not content:
        raise NotKept("The file is empty. Choose another.")
    if len(content) > LARGEST:
        raise NotKept(
            f"The file must be {LARGEST // MEGABYTE} MB or smaller. This one is {len(content) / MEGABYTE:,.1f} MB."
        )
    said = BY_ENDING.get(names.ending(name))
    if said is None:
        raise NotKept(f"Files of this type are not kept. Choose a {ALLOWED} file.")
    found = _found(content)
    if found not in {said.key, "text" if said.key in {"csv", "txt"} else said.key}:
        raise NotKept(
            f"The file's name says that it is a {said.words}, but its content is not. Choose the right file."
        )
    CHECKS.get(said.key, _any_file)(content)
    return said


def _found(content: bytes) -> str:
    """Return what the content is: the key of a type, "text", or something that is not kept."""
    if content.startswith(ZIP):
        return _package(content)
    if content.startswith(OLD_OFFICE):
        raise NotKept(_about_old_office(content))
    if content.startswith(b"%PDF-"):
        return "pdf"
    guess = filetype.guess(content[:8192])
    if guess is not None:
        return {"image/png": "png", "image/jpeg": "jpeg"}.get(guess.mime, guess.mime)
    return "text" if _is_text(content) else "unknown"


def _package(content: bytes) -> str:
    try:
        return packages.kind_of(content) or "zip"
    except packages.BadPackage as why:
        raise NotKept(str(why)) from None


def _about_old_office(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "The file has a password. Take the password off and choose it again."
    return "The file is in an older Office format. Save it as .docx, .xlsx or .pptx and choose that."


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", errors="replace").encode()
    return not UNPRINTABLE.search(content) and not LOOKS_LIKE_MARKUP.match(
        content.removeprefix(b"\xef\xbb\xbf")
    )


def _any_file(content: bytes) -> None:
    """Nothing further is asked of a text or an office package."""


def _pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise NotKept("The PDF is cut short. Save it again and choose it once more.")
    if ZIP_END in content[-66_000:]:
        raise NotKept("The PDF has another file hidden behind it, so it cannot be kept.")
    plain = HEX_IN_PDF_NAME.sub(lambda match: bytes([int(match[1], 16)]), content)
    if re.search(rb"/Encrypt(?![A-Za-z0-9])", plain):
        raise NotKept(
            "The PDF has a password or is protected. Save it without protection and choose it again."
        )
    if RUNS_IN_PDF.search(plain) or RUNS_IN_PDF.search(_packed_objects(content)):
        raise NotKept(
            "The PDF holds a script, a form that runs or another file. Print it to a new PDF and choose that."
        )


def _packed_objects(content: bytes) -> bytes:
    """Return the objects that a PDF keeps compressed, where a script may hide."""
    found, budget = [], MOST_INFLATED
    for match in STREAM.finditer(content):
        if b"/ObjStm" not in content[max(0, match.start() - 400) : match.start()]:
            continue
        try:
            objects = zlib.decompressobj().decompress(content[match.end() :], budget)
        except zlib.error:
            continue
        found.append(HEX_IN_PDF_NAME.sub(lambda one: bytes([int(one[1], 16)]), objects))
        budget -= len(objects)
        if budget <= 0:
            raise NotKept("The PDF unpacks to far more than its size. Print it to a new PDF and choose that.")
    return b"".join(found)


def _png(content: bytes) -> None:
    if len(content) < 33 or content[12:16] != b"IHDR":
        raise NotKept("The picture is damaged. Save it again and choose it once more.")
    _refuse_flood(*struct.unpack(">II", content[16:24]))
    if not content.endswith(b"IEND\xaeB`\x82"):
        raise NotKept("The picture is cut short, or has another file hidden behind it.")


def _jpeg(content: bytes) -> None:
    _refuse_flood(*_jpeg_size(content))
    if not content.rstrip(b"\x00").endswith(b"\xff\xd9") or ZIP_END in content[-66_000:]:
        raise NotKept("The picture is cut short, or has another file hidden behind it.")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Walk the segments of a JPEG to the frame header, which holds height and width."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return struct.unpack(">HH", content[place + 5 : place + 9])
        place += 2 if marker == 0xFF else 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    raise NotKept("The picture is damaged. Save it again and choose it once more.")


def _refuse_flood(width: int, height: int) -> None:
    if not 0 < width * height <= MOST_PIXELS:
        raise NotKept(
            "The picture has too many points to be opened safely. Save a smaller copy and choose that."
        )


CHECKS: dict[str, Callable[[bytes], None]] = {"pdf": _pdf, "png": _png, "jpeg": _jpeg}
