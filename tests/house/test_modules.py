"""Every module says what it is for, and keeps to what it may know."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.reading import ROOT, SOURCE, modules, project_files, shown

# Joined here so that this file does not name what it looks for.
FOLDERS_OF_A_MACHINE = ("ro" + "ot", "wo" + "rk", "ho" + r"me/[\w.-]+", "Us" + r"ers/[\w.-]+")
PATH_OF_A_MACHINE = re.compile(rf"(?<![\w.}}>*-])/(?:{'|'.join(FOLDERS_OF_A_MACHINE)})/")
NO_DJANGO = ("charts", "documents", "spreadsheets")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def imports_of(source: str) -> set[str]:
    """Return the first word of everything that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_every_module_has_a_docstring():
    files = [*modules(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]

    assert [shown(path) for path in files if not ast.get_docstring(ast.parse(text_of(path)))] == []


def test_no_file_names_a_folder_of_somebodys_machine():
    found = [
        f"{shown(path)}: {match.group()}"
        for path in project_files()
        if (match := PATH_OF_A_MACHINE.search(text_of(path)))
    ]

    assert found == []


@pytest.mark.parametrize(
    "folder", ["ro" + "ot/x", "ho" + "me/ann/project", "Us" + "ers/ann/project", "wo" + "rk/main"]
)
def test_the_rule_sees_a_folder_of_a_machine(folder):
    assert PATH_OF_A_MACHINE.search(f"open('/{folder}')")


def test_an_address_of_ours_is_not_a_folder_of_a_machine():
    assert not PATH_OF_A_MACHINE.search("/act/wo" + "rk/12/ and src/ro" + "ot/")


def test_the_lock_file_names_no_index():
    assert "://" not in text_of(ROOT / "requirements.lock")


def test_tables_are_never_looked_up_by_a_text():
    found = [shown(path) for path in modules() if "apps.get_model(" in text_of(path)]

    assert found == [], "an import that the rules of import cannot see"


def test_nothing_is_left_for_later():
    found = [shown(path) for path in modules() if UNFINISHED.search(text_of(path))]

    assert found == []


@pytest.mark.parametrize("topic", NO_DJANGO)
def test_drawing_and_writing_know_nothing_of_django(topic):
    files = [path for path in modules() if path.is_relative_to(SOURCE / "kit" / topic)]

    assert [shown(path) for path in files if "django" in imports_of(text_of(path))] == []


def test_the_rule_sees_an_import_of_django():
    assert "django" in imports_of("import math\ndef draw():\n    from django.db import models\n")
