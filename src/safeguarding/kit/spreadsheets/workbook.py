"""
XLSX workbooks: everything that can be known before parsing is checked before parsing.

A five-kilobyte workbook with one cell at XFD1048576 makes a reader ask for gigabytes, and 143 kilobytes can inflate
to a million rows; so the parts are counted, measured and looked through first.
"""

import re
import zipfile
import zlib
from html import unescape
from io import BytesIO
from typing import Any

import python_calamine as calamine

from safeguarding.kit.spreadsheets.limits import MB, FileRefused, Limits
from safeguarding.kit.spreadsheets.sheet import Area, Sheet, column_number

ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*")
ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"'](\d+)")
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
ADDRESS = re.compile(rb"\br\s*=\s*[\"'][A-Za-z]+\d")
WIDE_ADDRESS = re.compile(rb"r=\"([A-Za-z]{2,})\d")
WIDE_ODD_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{2,})\d")
ODD_WAYS = (b"r  ", b"r =", b"r\t", b"r\n", b"r\r", b"r='", b"r= ", b"r=\t", b"r=\n", b"r=\r")
ERROR_CELL = re.compile(rb"<c [^>]*?r=\"([A-Z]+)(\d+)\"[^>]*t=\"e\"[^>]*>")
NO_RESULT = re.compile(
    rb"<c r=\"([A-Z]+)(\d+)\"(?![^>]*t=\"str\")[^>]*>\s*<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
HIDDEN = (calamine.SheetVisibleEnum.Hidden, calamine.SheetVisibleEnum.VeryHidden)
DAMAGED = "The workbook is damaged: it cannot be opened."


def read_workbook(data: bytes, limits: Limits, sheet: str | None = None) -> Sheet:
    """
    Read one sheet of a workbook.

    :raises FileRefused: if it holds macros or a password, is not an XLSX, or is too large.
    """
    archive = _archive(data)
    parts = archive.infolist()
    _check_parts(parts, limits)
    _check_kind(archive, {part.filename for part in parts})
    try:
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                _check_xml(archive, part, limits)
        return _read(data, limits, sheet)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise FileRefused(DAMAGED) from None


def _archive(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise FileRefused(DAMAGED) from None


def _check_parts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse a bomb by what its directory says; the reading below holds it to its word."""
    if len(parts) > limits.parts:
        raise FileRefused(f"The workbook has {len(parts):,} parts; the most is {limits.parts:,}.")
    if sum(part.file_size for part in parts) > limits.inflated:
        raise FileRefused(f"The workbook unpacks to more than {limits.inflated // MB} MB.")
    for part in parts:
        if part.flag_bits & 1:
            raise FileRefused(
                "The workbook is protected with a password. Remove the password and send it again."
            )
        if part.file_size > MB and part.file_size > limits.ratio * max(part.compress_size, 1):
            raise FileRefused("The workbook is compressed far more than real ones are, and was not opened.")
    if len({part.filename for part in parts}) < len(parts):
        raise FileRefused(DAMAGED)


def _check_kind(archive: zipfile.ZipFile, names: set[str]) -> None:
    """Refuse other zip files, each by its own name, and macros whatever the file is called."""
    if "mimetype" in names and "content.xml" in names:
        raise FileRefused(
            "The file is an OpenDocument file. Save it as an Excel workbook (.xlsx) and send that."
        )
    if any("vbaproject" in name.lower() or name.lower().startswith("xl/macrosheets") for name in names):
        raise FileRefused(
            "The workbook holds macros. Save it as a workbook without macros (.xlsx) and send that."
        )
    if "xl/workbook.bin" in names:
        raise FileRefused("The workbook is in Excel's binary format. Save it as .xlsx and send that.")
    if "xl/workbook.xml" not in names:
        raise FileRefused("The file is a zip file or another kind of document, not an Excel workbook.")


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse entities anywhere, and cells out of bounds in the sheets."""
    xml = archive.read(part)
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FileRefused(
            "The workbook is written in an encoding that is not taken. Save it again from Excel."
        )
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise FileRefused("The workbook refers to things outside itself (XML entities) and was not opened.")
    if part.filename.lower().startswith("xl/worksheets/"):
        _check_size(xml, limits)


def _check_size(xml: bytes, limits: Limits) -> None:
    """Refuse a sheet whose used area, from the first cell to the last, is too large."""
    rows = max(sum(1 for _ in ROW.finditer(xml)), max(map(int, ROW_NUMBER.findall(xml)), default=0))
    if rows > limits.rows:
        raise FileRefused(
            f"A sheet reaches to row {rows:,}; the most is {limits.rows:,}. Delete the rows not needed."
        )
    columns = _columns(xml)
    if columns > limits.columns:
        raise FileRefused(f"A sheet reaches to column {columns:,}; the most is {limits.columns:,}.")
    if rows * columns > limits.cells:
        raise FileRefused(f"A sheet has more than {limits.cells:,} cells.")


def _columns(xml: bytes) -> int:
    """Return the last column; only columns after Z are looked up cell by cell, for speed."""
    # Excel writes r="A1"; the looser and slower search is for those who write it otherwise.
    odd = any(way in xml for way in ODD_WAYS)
    addresses = WIDE_ODD_ADDRESS if odd else WIDE_ADDRESS
    wide = max(
        (column_number(letters.decode().upper()) for letters in set(addresses.findall(xml))), default=0
    )
    if wide:
        return wide
    if not ADDRESS.search(xml) and CELL.search(xml):  # cells may leave their address out and count on
        return max(sum(1 for _ in CELL.finditer(row)) for row in ROW.split(xml))
    return 26


def _read(data: bytes, limits: Limits, sheet: str | None) -> Sheet:
    try:
        book = calamine.load_workbook(BytesIO(data))
        visible = [meta.name for meta in book.sheets_metadata if meta.visible not in HIDDEN]
        hidden = tuple(meta.name for meta in book.sheets_metadata if meta.visible in HIDDEN)
        name = _chosen(visible, sheet)
        found = book.get_sheet_by_name(name)
        rows = _within_cells(found.to_python(skip_empty_area=False), limits)
        merged = tuple(_area(corners) for corners in found.merged_cell_ranges or ())
    except calamine.PasswordError:
        raise FileRefused(
            "The workbook is protected with a password. Remove the password and send it again."
        ) from None
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, calamine.WorksheetNotFound):
        raise FileRefused(DAMAGED) from None
    others = tuple(other for other in visible if other != name)
    return Sheet(rows, name, "XLSX", "", "", others, hidden, merged, _unreadable(data, name))


def _chosen(visible: list[str], sheet: str | None) -> str:
    if sheet is not None and sheet not in visible:
        raise FileRefused(f"The workbook has no sheet called {sheet}.")
    if not visible:
        raise FileRefused("The workbook has no sheet that can be seen.")
    return sheet or visible[0]


def _within_cells(rows: list[list[Any]], limits: Limits) -> list[list[Any]]:
    if not any(value != "" for row in rows for value in row):
        raise FileRefused("The sheet is empty.")
    for number, row in enumerate(rows, 1):
        for value in row:
            if type(value) is str and len(value) > limits.cell_characters:
                raise FileRefused(
                    f"Row {number} has a cell of more than {limits.cell_characters:,} characters."
                )
    return rows


def _area(corners: tuple[tuple[int, int], tuple[int, int]]) -> Area:
    (top, left), (bottom, right) = corners
    return top + 1, left + 1, bottom + 1, right + 1


def _unreadable(data: bytes, name: str) -> tuple[tuple[int, int, str], ...]:
    """Return the cells that would be read as blank and are not: errors, and formulas saved without a result."""
    xml = _sheet_xml(data, name)
    found = (
        [(cell, "is an error in the spreadsheet") for cell in ERROR_CELL.findall(xml)]
        if b't="e"' in xml
        else []
    )
    if b"<f" in xml:
        words = "is a formula whose result was not saved; open the workbook in Excel and save it"
        found += [(cell, words) for cell in NO_RESULT.findall(xml)]
    return tuple(sorted((int(row), column_number(letters.decode()), why) for (letters, row), why in found))


def _sheet_xml(data: bytes, name: str) -> bytes:
    """Return the XML of the sheet of a name, found as Excel finds it: by its relation."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book):
            if unescape(_attribute(tag, "name")) == name:
                wanted = _attribute(tag, r"\w+:id")
                for relation in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", relations):
                    if _attribute(relation, "Id") == wanted:
                        target = _attribute(relation, "Target").lstrip("/")
                        path = target if target.startswith("xl/") else f"xl/{target}"
                        return archive.read(path) if path in archive.namelist() else b""
    return b""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}\s*=\s*[\"']([^\"']*)", tag)
    return found[1] if found else ""
