"""Why a list about people leaves as a file."""

import json

import pytest

from safeguarding.core.audit.models import AuditRecord
from tests.core.restricted.making import a_request, as_reader, opened, said_why, taken

ADDRESS = "/act/disclosures/?export=csv"
ASKED = "/core/audit/take/?next=%2Fact%2Fdisclosures%2F%3Fexport%3Dcsv"


@pytest.fixture
def client(world, sign_in):
    a_request(world)
    return opened(sign_in(world.dana), world)


def test_is_asked_before_anything_leaves_or_is_noted_as_read(world, client):
    answer = client.get(ADDRESS)

    assert (answer.status_code, answer["Location"]) == (302, ASKED)
    as_reader(world, "dana")
    assert not AuditRecord.objects.filter(what__in=["list.read", "list.downloaded"]).exists()


def test_stands_in_the_record_of_the_leaving(world, client):
    assert (
        "C-104" in client.post(ASKED, {"reason": "For the committee of March"}, follow=True).content.decode()
    )

    as_reader(world, "dana")
    said = json.loads(AuditRecord.objects.get(what="list.downloaded").body)
    assert said["detail"]["reason"] == "For the committee of March"
    assert said["purpose"] == "protect"


def test_is_good_for_one_file_of_one_list(client):
    assert taken(client, ADDRESS).status_code == 200
    assert client.get(ADDRESS).status_code == 302
    assert said_why(client, ADDRESS).get(f"{ADDRESS}&asker=PARTNER").status_code == 302


def test_cannot_be_left_out(client):
    assert "Enter why you need this list as a file" in client.post(ASKED, {"reason": " "}).content.decode()
    assert client.get(ADDRESS).status_code == 302


def test_leads_nowhere_outside(client):
    answer = client.post("/core/audit/take/?next=//elsewhere.example/", {"reason": "For the committee"})

    assert answer["Location"] == "/"


def test_a_list_about_many_people_does_not_leave_in_one_file(client, monkeypatch):
    monkeypatch.setattr("safeguarding.act.disclosures.views.MOST_PEOPLE", 0)

    assert "No more than 0 requests leave in one file" in client.get("/act/disclosures/").content.decode()
    assert taken(client, ADDRESS).status_code == 400
