"""Writing: no live formula, no residue, the same bytes for the same rows."""

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from safeguarding.kit.spreadsheets import read_table, write_csv, write_xlsx
from safeguarding.kit.spreadsheets.write import cut, sheet_title

RISKY = [
    "=cmd|'/C calc'!A0",
    "+44 1632 960000",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\uff1d1",
    "=HYPERLINK(1)",
]


def cells(data):
    """Return the cells of a workbook as another library reads them."""
    return [list(row) for row in openpyxl.load_workbook(BytesIO(data)).worksheets[0].iter_rows()]


@pytest.mark.parametrize("words", RISKY)
def test_what_looks_like_a_formula_is_text(words):
    """B065."""
    cell = cells(write_xlsx("Returns", ["a"], [[words]]))[1][0]
    line = write_csv(["a", "b"], [[words, 1]]).decode("utf-8-sig").split("\r\n", 1)[1]

    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert line.lstrip('"').startswith("'")
    assert read_table(write_csv(["a", "b"], [[words, 1]]), "x.csv").rows[1] == [words, "1"]


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1, max_size=30))
@example("=1")
@example("\x0b=1")
@example("\x00=1")
@example("\ufffe=1")
def test_no_text_whatever_becomes_a_formula_or_breaks_the_file(words):
    book = cells(write_xlsx("R", ["a", "b"], [[words, 1]]))
    line = write_csv(["a", "b"], [[words, 1]]).decode("utf-8-sig").split("\r\n", 1)[1]

    assert book[1][0].data_type in ("s", "n")  # n: nothing was left of it
    first = line.lstrip('"')[:1]
    assert first not in "=@\t\r\uff1d\uff20" or not first


def test_numbers_stay_numbers():
    rows = [[-5, Decimal("-1.50"), "-5", Fraction(1, 3), None, True]]

    assert write_csv("abcdef", rows).decode("utf-8-sig").splitlines() == [
        "a,b,c,d,e,f",
        "-5,-1.50,-5,0.3333,,Yes",
    ]


def test_kinds_of_values_in_a_workbook():
    row = cells(
        write_xlsx("R", list("abcdefg"), [["x", 5, Decimal("1.5"), date(2020, 3, 31), 0.5, None, False]])
    )[1]

    assert [cell.value for cell in row] == ["x", 5, 1.5, datetime(2020, 3, 31), 0.5, None, "No"]  # noqa: DTZ001
    assert cells(write_xlsx("R", ["a"], [[Fraction(1, 4)]]))[1][0].value == 0.25


def test_a_moment_stands_as_londons_clocks_show_it():
    summer, winter = (datetime(2020, month, 5, 9, 30, 15, 7, tzinfo=UTC) for month in (7, 12))
    row = cells(write_xlsx("R", "ab", [[summer, winter]]))[1]

    assert [cell.value for cell in row] == [
        datetime(2020, 7, 5, 10, 30, 15), datetime(2020, 12, 5, 9, 30, 15),  # noqa: DTZ001
    ]  # fmt: skip
    assert write_csv("ab", [[summer, winter]]).decode("utf-8-sig").splitlines()[1] == (
        "2020-07-05 10:30:15,2020-12-05 09:30:15"
    )


def test_a_value_of_any_kind_that_reads_as_a_formula_is_text():
    class Wording:
        def __str__(self):
            return "=1+1"

    assert write_csv("ab", [[Wording(), 1]]).decode("utf-8-sig").splitlines()[1] == "'=1+1,1"
    assert cells(write_xlsx("R", "ab", [[Wording(), float("nan")]]))[1][0].data_type == "s"


def test_pasted_control_characters_are_made_harmless():
    """B008."""
    assert cells(write_xlsx("R", ["a"], [["one\x0btwo\x00\x1f\ud800"]]))[1][0].value == "one\ntwo"


def test_the_same_rows_give_the_same_bytes_with_nothing_of_the_writer():
    one, other = (write_xlsx("Returns", ["a"], [["x"]]) for _ in range(2))

    assert one == other
    with zipfile.ZipFile(BytesIO(one)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert "2000-01-01T00:00:00Z" in core
        assert "<dc:creator></dc:creator>" in core
        assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core
        assert not [name for name in archive.namelist() if "comment" in name or "external" in name]


def test_a_text_too_long_for_a_cell_says_that_it_was_cut():
    written = cells(write_xlsx("R", ["a"], [["😀" * 20_000]]))[1][0].value

    assert written.endswith("[cut: 20,000 characters are more than a cell can hold]")
    assert cut("short") == "short"


@pytest.mark.parametrize(
    ("title", "accepted"),
    [("Returns: Q1/Q2", "Returns  Q1 Q2"), ("'quoted'", "quoted"), ("", "Sheet"), ("x" * 40, "x" * 31)],
)
def test_titles_are_made_to_fit(title, accepted):
    assert sheet_title(title) == accepted


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr("safeguarding.kit.spreadsheets.write.MOST_ROWS", 2)

    with pytest.raises(ValueError, match="and no more"):
        write_xlsx("R", ["a"], [[1], [2]])
