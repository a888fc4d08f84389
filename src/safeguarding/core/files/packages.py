"""Office files are zip packages: opened only far enough to know that they are what they say and carry nothing that runs."""

import io
import re
import stat
import zipfile
import zlib

MOST_PARTS = 5_000
MOST_BYTES = 300 * 1024 * 1024  # unpacked
FREE_BYTES = 20 * 1024 * 1024  # up to here any ratio is harmless
MOST_RATIO = 100
LONGEST_PART_READ = 1024 * 1024
# The part that each kind of file must have.
MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"
RUNS = re.compile(r"vbaproject|vbadata|/activex/|(^|/)basic/|(^|/)scripts/|macrosheets", re.IGNORECASE)
# A document that fetches its template from elsewhere runs what stands there.
FETCHED_TEMPLATE = re.compile(rb'attachedTemplate"[^>]*TargetMode\s*=\s*"External"', re.IGNORECASE)


class BadPackage(Exception):
    """The package cannot be kept; the message says why in words fit to show."""


def kind_of(content: bytes) -> str:
    """
    Return what an office package is: "docx", "xlsx", "pptx", "odt", or nothing for any other zip file.

    :raises BadPackage: if it is damaged, has a password, swells beyond measure or carries macros.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _refuse_bomb(package, len(content))
            _refuse_strange_parts(package)
            return _kind(package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        raise BadPackage("The file is damaged. Save it again and choose it once more.") from None


def _refuse_bomb(package: zipfile.ZipFile, size: int) -> None:
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    too_dense = unpacked > FREE_BYTES and unpacked > MOST_RATIO * size
    if len(parts) > MOST_PARTS or unpacked > MOST_BYTES or too_dense:
        raise BadPackage("The file unpacks to far more than its size. Save a smaller copy and choose that.")


def _refuse_strange_parts(package: zipfile.ZipFile) -> None:
    for part in package.infolist():
        if part.flag_bits & 0x1:
            raise BadPackage("The file has a password. Take the password off and choose it again.")
        steps = part.filename.replace("\\", "/").split("/")
        if ".." in steps or steps[0] == "" or stat.S_ISLNK(part.external_attr >> 16):
            raise BadPackage("The file holds parts that point outside it, so it cannot be kept.")
        if RUNS.search(part.filename):
            raise BadPackage("The file holds macros. Save it without macros and choose it again.")


def _kind(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if "mimetype" in names and _read(package, "mimetype").strip() == OPEN_DOCUMENT_TEXT:
        return "odt"
    if "[Content_Types].xml" not in names:
        return ""
    if b"macroenabled" in _read(package, "[Content_Types].xml").lower():
        raise BadPackage("The file holds macros. Save it without macros and choose it again.")
    settings = "word/_rels/settings.xml.rels"
    if settings in names and FETCHED_TEMPLATE.search(_read(package, settings)):
        raise BadPackage("The document fetches its template from elsewhere. Save it as PDF and choose that.")
    return next((kind for part, kind in MAIN_PARTS.items() if part in names), "")


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(LONGEST_PART_READ)
