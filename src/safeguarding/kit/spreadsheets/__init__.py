"""
Spreadsheets read and written safely: sizes checked before parsing, no live formula out, every fault named by its cell.

Each name is fetched when it is first asked for: the process that reads a stranger's file (`guard`) starts for every file
and needs a small part of what stands here.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

HOMES = {
    "cells": (
        "Kind",
        "Unreadable",
        "choice",
        "code",
        "date_",
        "number",
        "percent",
        "text",
        "whole_number",
        "whole_number_between",
    ),
    "formats": (
        "Column",
        "Format",
        "Problem",
        "Reading",
    ),
    "guard": ("read_table_guarded",),
    "limits": (
        "FileRefused",
        "Limits",
    ),
    "read": (
        "Sheet",
        "read_table",
    ),
    "write": (
        "MEDIA",
        "write_csv",
        "write_table",
        "write_xlsx",
    ),
}


def __getattr__(name: str) -> Any:
    for home, names in HOMES.items():
        if name in names:
            found = getattr(import_module(f"{__name__}.{home}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"{__name__} has no {name}")


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
