"""A staff record is added up on a day and dropped: what it comes to, what is refused, and that nobody is kept."""

import csv
import io
import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone

from safeguarding.collect.imports import operations
from safeguarding.collect.imports.models import SentIn
from safeguarding.collect.imports.registry import Options
from safeguarding.collect.returns import queries
from safeguarding.collect.returns.formats import training
from safeguarding.config.commands.importing import import_
from safeguarding.core.audit.models import AuditRecord
from tests.house.reading import ROOT

SAMPLE = ROOT / "tests" / "data" / "esr_like" / "training_compliance_2020-03-31.csv"
DAY = date(2025, 3, 31)
HEADINGS = (
    "Organisation,Assignment Number,Staff Group,Competence Name,Competence Required,"
    "Date Achieved,Expiry Date,Status"
)


def row(
    number="9990001", competence="Fire", required="Y", achieved="1-Apr-2024", expires="1-Apr-2026", status=""
):
    return f"Riverside NHS Trust,{number},Nursing,{competence},{required},{achieved},{expires},{status}"


def record(*rows):
    return "\n".join([HEADINGS, *rows]).encode()


def sums(*rows, as_at=DAY):
    return [
        (s.competence, s.compliant, s.required)
        for s in training.read(record(*rows), "x.csv", as_at).together()
    ]


def test_the_sample_comes_to_what_is_expected():
    expected = json.loads((SAMPLE.parent / "expected.json").read_text())

    found = training.answer(training.read(SAMPLE.read_bytes(), SAMPLE.name, date(2020, 3, 31)))

    assert {
        f["competence"]: {"compliant": f["compliant"], "required": f["required"], "percent": f["percent"]}
        for f in found["figures"]
    } == expected["expected"]
    assert found["rejected"] == []


@pytest.mark.parametrize(
    ("achieved", "expires", "status", "compliant"),
    [
        ("1-Apr-2024", "1-Apr-2026", "Compliant", 1),
        ("1-Apr-2024", "31-Mar-2025", "Compliant", 1),  # still held on the day on which it expires
        ("1-Apr-2024", "30-Mar-2025", "Compliant", 0),  # the status was true when the file was made
        ("31-Mar-2025", "", "Not achieved", 1),
        ("1-Apr-2025", "1-Apr-2028", "Compliant", 0),  # achieved after the day
        ("", "", "Compliant", 1),
        ("", "", "Not achieved", 0),
        ("", "1-Apr-2026", "Not achieved", 0),
        ("", "1-Apr-2026", "Compliant", 1),
    ],
)
def test_the_dates_of_the_day_decide_and_the_status_only_without_them(achieved, expires, status, compliant):
    assert sums(row(achieved=achieved, expires=expires, status=status)) == [("Fire", compliant, 1)]


def test_duplicates_and_several_rows_of_a_person_count_once_and_what_is_not_required_never():
    found = sums(
        row(),
        row(),
        row(achieved="1-Apr-2019", expires="1-Apr-2021"),
        row("9990002", achieved="", expires="", status="Not required", required="N"),
        row("9990003", achieved="1-Apr-2019", expires="1-Apr-2021"),
    )

    assert found == [("Fire", 1, 2)]


def test_the_percentage_is_rounded_half_away_from_zero():
    rows = [row(f"99{n:05}", achieved="1-Apr-2019", expires="1-Apr-2021" if n else "") for n in range(16)]

    (one,) = training.answer(training.read(record(*rows), "x.csv", DAY))["figures"]

    assert (one["compliant"], one["required"], one["percent"]) == (1, 16, 6.3)


def test_a_fault_names_row_and_column_and_never_the_cell():
    secret = "Jo-Bloggs"
    found = training.answer(
        training.read(
            record(row(achieved=secret), row(required=secret), row(number=""), row(expires="1-Apr-2020")),
            "x.csv",
            DAY,
        )
    )

    assert [(f["row"], f["column"]) for f in found["rejected"]] == [
        (2, "Date Achieved"),
        (3, "Competence Required"),
        (4, "Assignment Number"),
        (5, None),
    ]
    assert secret not in json.dumps(found)


