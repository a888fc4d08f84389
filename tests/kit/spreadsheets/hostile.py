"""Workbooks that people make by accident or on purpose, built part by part."""

import zipfile
from io import BytesIO

import xlsxwriter

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(fill=None, *, names=("Data",)):
    """Return a workbook; `fill` gets the xlsxwriter book and its sheets."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheets = [book.add_worksheet(name) for name in names]
    sheets[0].write_row(0, 0, ["ODS code", "Staff required"])
    sheets[0].write_row(1, 0, ["RW1", 5])
    if fill:
        fill(book, sheets)
    book.close()
    return out.getvalue()


def with_parts(changes, data=None):
    """Return a workbook with some of its parts replaced or added."""
    with zipfile.ZipFile(BytesIO(data or workbook())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | changes
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_sheet(rows, head=""):
    """Return a workbook whose sheet holds this XML in its sheetData."""
    xml = f'<?xml version="1.0"?>{head}<worksheet {NS}><sheetData>{rows}</sheetData></worksheet>'
    return with_parts({"xl/worksheets/sheet1.xml": xml})
