"""The published registers: every layout, every hole of the data, chains of successions, and twice is once."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.config.commands.importing import import_
from safeguarding.core.access import context
from safeguarding.core.access.operations import system_actor
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.organisations import queries
from safeguarding.core.organisations.formats import reading
from safeguarding.core.organisations.formats.operations import import_register
from safeguarding.core.organisations.models import Lineage, Organisation, Relation, Succession
from safeguarding.kit.spreadsheets import FileRefused, read_table
from tests.house.reading import ROOT

DATA = ROOT / "tests" / "data" / "ods"
FILES = {
    "trusts": "etr_2022.csv",
    "practices": "epraccur_seed_areas.csv",
    "membership": "epcmem_seed_ccgs.csv",
    "practice-map": "gp_practice_pcn_ccg_stp_jan2022.csv",
    "succession": "organisation_succession.csv",
    "geography": "ccg21_to_sicbl22_to_icb22.csv",
}


def said(kind, data=None):
    return reading.read(
        read_table((DATA / FILES[kind]).read_bytes() if data is None else data, "x.csv"), kind
    )


@pytest.fixture
def system(db):
    now = timezone.now()
    actor = system_actor(now.date(), "tests")
    context.set_context(context.values(actor))
    return actor


def take(system, kind, data=None):
    return import_register(kind=kind, said=said(kind, data), by=system, at=timezone.now())


@pytest.mark.parametrize("kind", FILES)
def test_each_file_is_taken_and_the_second_time_changes_nothing(system, kind):
    first = take(system, kind)
    count = Organisation.objects.count(), Relation.objects.count(), Succession.objects.count()

    again = take(system, kind)

    assert first.accepted > 0
    assert again.accepted == 0
    assert again.unchanged == first.accepted + first.unchanged
    assert (Organisation.objects.count(), Relation.objects.count(), Succession.objects.count()) == count
    assert AuditRecord.objects.filter(what="register.imported").count() == 2


def test_a_batch_is_one_record_whatever_its_length(system):
    take(system, "practice-map")

    assert AuditRecord.objects.filter(what="register.imported").count() == 1


def test_chains_are_followed_from_the_old_codes_to_the_board_of_today(system):
    take(system, "succession")
    take(system, "geography")
    first = queries.by_code("ODS", "01C", date(2020, 3, 31))

    steps = queries.successors(first)

    assert [(s.successor.name, s.effective_on.isoformat()) for s in steps] == [
        ("NHS Cheshire CCG", "2020-04-01"),
        ("NHS Cheshire and Merseyside Integrated Care Board", "2022-07-01"),
    ]
    assert first.closed_on == date(2020, 3, 31)
    board = steps[-1].successor
    assert Lineage.objects.get(ancestor=first, descendant=board).from_on == date(2022, 7, 1)


def test_a_code_means_another_body_after_the_boards_began(system):
    take(system, "membership")
    take(system, "geography")

    before, after = (queries.by_code("ODS", "01K", day) for day in (date(2022, 6, 30), date(2022, 7, 1)))

    assert (before.name, before.kind.key) == ("NHS Morecambe Bay CCG", "ccg")
    assert (after.name, after.kind.key) == ("NHS Lancashire and South Cumbria ICB - 01K", "sub-icb")


def test_a_few_places_that_went_elsewhere_hand_on_no_rights(system):
    take(system, "geography")
    steps = Succession.objects.filter(predecessor__name="NHS Cambridgeshire and Peterborough CCG")

    found = {step.successor.name: (step.kind, step.share) for step in steps}

    small = "NHS Northamptonshire Integrated Care Board"
    assert found[small][0] == "SPLIT"
    assert found[small][1] < 5
    assert not Lineage.objects.filter(descendant__name=small, ancestor__kind__key="ccg").exists()


def test_several_successors_are_a_split_and_the_same_code_twice_is_rejected(system):
    receipt = take(system, "succession")

    assert [(r.column, r.reason) for r in receipt.rejected] == [
        ("new_code", "The old and the new code are the same.")
    ] * 2
    assert Succession.objects.filter(kind="SPLIT").count() >= 3
    assert Succession.objects.filter(kind="MERGE", successor__identifiers__code="27D").count() == 4


def test_a_code_without_a_name_is_named_by_a_later_file(system):
    take(system, "membership")
    practice = queries.by_code("ODS", "A82003", date(2018, 1, 1))
    assert (practice.name, practice.kind.key) == ("Organisation A82003", "code-only")

    take(system, "practices")

    practice.refresh_from_db()
    assert practice.kind.key == "gp-practice"
    assert practice.name.startswith("ULVERSTON")


def test_what_people_entered_is_not_overwritten(system, world):
    context.set_context(context.values(system))
    row = '"RWY1","ANOTHER NAME",' + '"",' * 8 + '"20010401",' + '"",' * 15 + '""'

    receipt = take(system, "trusts", row.encode())

    assert (receipt.accepted, receipt.unchanged) == (0, 1)
    assert world.riverside.name == "Riverside NHS Trust"


def row27(**cells):
    row = [""] * 27
    for place, value in ({"0": "RXX", "1": "A trust", "10": "20010401"} | cells).items():
        row[int(place)] = value
    return ",".join(row)


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"0": "R X!"}, "Organisation code", "not a code"),
        ({"1": ""}, "Name", "Nothing is given"),
        ({"1": "x" * 300}, "Name", "longer than 200"),
        ({"10": "20011331"}, "Open date", "not a date"),
        ({"11": "19990101"}, "Close date", "closes before it opens"),
    ],
)
def test_a_bad_row_is_rejected_with_its_column_and_the_others_are_taken(cells, column, words):
    found = said("trusts", "\n".join([row27(), row27(**cells)]).encode())

    assert len(found.rows) == 1
    (rejected,) = found.rejected
    assert (rejected.row, rejected.column) == (2, column)
    assert words in rejected.reason


def test_a_row_of_another_width_is_rejected():
    found = said("trusts", (row27() + "\na,b,c\n").encode())

    assert found.rejected[0].reason == "The row has 3 columns, not 27."


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"%PDF-1.7", b"PK\x03\x04", b"<html>", b"\xff\xfe\x00"])
def test_a_wrong_file_is_refused_in_words(kind, data):
    with pytest.raises(FileRefused):
        said(kind, data)


def test_nobody_without_the_right_fills_the_register(world):
    dana = world.actor("dana")

    with pytest.raises(PermissionDenied):
        import_register(kind="trusts", said=said("trusts"), by=dana, at=timezone.now())


def run(kind, file: Path):
    result = CliRunner().invoke(import_, ["ods", kind, str(file), "--dry-run", "--json"])
    return result.exit_code, json.loads(result.output)


def test_the_command_answers_a_machine_and_a_wrong_file_ends_with_one(tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(b"\x00\x01\x02")

    assert run("geography", DATA / FILES["geography"])[0] == 0
    code, answer = run("geography", wrong)
    assert code == 1
    assert set(answer) == {"accepted", "unchanged", "rejected"}
