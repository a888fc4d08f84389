"""The list of requests to share information."""

import pytest

from safeguarding.core.audit.models import AuditRecord
from tests.core.restricted.making import a_request, as_reader, broken_audit, opened, said_why, taken

ADDRESS = "/act/disclosures/"


def test_lists_the_requests_and_notes_each_as_read(world, sign_in):
    row = a_request(world)

    page = opened(sign_in(world.dana), world).get(ADDRESS).content.decode()

    assert "C-104" in page
    assert "To decide" in page
    as_reader(world, "dana")
    noted = AuditRecord.objects.get(what="list.read")
    assert noted.touched == [row.public_id]
    assert '"purpose":"protect"' in noted.body


def test_says_what_stands_here_when_there_is_nothing(world, sign_in):
    assert (
        "No request to share information is logged yet"
        in opened(sign_in(world.dana), world).get(ADDRESS).content.decode()
    )


def test_hands_the_list_out_without_what_was_asked_or_shared(world, sign_in):
    a_request(world)

    file = taken(opened(sign_in(world.dana), world), f"{ADDRESS}?export=csv").content.decode()

    assert "C-104" in file
    assert "Attendances of the last year" not in file


def test_asks_first_what_it_is_read_for(world, sign_in):
    answer = sign_in(world.dana).get(ADDRESS)

    assert (answer.status_code, answer["Location"]) == (
        302,
        "/core/restricted/purpose/?next=%2Fact%2Fdisclosures%2F",
    )


@pytest.mark.parametrize(("who", "status"), [("bo", 403), ("connie", 403), ("una", 403), ("opal", 403)])
def test_who_may_not_open_it(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == status


@pytest.mark.parametrize(
    "address", ["", "?export=csv", "{id}/", "{id}/decide/", "{id}/correct/", "{id}/end/"]
)
def test_nothing_is_shown_when_the_reading_cannot_be_written(world, sign_in, address):
    row = a_request(world)
    client = said_why(opened(sign_in(world.dana), world), ADDRESS + address)

    with broken_audit():
        answer = client.get(ADDRESS + address.format(id=row.public_id))

    assert answer.status_code == 503
    assert b"C-104" not in answer.content
    assert b"Attendances" not in answer.content
