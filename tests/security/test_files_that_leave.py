"""Every list that can be had as a file: nothing hidden in it, nothing that runs, nothing of whoever made it."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
from django.db import connection

from safeguarding.act.models import Action
from safeguarding.core.access import context
from safeguarding.core.access.actor import Actor
from tests.security.crawling import front_doors

PARTS = re.compile(
    r"^(\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|styles|sharedStrings)\.xml|"
    r"xl/_rels/workbook\.xml\.rels|xl/theme/theme1\.xml|xl/worksheets/sheet\d+\.xml|xl/metadata\.xml)$"
)
FORMULA = "=cmd|'/C calc'!A0"
STARTS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def files(readers, planted):
    """Return every list as a workbook and as text, as the head of safeguarding takes them, with a formula among its words."""
    if not planted.files:
        planted.files |= taken(readers, planted)
    return planted.files


def taken(readers, planted) -> dict[tuple[str, str], bytes]:
    """Take every list in both forms."""
    reader, client = next((reader, client) for reader, client in readers.items() if reader.role == "R02")
    from safeguarding.core.organisations.models import Organisation
    from safeguarding.core.people.models import User

    context.set_context(["", str(reader.user), "2", ""])
    place, user = Organisation.objects.get(pk=reader.organisation), User.objects.get(pk=reader.user)
    context.set_context(context.values(Actor(user, place, frozenset(), planted.facts.today)))
    assert Action.objects.filter(organisation=place).update(title=FORMULA) > 0
    found = {}
    for address in front_doors():
        page = client.get(address)
        if page.status_code == 200 and b"export=" in page.content:
            for kind in ("xlsx", "csv"):
                answer = client.get(address, {"export": kind})
                if answer.status_code == 302:  # a list about people asks why first
                    answer = client.post(answer["Location"], {"reason": "For the committee"}, follow=True)
                if answer.status_code == 200:
                    found[address, kind] = answer.content
    return found


@pytest.mark.long
def test_nothing_is_hidden_and_nothing_runs(files, record_property):
    books = {address: content for (address, kind), content in files.items() if kind == "xlsx"}
    faults = [fault for address, content in books.items() for fault in faults_of(address, content)]
    record_property("figure", f"{len(faults)} faults in {len(files)} files of {len(books)} lists")

    assert faults == []
    assert len(books) > 8
    assert connection.in_atomic_block


def faults_of(address: str, content: bytes) -> list[str]:
    """Return what is wrong with a workbook, part by part and cell by cell."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        faults = [f"{address} holds {name}" for name in parts.namelist() if not PARTS.match(name)]
    book = openpyxl.load_workbook(io.BytesIO(content))
    faults += [f"{address} hides {sheet.title}" for sheet in book if sheet.sheet_state != "visible"]
    faults += [f"{address} names {name}" for name in book.defined_names]
    faults += (
        [f"{address} was made by {book.properties.creator}"] if book.properties.creator not in MAKERS else []
    )
    for sheet in book:
        hidden = [
            key
            for key, shape in (*sheet.row_dimensions.items(), *sheet.column_dimensions.items())
            if shape.hidden
        ]
        faults += [f"{address} hides {key}" for key in hidden]
        faults += [
            f"{address} runs {cell.value}"
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
    return faults


MAKERS = (None, "", "Manage safeguarding assurance", "openpyxl")


@pytest.mark.long
def test_no_cell_of_a_text_file_starts_as_a_formula(files):

    running = []
    for (address, kind), content in files.items():
        if kind == "csv":
            for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
                running += [
                    (address, cell) for cell in row if cell.startswith(STARTS) and not is_a_number(cell)
                ]

    assert running == []
    assert any(FORMULA.encode() in content for (_, kind), content in files.items() if kind == "csv")


def is_a_number(cell: str) -> bool:
    return re.fullmatch(r"[+-]?[\d,.]+%?", cell) is not None


def test_a_hidden_sheet_would_be_seen():
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.active["A1"] = "=1+1"
    book.save(file)

    assert len(faults_of("x", file.getvalue())) >= 2
