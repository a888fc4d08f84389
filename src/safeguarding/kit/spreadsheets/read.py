"""Read one table from an uploaded file, whatever it is called: a workbook or delimited text, and nothing else."""

from safeguarding.kit.spreadsheets.delimited import read_text
from safeguarding.kit.spreadsheets.limits import DEFAULT, FileRefused, Limits
from safeguarding.kit.spreadsheets.sheet import Sheet

__all__ = ["Sheet", "read_table"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
KNOWN_STARTS = (
    (b"%PDF", "a PDF"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
)
SAVE_AS = "Save it as an Excel workbook (.xlsx) or as CSV and send that."


def read_table(data: bytes, name: str, limits: Limits = DEFAULT, sheet: str | None = None) -> Sheet:
    """
    Read the first visible sheet, or the named one, of a workbook; or the one table of a text file.

    :raises FileRefused: with words that say why.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise FileRefused("The file is empty.")
    if len(data) > limits.bytes:
        raise FileRefused(f"The file is larger than {limits.bytes // 1024 // 1024} MB.")
    if data.startswith(b"PK"):
        # Only here: a process that reads one table of text starts twice as fast without what workbooks need.
        from safeguarding.kit.spreadsheets.workbook import read_workbook

        return read_workbook(data, limits, sheet)
    _refuse_others(data)
    if name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods")):
        raise FileRefused(f"The file is called a workbook but is not one. {SAVE_AS}")
    return read_text(data, limits)


def _refuse_others(data: bytes) -> None:
    """Refuse what is neither a workbook nor text, saying what it seems to be."""
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise FileRefused(
                "The workbook is protected with a password. Remove the password and send it again."
            )
        raise FileRefused(f"The file is in an old Office format. {SAVE_AS}")
    for start, kind in KNOWN_STARTS:
        if data.startswith(start):
            raise FileRefused(f"The file is {kind}, not a spreadsheet. {SAVE_AS}")
    if (
        data.lstrip(b"\xef\xbb\xbf \t\r\n")[:15]
        .lower()
        .startswith((b"<!doctype", b"<html", b"<?xml", b"<svg"))
    ):
        raise FileRefused(f"The file is a web page or XML, not a spreadsheet. {SAVE_AS}")
