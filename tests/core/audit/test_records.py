"""Those who answer for an organisation read who did what for it, and nobody else does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.core.audit import queries
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.audit.operations import record
from tests.core.restricted.making import said_why, taken

ADDRESS = "/core/audit/"


@pytest.fixture
def done(world):
    dana = world.actor("dana")
    record("thing.done", about=dana.user, by=dana, at=timezone.now(), count=7)
    pat = world.actor("pat")
    record("other.left-out", about=pat.user, by=pat, at=timezone.now())


def test_says_who_did_what_to_which_record(world, done, sign_in):
    page = sign_in(world.hana).get(ADDRESS, {"q": "thing.done"}).content.decode()

    assert "Thing: done" in page
    assert "dana@demo.invalid" in page
    assert f"User {world.dana.public_id}" in page
    assert "count 7" in page


def test_holds_nothing_of_other_organisations(world, done, sign_in):
    client = sign_in(world.hana)

    assert "Nothing matches" in client.get(ADDRESS, {"q": "left-out"}).content.decode() or (
        "Other: left out" not in client.get(ADDRESS, {"q": "left-out"}).content.decode()
    )


def test_finds_what_one_person_did(world, done, sign_in):
    client = sign_in(world.hana)

    assert "Thing: done" in client.get(ADDRESS, {"by": "dana@demo.invalid"}).content.decode()
    assert "Thing: done" not in client.get(ADDRESS, {"by": "connie@demo.invalid"}).content.decode()
    assert client.get(ADDRESS, {"by": "pat@demo.invalid"}).status_code == 400


def test_finds_what_was_done_to_one_record(world, done, sign_in):
    page = sign_in(world.hana).get(ADDRESS, {"q": str(world.dana.public_id)}).content.decode()

    assert "Thing: done" in page


def test_narrows_to_the_last_days(world, done):
    world.actor("hana")
    now, rows = timezone.now(), AuditRecord.objects.filter(what="thing.done")

    assert queries.since(rows, now, 7).count() == 1
    assert queries.since(rows, now + timedelta(days=8), 7).count() == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_goes_out_as_a_file_and_the_taking_is_recorded(world, done, sign_in, kind):
    response = taken(sign_in(world.hana), f"{ADDRESS}?export={kind}")

    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    world.actor("hana")
    assert AuditRecord.objects.filter(what="list.downloaded").count() == 1


def test_asks_why_before_it_goes_out(world, done, sign_in):
    client = sign_in(world.hana)

    assert client.get(ADDRESS, {"export": "csv"})["Location"].startswith("/core/audit/take/?next=")

    said_why(client, f"{ADDRESS}?export=csv").get(f"{ADDRESS}?export=csv")
    world.actor("hana")
    assert "For the committee of March" in AuditRecord.objects.get(what="list.downloaded").body


@pytest.mark.parametrize(
    ("person", "status"),
    [("hana", 200), ("cal", 200), ("una", 200), ("dana", 403), ("connie", 403), ("pat", 403), ("olga", 403)],
)
def test_only_those_who_answer_for_the_organisation_open_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status


def test_a_search_that_no_keyboard_types_is_refused_in_words(world, sign_in):
    answer = sign_in(world.cal, world.wyvern).get("/core/audit/", {"q": "a\x00b"})

    assert answer.status_code == 400


def test_a_long_list_does_not_leave_in_one_file(world, done, sign_in, monkeypatch):
    monkeypatch.setattr("safeguarding.core.audit.views.MOST_PEOPLE", 0)
    client = sign_in(world.hana)

    assert "No more than 0 records leave in one file" in client.get(ADDRESS).content.decode()
    assert taken(client, f"{ADDRESS}?export=csv").status_code == 400
