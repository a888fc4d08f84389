"""Import formats: one description reads, checks, makes the template and the help; every fault is found and named."""

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from safeguarding.kit.spreadsheets import (
    Column,
    Format,
    Sheet,
    Unreadable,
    choice,
    code,
    date_,
    number,
    percent,
    read_table,
    text,
    whole_number,
    whole_number_between,
)


def check(*, staff_compliant, staff_required, **_):
    if staff_compliant > staff_required:
        return f"{staff_compliant} staff compliant is more than the {staff_required} required"
    return None


TRAINING = Format(
    key="training-compliance",
    title="Safeguarding training compliance by level",
    columns=(
        Column("ODS code", code),
        Column("Level", whole_number_between(1, 5), also_called=("Training level",)),
        Column("Staff required", whole_number),
        Column("Staff compliant", whole_number),
        Column("Rating", choice("Green", "Amber", "Red"), required=False),
    ),
    check=check,
    unique=("ODS code", "Level"),
)
HEADINGS = "ODS code,Level,Staff required,Staff compliant,Rating\n"


def read(words, **how):
    """Return what the training format makes of a text."""
    return TRAINING.read(read_table(words.encode(), "x.csv"), **how)


def said(words, **how):
    return [str(problem) for problem in read(words, **how).problems]


def test_reads_rows_by_name_with_their_numbers():
    reading = read(HEADINGS + ' rw1 ,3,100,93,green\n\n,,,,\nRW1,2,"1,162",0,\n')

    assert reading.ok
    assert reading.rows == [
        {"ods_code": "RW1", "level": 3, "staff_required": 100, "staff_compliant": 93, "rating": "Green"},
        {"ods_code": "RW1", "level": 2, "staff_required": 1162, "staff_compliant": 0, "rating": None},
    ]
    assert reading.numbers == [2, 5]


def test_every_fault_is_found_and_none_hides_another():
    words = HEADINGS + "RW1,3,lots,some,Blue\n,9,5,6,\nRW1,3,5,6,\nRW2,1,5,5,\nRW2,1,5,5,\n"

    assert said(words) == [
        'Row 2, Staff required: "lots" is not a whole number',
        'Row 2, Staff compliant: "some" is not a whole number',
        'Row 2, Rating: "Blue" is not one of Green, Amber, Red',
        "Row 3, ODS code: Nothing is given.",
        'Row 3, Level: "9" is not between 1 and 5',
        "Row 4: 6 staff compliant is more than the 5 required",
        "Row 6: Row 5 has the same ODS code and Level.",
    ]


def test_headings_missing_twice_or_unknown():
    """B052."""
    words = "ODS code\u00a0,Training level,Staff required,staff  REQUIRED,Surname\nRW1,1,1,1,x\n"

    assert said(words) == [
        "Staff compliant: There is no column with this heading.",
        "staff  REQUIRED: This heading stands twice.",
        "Surname: This column is not part of Safeguarding training compliance by level; remove it.",
    ]


def test_headings_further_down_are_asked_about_and_not_guessed():
    """B055."""
    words = "Return for 2019/20,,,\n,,,\n,,,\n" + HEADINGS + "RW1,3,100,93,\n"

    assert read(words).likely_header_row == 4
    assert not read(words).ok
    assert read(words, header_row=4).numbers == [5]
    assert read(words, header_row=99).likely_header_row == 4
    assert read("a,b\n1,2\n").likely_header_row is None


def test_a_row_of_totals_is_no_provider():
    """B054."""
    assert said(HEADINGS + "RW1,3,100,93,\nTotal,,100,93,\n") == [
        "Row 3: This looks like a row of totals; remove it."
    ]


def test_headings_alone_are_no_return():
    """B067."""
    assert said(HEADINGS) == ["The file has headings but no rows below them."]


def test_person_level_files_never_repeat_a_cell():
    people = Format("p", "People", (Column("Born", date_), Column("Count", whole_number)), person_level=True)
    reading = people.read(Sheet([["Born", "Count"], ["Jo Bloggs", "9434765919x"]]))

    assert [str(problem) for problem in reading.problems] == [
        "Row 2, Born: The cell is not a date such as 31/03/2020, 31-Mar-2020 or 2020-03-31.",
        "Row 2, Count: The cell is not a whole number.",
    ]


def test_hidden_sheets_merged_cells_and_formulas_without_result_stop_the_file():
    """B070, B073, B074."""
    sheet = Sheet(
        [["Name", "Count"], ["a", ""], ["b", 1.0]],
        hidden_sheets=("Staff",),
        merged=((2, 1, 3, 1),),
        unreadable=((2, 2, "is a formula whose result was not saved"),),
    )

    problems = Format("f", "F", (Column("Name", text), Column("Count", whole_number))).read(sheet).problems

    assert [str(problem) for problem in problems] == [
        'The workbook has a hidden sheet, "Staff". Remove it and send it again.',
        "Row 2: The cells A2:A3 are merged; separate them.",
        "Row 2, Count: The cell is a formula whose result was not saved.",
    ]


def test_other_columns_may_be_passed_over_and_blank_optional_rows_are_blank():
    loose = Format("f", "F", (Column("Name", text, required=False),), other_columns=True)

    assert loose.read(Sheet([["Name", "Other"], ["", "x"], ["\u200b", ""], ["a", ""]])).rows == [
        {"name": None},
        {"name": "a"},
    ]


