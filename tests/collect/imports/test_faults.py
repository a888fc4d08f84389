"""Every fault of a file: counted, listed page by page, narrowed to a column, and taken away to mend the file by."""

import csv
import io
from zipfile import ZipFile

import pytest

from safeguarding.core.audit.models import AuditRecord
from tests.collect.imports.test_send import GOOD
from tests.collect.imports.test_show import sent

BAD = b"=HYPERLINK(1),North Wyvern,2024-25,5,count\n"
WORSE = b"Safeguarding adult alerts,North Wyvern,2024-25,lots,count\n"


def faults_of(client, rows):
    """Send a file of bad rows and return the address of its faults."""
    return sent(client, GOOD + rows) + "faults/"


def taken(client, address, kind="csv", **narrowed):
    answer = client.get(address, {"export": kind, **narrowed})
    assert answer.status_code == 200
    return answer


def test_all_faults_are_counted_and_stand_on_pages(world, sign_in):
    client = sign_in(world.adi)
    address = faults_of(client, WORSE * 230)

    first, last = client.get(address).content.decode(), client.get(address, {"page": 3}).content.decode()
    shown = client.get(address.removesuffix("faults/")).content.decode()

    assert "230 faults" in first
    assert first.count("is not a number") == 100
    assert last.count("is not a number") == 30
    assert ">232<" in last
    assert "230 faults to mend" in shown
    assert "The first 100 are shown." in shown
    assert address in shown


def test_the_whole_list_leaves_as_a_file_and_is_on_record(world, sign_in):
    client = sign_in(world.adi)
    address = faults_of(client, WORSE * 1_230)

    answer = taken(client, address)

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Row", "Column", "What is wrong"]
    assert len(rows) == 1_231
    assert rows[-1] == ["1232", "Value", '"lots" is not a number']
    world.actor("adi")
    told = AuditRecord.objects.get(what="list.downloaded").body
    assert '"rows":1230' in told
    assert address.split("/")[-3] in told


def parts_of(workbook):
    """Return all that a workbook's parts say."""
    with ZipFile(io.BytesIO(workbook)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_a_cell_said_leaves_as_words_and_not_as_a_formula(world, sign_in, kind):
    client = sign_in(world.adi)
    data = GOOD.replace(b"1162", b'"=1+1"')

    answer = taken(client, sent(client, data) + "faults/", kind)

    said = parts_of(answer.content) if kind == "xlsx" else answer.content
    assert b"=1+1" in said
    assert b"<f>" not in said
    assert kind == "xlsx" or not any(
        line.startswith(("=", '"=')) for line in said.decode("utf-8").splitlines()
    )


def test_the_list_is_narrowed_to_a_column(world, sign_in):
    client = sign_in(world.adi)
    address = faults_of(client, BAD + WORSE)

    page = client.get(address, {"column": "Value"}).content.decode()

    assert "1 fault matches" in page
    assert "is not a number" in page
    assert "not in the library" not in page
    assert client.get(address, {"column": "Nonsense"}).status_code == 400


@pytest.mark.parametrize("person", ["pat", "olga", "oscar"])
def test_another_organisation_does_not_find_the_faults(world, sign_in, person):
    address = faults_of(sign_in(world.adi), WORSE)

    assert sign_in(getattr(world, person)).get(address).status_code == 404


def test_a_file_without_a_fault_has_an_empty_list(world, sign_in):
    client = sign_in(world.adi)

    assert "No fault was found" in client.get(sent(client) + "faults/").content.decode()
