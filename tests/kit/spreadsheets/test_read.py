"""Reading: text of every making, workbooks of every making, and refusals in words. B-numbers name the bad inputs."""

import time
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.kit.spreadsheets import FileRefused, Limits, read_table, read_table_guarded, write_csv
from tests.kit.spreadsheets.hostile import with_parts, with_sheet, workbook

TABLE = [["ODS code", "Name"], ["RW1", "Siobhán’s £5"]]
WORDS = "ODS code,Name\r\nRW1,Siobhán’s £5\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(WORDS.encode("utf-8-sig"), "utf-8-sig", id="B045"),
        pytest.param(WORDS.encode("cp1252"), "cp1252", id="B047"),
        pytest.param(WORDS.encode(), "utf-8", id="utf-8"),
        pytest.param(WORDS.encode("utf-16"), "utf-16", id="utf-16 with mark"),
        pytest.param(b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16", id="utf-16 big"),
        pytest.param(WORDS.replace("’", "'").encode("utf-16-le"), "utf-16-le", id="utf-16 unmarked"),
    ],
)
def test_encodings(data, encoding):
    sheet = read_table(data, "return.csv")

    assert sheet.encoding == encoding
    assert [[cell.replace("'", "’") for cell in row] for row in sheet.rows] == TABLE


@pytest.mark.parametrize(
    ("words", "delimiter"),
    [
        pytest.param("a,b\n1,2\n", ",", id="comma"),
        pytest.param("a;b\n1;2\n", ";", id="B048"),
        pytest.param("a\tb\n1\t2\n", "\t", id="B049 tab"),
        pytest.param("a,b\r1,2\r", ",", id="B049 CR only"),
        pytest.param('"a",b\n1,"2"\n\n\n', ",", id="blank rows at the end"),
        pytest.param('a;b\n1;2\n', ";", id="semicolon"),
    ],
)  # fmt: skip
def test_delimiters(words, delimiter):
    sheet = read_table(words.encode(), "x.csv")

    assert (sheet.rows, sheet.delimiter) == ([["a", "b"], ["1", "2"]], delimiter)


def test_ragged_rows_are_kept_as_they_are():
    assert read_table(b"a,b\n1\n1,2,3\n", "x.csv").rows == [["a", "b"], ["1"], ["1", "2", "3"]]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        pytest.param(b"", "x.csv", "empty", id="B067 B105"),
        pytest.param(b"\r\n \r\n", "x.csv", "empty", id="B067 blank"),
        pytest.param(b"a,b\n" * 499 + b'1,"2\n3,4\n', "x.csv", "Row 500 has a quotation mark", id="B050"),
        pytest.param(b"a,b\n1,\0\n", "x.csv", "Row 2 holds a NUL", id="B009"),
        pytest.param(b"a\n" + b"x" * 200_000, "x.csv", "Row 2 has a cell of more than 32,767", id="B064"),
        pytest.param(b"a\n" * 100_002, "x.csv", "more than 100,000 rows", id="B062 above"),
        pytest.param(b"," * 400, "x.csv", "Row 1 has 401 columns", id="B089 text"),
        pytest.param(b"a,b\n1,2\n", "x.xlsx", "called a workbook but is not one", id="B081 CSV"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.xlsx", "old Office format", id="B081 BIFF"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "x.xlsx", "password", id="B080"
        ),
        pytest.param(b"MZ\x90\0", "x.csv", "a program", id="B092 exe"),
        pytest.param(b"<!DOCTYPE html><p>x", "x.csv", "web page", id="B092 HTML"),
        pytest.param(b"%PDF-1.7", "x.csv", "a PDF", id="PDF"),
        pytest.param(b"PK\x03\x04rubbish", "x.xlsx", "damaged", id="broken zip"),
        pytest.param(b"a,\x81\n", "x.csv", "Row 1 holds characters", id="no encoding"),
        pytest.param(b"\xff\xfe\x00\xd8\n", "x.csv", "neither UTF-8", id="broken UTF-16"),
        pytest.param(workbook()[:-40], "x.xlsx", "damaged", id="truncated"),
        pytest.param(with_parts({"xl/vbaProject.bin": b"x"}), "x.xlsx", "macros", id="B078"),
        pytest.param(with_parts({"mimetype": b"x", "content.xml": b"x"}), "x.ods", "OpenDocument", id="ODS"),
        pytest.param(with_parts({"xl/workbook.bin": b"x"}), "x.xlsb", "binary format", id="xlsb"),
        pytest.param(with_parts({f"xl/p{n}.bin": b"" for n in range(2001)}), "x.xlsx", "2,0.. parts", id="B110"),
        pytest.param(
            with_sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "x.xlsx", "reaches to row 1,048,576", id="B083",
        ),
        pytest.param(with_sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "x.xlsx", "column 16,384", id="B089"),
        pytest.param(with_sheet("".join(f"<row><c><v>{n * 7919}</v></c></row>" for n in range(100_002))), "x.xlsx", "row 100,002", id="B084 rows"),
        pytest.param(with_sheet("<row>" + "<c><v>1</v></c>" * 300 + "</row>"), "x.xlsx", "column 300", id="no address"),
        pytest.param(
            with_sheet("<row r='90000'><c r='HA90000'><v>1</v></c></row>"), "x.xlsx", "5,000,000 cells", id="area"
        ),
        pytest.param(with_parts({"xl/media/x.bin": b"\0" * 9_000_000}), "x.xlsx", "compressed far more", id="B084 ratio"),
        pytest.param(
            with_sheet("<row/>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "x.xlsx", "entities", id="B086"
        ),
        pytest.param(with_sheet(""), "x.xlsx", "The sheet is empty", id="empty sheet"),
        pytest.param(with_parts({"xl/workbook.xml": b"<nonsense"}), "x.xlsx", "damaged", id="broken part"),
    ],
)  # fmt: skip
def test_refused_at_once_with_words(data, name, words):
    started = time.process_time()

    with pytest.raises(FileRefused, match=words):
        read_table(data, name)

    assert time.process_time() - started < 2


