"""Figures from a spreadsheet: both layouts, every fault named, all or nothing, the same file twice."""

import json
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.collect.imports import operations
from safeguarding.collect.imports.models import SentIn
from safeguarding.collect.imports.registry import Options
from safeguarding.collect.models import Observation
from safeguarding.collect.returns import queries
from safeguarding.collect.returns.formats.figures import FIGURES, OURS, SHORT
from safeguarding.kit.periods import Period
from safeguarding.kit.spreadsheets import FileRefused, read_table, write_csv, write_xlsx

TITLES = tuple(column.title for column in OURS.columns)


def ours(*rows):
    return write_csv(TITLES, [list(row) + [""] * (len(TITLES) - len(row)) for row in rows])


def check(actor, data, name="figures.csv"):
    return operations.check(
        importer=FIGURES, name=name, data=data, options=Options(source="Test"), by=actor, at=timezone.now()
    )


def store(actor, sent):
    return operations.store(sent=sent, importer=FIGURES, by=actor, at=timezone.now())


def test_a_checked_file_counts_nothing_until_it_is_stored(world):
    adi = world.actor("adi")

    sent = check(adi, ours(("Safeguarding adult alerts", "North Wyvern", "2024-25", "", "", 1162)))

    assert sent.state == SentIn.State.CHECKED
    assert list(sent.preview["rows"][0][1:]) == ["North Wyvern", "2024/25", "1162", "value"]
    assert queries.figures(adi) == []
    store(adi, sent)
    (figure,) = queries.figures(adi)
    assert (figure.text, figure.provenance, figure.source) == ("1,162", "import", "Test")


@pytest.mark.parametrize("write", [write_csv, lambda titles, rows: write_xlsx("Figures", titles, rows)])
def test_the_short_layout_is_read_from_csv_and_xlsx(world, write):
    adi = world.actor("adi")
    data = write(
        ("indicator", "area", "period", "value", "unit"),
        [
            ("Initial Health Assessments on time", "North Wyvern", "2025-03-31", 93, "percent"),
            ("Looked after children", "South Wyvern", "2025-03-31", 255, "count"),
        ],
    )

    sent = store(adi, check(adi, data, "figures.xlsx" if data.startswith(b"PK") else "figures.csv"))

    assert sent.outcome["added"] == 2
    day = Period.parse("2025-03-31")
    found = queries.figure(adi, "looked-after.initial-assessments", world.north_wyvern, day)
    assert (found.text, [q.value for q in found.qualifiers]) == (
        "93%",
        ["percentage only, numbers not given"],
    )


def test_every_bad_row_and_cell_is_named_and_nothing_is_stored(world):
    adi = world.actor("adi")

    sent = check(
        adi,
        ours(
            ("Safeguarding adult alerts", "North Wyvern", "2024-25", "", "", 1162),
            ("No such thing", "North Wyvern", "2024-25", "", "", 5),
            ("Safeguarding adult alerts", "Elsewhere NHS Trust", "2024-25", "", "", 5),
            ("Safeguarding adult alerts", "South Wyvern", "last year", "", "", 5),
            ("Safeguarding adult alerts", "South Wyvern", "2024-25", "", "", "lots"),
            ("Review Health Assessments on time", "South Wyvern", "2024-25", 45, 40),
            ("Safeguarding adult alerts", "South Wyvern", "2023-24", "", "", 5, "nil return"),
            ("Conversion rate", "South Wyvern", "2023-24", "", "", 5),
            ("Safeguarding adult alerts", "North Wyvern", "2024-25", "", "", 3),
            ("Total", "", "", "", "", 1170),
        ),
    )

    assert sent.state == SentIn.State.REFUSED
    told = {(problem["row"], problem["column"]): problem["reason"] for problem in sent.problems}
    assert set(told) == {
        (3, "Indicator"),
        (4, "About"),
        (5, "Period"),
        (6, "Value"),
        (7, None),
        (8, None),
        (9, None),
        (10, None),
        (11, None),
    }
    assert "more than the denominator" in told[7, None]
    assert "worked out" in told[9, None]
    with pytest.raises(operations.NotStored):
        store(adi, sent)
    assert Observation.objects.count() == 0


def test_the_same_file_twice_changes_nothing_and_says_so(world):
    adi, data = world.actor("adi"), ours(("adults.concerns", "North Wyvern", "2024-25", "", "", 1162))
    store(adi, check(adi, data))

    sent = store(adi, check(adi, data))

    assert (sent.outcome["added"], sent.outcome["unchanged"]) == (0, 1)
    assert "Nothing was changed" in sent.outcome["note"]


def test_an_old_file_does_not_undo_a_correction(world):
    adi, data = world.actor("adi"), ours(("adults.concerns", "North Wyvern", "2024-25", "", "", 1162))
    store(adi, check(adi, data))
    store(adi, check(adi, ours(("adults.concerns", "North Wyvern", "2024-25", "", "", 1163))))

    store(adi, check(adi, data))

    assert queries.figures(adi)[0].value == Decimal(1163)


def test_a_figure_in_two_files_is_corrected_and_the_first_kept(world):
    adi = world.actor("adi")
    store(adi, check(adi, ours(("adults.concerns", "North Wyvern", "2024-25", "", "", 1162))))

    sent = store(adi, check(adi, ours(("adults.concerns", "North Wyvern", "2024-25", "", "", 1163))))

    assert sent.outcome["corrected"] == 1
    row = Observation.objects.get()
    assert row.reason == "Sent again in figures.csv"
    assert [former.value for former in queries.history(row)] == [1162]


def test_a_code_in_other_capitals_is_the_same_organisation(world):
    pat = world.actor("pat")

    sent = check(pat, ours(("Safeguarding Children - Level 1", " rwy1 ", "2025-03-31", 9, 10)))

    assert list(sent.preview["rows"][0][1:4]) == ["Riverside NHS Trust", "31 March 2025", "9 of 10"]


@pytest.mark.parametrize("person", ["connie", "bo", "una"])
def test_who_may_not_write_figures_may_not_send_a_file(world, person):
    with pytest.raises(PermissionDenied):
        check(world.actor(person), ours(("adults.concerns", "North Wyvern", "2024-25", "", "", 1162)))


def test_nobody_stores_a_file_of_another_organisation(world):
    sent = check(world.actor("pat"), ours(("training.children-level-1", "RWY1", "2025-03-31", 9, 10)))

    with pytest.raises((PermissionDenied, SentIn.DoesNotExist)):
        store(world.actor("olga"), sent)


@pytest.mark.parametrize("data", [b"", b"MZ\x90", b"<html></html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_spreadsheet_is_refused_in_words(world, data):
    with pytest.raises(FileRefused):
        check(world.actor("adi"), data)

    assert SentIn.objects.count() == 0


def test_the_template_is_read_back_as_the_same_layout():
    sheet = read_table(OURS.template(), "template.xlsx")

    assert tuple(sheet.rows[0]) == TITLES
    assert "no rows" in OURS.read(sheet).problems[0].words


def test_the_layouts_tell_themselves_apart():
    assert {c.title for c in SHORT.columns} - set(TITLES) == {"Area", "Unit"}
    assert json.dumps(OURS.help())
