"""Spreadsheets read and written safely: sizes checked before parsing, no live formula out, every fault named by its cell."""

from safeguarding.kit.spreadsheets.cells import (
    Kind,
    Unreadable,
    choice,
    code,
    date_,
    number,
    percent,
    text,
    whole_number,
    whole_number_between,
)
from safeguarding.kit.spreadsheets.formats import Column, Format, Problem, Reading
from safeguarding.kit.spreadsheets.guard import read_table_guarded
from safeguarding.kit.spreadsheets.limits import FileRefused, Limits
from safeguarding.kit.spreadsheets.read import Sheet, read_table
from safeguarding.kit.spreadsheets.write import MEDIA, write_csv, write_table, write_xlsx

__all__ = [
    "Column",
    "FileRefused",
    "Format",
    "MEDIA",
    "Kind",
    "Limits",
    "Problem",
    "Reading",
    "Sheet",
    "Unreadable",
    "choice",
    "code",
    "date_",
    "number",
    "percent",
    "read_table",
    "read_table_guarded",
    "text",
    "whole_number",
    "whole_number_between",
    "write_csv",
    "write_table",
    "write_xlsx",
]