def send(actor, data, **options):
    sent = operations.check(
        importer=training.TRAINING,
        name="staff.csv",
        data=data,
        options=Options(as_at=DAY, **options),
        by=actor,
        at=timezone.now(),
    )
    if sent.state == SentIn.State.CHECKED:
        operations.store(sent=sent, importer=training.TRAINING, by=actor, at=timezone.now())
    sent.refresh_from_db()
    return sent


def test_sums_are_stored_and_no_member_of_staff_is(world):
    terry = world.actor("terry")

    sent = send(terry, record(row("9990777"), row("9990778", "Safeguarding Children - Level 2")))

    told = {(f.urn, f.split): f.text for f in queries.figures(terry, split=None)}
    assert told == {("training.competence", "Fire"): "100%", ("training.children-level-2", ""): "100%"}
    assert sent.outcome["added"] == 2
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("collect_", "core_audit")):
                cursor.execute(f'select count(*) from "{table}" t where t::text like %s', ["%999077%"])
                assert cursor.fetchone() == (0,), table


def test_the_same_file_twice_changes_nothing_and_says_so(world):
    terry = world.actor("terry")
    send(terry, record(row()))
    records = AuditRecord.objects.filter(what="figures.recorded").count()

    again = send(terry, record(row()))

    assert again.outcome["added"] == again.outcome["corrected"] == 0
    assert "Nothing was changed" in again.outcome["note"]
    assert AuditRecord.objects.filter(what="figures.recorded").count() == records == 1


def test_the_same_file_on_another_day_is_another_figure(world):
    terry = world.actor("terry")
    send(terry, record(row()))
    options = Options(as_at=date(2024, 12, 31))
    other = training.prepare(record(row()), "staff.csv", options, terry)

    assert other.rows[0]["ends"] == "2024-12-31"


def test_a_file_about_somebody_elses_staff_is_refused(world):
    olga = world.actor("olga")

    sent = send(olga, record(row()))

    assert sent.state == SentIn.State.REFUSED
    assert sent.problems[0]["column"] == "Organisation"
    assert queries.figures(olga, split=None) == []


def test_a_stored_file_is_not_stored_twice_and_a_refused_one_never(world):
    terry = world.actor("terry")
    good, bad = send(terry, record(row())), send(terry, record(row(achieved="never")))

    for sent, words in ((good, "stored already"), (bad, "has faults")):
        with pytest.raises(operations.NotStored, match=words):
            operations.store(sent=sent, importer=training.TRAINING, by=terry, at=timezone.now())


def run(*arguments):
    result = CliRunner().invoke(import_, ["training", *map(str, arguments)])
    return result.exit_code, result.output


def test_a_dry_run_needs_no_database_and_no_known_organisation(tmp_path):
    code, output = run(SAMPLE, "--as-at", "2020-03-31", "--dry-run", "--json")

    assert code == 0
    assert set(json.loads(output)) == {"accepted", "rejected", "figures"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04rubbish", "damaged"),
        (b"a,b\n1,2\n", "no column with this heading"),
        (HEADINGS.encode(), "no rows"),
        (record(row() + ',"unclosed'), ""),
        (b"\xff\xfe\x00\x01" * 50, ""),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_never_with_a_crash(tmp_path, data, words):
    file = tmp_path / "staff.csv"
    file.write_bytes(data)

    code, output = run(file, "--as-at", "2020-03-31", "--dry-run", "--json")

    answer = json.loads(output)
    assert code == 1
    assert words in json.dumps(answer["rejected"])
    assert answer["figures"] == []


def test_a_wrong_day_is_a_wrong_command(tmp_path):
    assert run(SAMPLE, "--as-at", "31/31/2020", "--dry-run")[0] == 2


def test_the_sample_has_the_columns_that_the_layout_names():
    with io.StringIO(SAMPLE.read_text(encoding="utf-8")) as file:
        assert next(csv.reader(file)) == [column.title for column in training.LAYOUT.columns]