def test_long_cells_are_shortened_in_faults():
    problem = read(HEADINGS + f"RW1,3,{'x' * 200},1,\n").problems[0]

    assert len(str(problem)) < 120


def test_the_template_holds_the_headings_the_rules_of_entry_and_the_help():
    book = openpyxl.load_workbook(BytesIO(TRAINING.template()))

    data, help_sheet = book.worksheets
    assert [cell.value for cell in data[1]] == [column.title for column in TRAINING.columns]
    assert {rule.type for rule in data.data_validations.dataValidation} == {"whole", "list"}
    assert help_sheet.title == "Help"
    assert help_sheet["A4"].value == "Staff required"
    assert TRAINING.template() == TRAINING.template()


def test_a_filled_template_reads_back():
    book = openpyxl.load_workbook(BytesIO(TRAINING.template()))
    book.worksheets[0].append(["RW1", 3, 100, 93, "Red"])
    out = BytesIO()
    book.save(out)

    reading = TRAINING.read(read_table(out.getvalue(), "filled.xlsx"))

    assert reading.ok
    assert reading.rows[0]["staff_required"] == 100


def test_the_help_says_what_each_column_wants():
    lines = TRAINING.help_text().splitlines()

    assert lines[0] == TRAINING.title
    assert lines[2] == "Level: A whole number from 1 to 5"
    assert lines[5] == "Rating: One of: Green, Amber, Red (may be left blank)"


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (whole_number, "0", 0),
        (whole_number, 7.0, 7),
        (whole_number, "1,162", 1162),
        (whole_number, "5.0", 5),
        (number, "1,162.50", Decimal("1162.50")),
        (number, 0.1 + 0.2, Decimal("0.3")),
        (number, "-3", Decimal(-3)),
        (percent, "93.9%", Decimal("93.9")),
        (percent, "0.5%", Decimal("0.5")),
        (percent, 93.9, Decimal("93.9")),
        (percent, "100", Decimal(100)),
        (percent, "0", Decimal(0)),
        (date_, "01/02/2026", date(2026, 2, 1)),  # B026
        (date_, "31-Mar-2020", date(2020, 3, 31)),
        (date_, "1 September 2020", date(2020, 9, 1)),
        (date_, "2020-03-31", date(2020, 3, 31)),
        (date_, "2020-03-31T00:00:00", date(2020, 3, 31)),
        (date_, date(2020, 3, 31), date(2020, 3, 31)),
        (date_, datetime(2020, 3, 31), date(2020, 3, 31)),  # noqa: DTZ001
        (text, "ICB\u00a0Lancashire\u200b", "ICB Lancashire"),  # B015
        (text, "Zoe\u0308", "Zoë"),  # B002
        (text, "=cmd|'/C calc'!A0", "=cmd|'/C calc'!A0"),  # B065
        (text, 7912.0, "7912"),
        (text, True, "TRUE"),
        (text, time(9, 30), "09:30:00"),
        (code, " qe1 ", "QE1"),  # B056
        (choice("Yes", "No"), "yes", "Yes"),
    ],
)
def test_cells_that_can_be_read(kind, cell, value):
    assert kind.read(cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "words"),
    [
        (whole_number, "½", "not a whole number"),  # B036
        (whole_number, "１２", "not a whole number"),
        (whole_number, "1.234,5", "not a whole number"),
        (whole_number, "1,16", "not a whole number"),
        (whole_number, 1.5, "not a whole number"),
        (whole_number, True, "not a whole number"),
        (whole_number, date(2020, 1, 1), "not a whole number"),
        (whole_number, "-5", "less than 0"),
        (whole_number, "2147483648", "too large"),  # B040
        (whole_number, "1" + "0" * 400, "too large"),
        (whole_number, 1e300, "too large"),
        (number, "NaN", "not a number"),  # B034
        (number, "Infinity", "not a number"),
        (number, "1e309", "not a number"),
        (number, float("nan"), "not a number"),
        (number, True, "not a number"),
        (number, "1" * 31, "too large"),
        (percent, "101", "between 0% and 100%"),
        (percent, "-1", "between 0% and 100%"),
        (percent, 0.45, "fraction or a percentage"),
        (percent, "1", "fraction or a percentage"),
        (date_, "29/02/2023", "not a day of the calendar"),  # B025
        (date_, "31/04/2026", "not a day of the calendar"),
        (date_, "2026-13-01", "not a date written day, month, year"),
        (date_, "12/25/2026", "not a date written day, month, year"),
        (date_, "01/02/26", "which century"),
        (date_, "1 Foo 2020", "not a day of the calendar"),
        (date_, "01/02/0206", "between 1900 and 2100"),  # B032
        (date_, "9999-01-01", "between 1900 and 2100"),
        (date_, 43832.0, "not a date such as"),
        (date_, "soon", "not a date such as"),
        (date_, datetime(2020, 3, 31, 9, 30), "time of day"),  # noqa: DTZ001
        (text, "9.43477E+09", "digits are lost"),  # B076
        (text, 9.43476591900001e15, "digits are lost"),
        (text, date(2020, 3, 1), "turned into a date"),
        (choice("Yes", "No"), "maybe", "not one of Yes, No"),
    ],
)
def test_cells_that_are_refused_rather_than_guessed(kind, cell, words):
    with pytest.raises(Unreadable, match=words):
        kind.read(cell)


def test_a_long_list_of_choices_has_no_list_in_the_template():
    assert choice(*(f"Option {number}" for number in range(60))).validation == ()
    assert choice("a, b", "c").validation == ()