def test_other_zip_files_are_no_workbooks(tmp_path):
    with pytest.raises(FileRefused, match="another kind of document"):
        read_table(b"PK\x05\x06" + b"\0" * 18, "x.xlsx")


def test_size_limits_come_before_all_else():
    with pytest.raises(FileRefused, match="larger than 1 MB"):
        read_table(b"a" * 2_000_000, "x.csv", Limits(bytes=1024 * 1024))
    with pytest.raises(FileRefused, match="unpacks to more than 0 MB"):
        read_table(workbook(), "x.xlsx", Limits(inflated=500))


def everything(book, sheets):
    data = sheets[0]
    data.write_datetime(2, 0, datetime(2020, 3, 31), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
    data.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    data.write_formula(3, 1, "=B2", None, "")
    data.merge_range(5, 0, 6, 1, "x")
    sheets[1].hide()
    sheets[2].very_hidden()
    sheets[1].write(0, 0, "a name")


def test_a_workbook_tells_all_it_holds():
    sheet = read_table(workbook(everything, names=("Data", "Staff", "Deep", "Notes")), "anything at all")

    assert sheet.rows[1] == ["RW1", 5]
    assert sheet.rows[2][0] == date(2020, 3, 31)
    assert sheet.hidden_sheets == ("Staff", "Deep")  # B070
    assert sheet.other_sheets == ("Notes",)
    assert sheet.merged == ((6, 1, 7, 2),)  # B073
    assert [(row, column) for row, column, _ in sheet.unreadable] == [(3, 2), (4, 2)]  # B074
    assert "result was not saved" in sheet.unreadable[1][2]


def test_a_named_sheet_is_read_and_an_unknown_one_refused():
    data = workbook(lambda book, sheets: sheets[1].write(0, 0, "x"), names=("A", "B & C"))

    assert read_table(data, "x.xlsx", sheet="B & C").rows == [["x"]]
    with pytest.raises(FileRefused, match="no sheet called Z"):
        read_table(data, "x.xlsx", sheet="Z")


def test_rows_start_at_row_one_even_where_the_first_are_empty():
    data = with_sheet('<row r="3"><c r="B3"><v>7</v></c></row>')

    assert read_table(data, "x.xlsx").rows == [["", ""], ["", ""], ["", 7]]


@pytest.mark.parametrize(
    "data", [WORDS.encode(), workbook(everything, names=("Data", "Staff", "Deep", "Notes"))]
)
def test_the_guarded_reader_answers_the_same(data):
    assert read_table_guarded(data, "x") == read_table(data, "x")


def test_the_guarded_reader_refuses_in_the_same_words_and_survives_time_and_memory():
    with pytest.raises(FileRefused, match="The file is empty"):
        read_table_guarded(b"", "x.csv")
    with pytest.raises(FileRefused, match="larger than 0 MB"):
        read_table_guarded(b"abc", "x.csv", Limits(bytes=2))
    with pytest.raises(FileRefused, match="more memory"):
        read_table_guarded(b"a,b\n" * 90_000, "x.csv", Limits(memory=1024 * 1024))
    with pytest.raises(FileRefused, match="longer than 0"):
        read_table_guarded(b"a,b\n" * 90_000, "x.csv", Limits(seconds=0))


@given(st.binary(max_size=300))
def test_no_bytes_end_in_anything_but_a_table_or_words(data):
    try:
        said = read_table(data, "x.csv").rows
    except FileRefused as refused:
        said = str(refused)

    assert said


cell_text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(str.strip)


@given(st.lists(st.lists(cell_text, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_we_write_reads_back_the_same(rows):
    assert read_table(write_csv(["a", "b"], rows), "x.csv").rows[1:] == rows
