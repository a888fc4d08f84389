"""Whoever is shown unusually many records about people within an hour is stopped, and others hear of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from safeguarding.core.audit import reads
from safeguarding.core.audit.models import STOPPED, AuditRecord
from safeguarding.core.notices.models import Notice
from tests.core.notices.helping import run_what_waits
from tests.core.restricted.making import a_request, an_alert, as_reader, opened

REGISTER = "/collect/alerts/"
WORDS = "Found without food"


@pytest.fixture
def few(settings):
    """Stop after three records instead of a thousand."""
    settings.MOST_RECORDS_AN_HOUR = 3


def page_of(row) -> str:
    return f"/collect/alerts/{row.public_id}/"


def reader(world, sign_in, who="adele") -> Client:
    return opened(sign_in(getattr(world, who)), world)


def statuses(client, address, times) -> list[int]:
    return [client.get(address).status_code for _ in range(times)]


def test_one_record_after_the_other_is_stopped_with_clear_words(world, sign_in, few):
    row = an_alert(world)
    client = reader(world, sign_in)

    assert statuses(client, page_of(row), 4) == [200, 200, 200, 429]

    answer = client.get(page_of(row))
    assert "You have opened an unusual number of records" in answer.content.decode()
    assert WORDS not in answer.content.decode()
    assert answer.headers["Retry-After"] == "3600"


def test_every_record_of_a_list_counts_and_no_file_leaves(world, sign_in, few):
    for about in ("A-1", "A-2", "A-3"):
        an_alert(world, about=about)
    client = reader(world, sign_in)

    assert statuses(client, REGISTER, 2) == [200, 429]
    assert client.get(f"{REGISTER}?export=csv", follow=True).status_code in (200, 429)
    as_reader(world, "adele")
    assert not AuditRecord.objects.filter(what="list.downloaded").exists()


def test_others_and_other_pages_go_on(world, sign_in, few):
    row = an_alert(world)
    client = reader(world, sign_in)
    statuses(client, page_of(row), 4)

    assert client.get("/act/actions/").status_code == 200
    assert opened(sign_in(world.pat), world, "riverside").get(page_of(row)).status_code == 200


def test_what_was_read_on_several_pages_counts_together_and_a_colleague_goes_on(world, sign_in, few):
    first, second = a_request(world), a_request(world, about="C-105")
    pages = [f"/act/disclosures/{row.public_id}/" for row in (first, second)]
    client = reader(world, sign_in, "dana")

    assert [client.get(page).status_code for page in ("/act/disclosures/", *pages)] == [200, 200, 429]
    assert reader(world, sign_in, "hana").get(pages[0]).status_code == 200


def test_what_has_to_be_said_about_danger_is_never_held_up(world, sign_in, few):
    row = an_alert(world)
    client = opened(sign_in(world.pat), world, "riverside")
    assert statuses(client, page_of(row), 4)[-1] == 429

    assert client.get(f"{REGISTER}add/").status_code == 200


def test_the_guardian_and_the_administrators_are_told_once_and_no_email_says_of_whom(world, sign_in, few):
    row = an_alert(world)
    statuses(reader(world, sign_in), page_of(row), 6)

    world.actor("cal")
    (notice,) = Notice.objects.filter(kind=STOPPED)
    assert notice.roles == ["R12", "R29"]
    run_what_waits(later=True)
    assert {"cal@demo.invalid", "una@demo.invalid"} <= {message.to[0] for message in mail.outbox}
    assert not any("Adele" in message.body or row.about in message.body for message in mail.outbox)


def test_it_stands_in_the_audit_once_and_above_the_page_of_who_did_what(world, sign_in, few):
    row = an_alert(world)
    statuses(reader(world, sign_in), page_of(row), 6)

    world.actor("cal")
    assert AuditRecord.objects.filter(what=STOPPED, by="adele@demo.invalid").count() == 1
    page = sign_in(world.cal).get("/core/audit/").content.decode()
    assert "Was shown an unusual number of records, and stopped" in page
    assert world.adele.name in page


def test_after_an_hour_they_go_on(world, sign_in, few, time_machine):
    row = an_alert(world)
    assert statuses(reader(world, sign_in), page_of(row), 4)[-1] == 429

    time_machine.move_to(timezone.now() + timedelta(minutes=61))

    anew = Client()
    anew.force_login(world.adele)
    assert opened(anew, world).get(page_of(row)).status_code == 200


@pytest.mark.parametrize(("read", "status"), [(999, 200), (1000, 429)])
def test_the_number_is_a_thousand_within_an_hour(world, sign_in, read, status):
    row = an_alert(world)
    by = as_reader(world, "adele")
    for _ in range(3):
        many = [uuid4() for _ in range(333)]
        reads.note_list("alerts about adults", many, by=by, at=timezone.now(), owners=[])
    if read == 1000:
        reads.note_list("alerts about adults", [uuid4()], by=by, at=timezone.now(), owners=[])

    assert reader(world, sign_in).get(page_of(row)).status_code == status


def test_a_scrape_of_the_search_is_stopped_and_told_of(world, sign_in, settings):
    settings.MOST_SEARCHES_AN_HOUR = 3
    client = sign_in(world.dana)

    found = [client.get("/search/", {"q": word}).status_code for word in "abcd"]

    assert found == [200, 200, 200, 429]
    world.actor("cal")
    assert '"of":"search pages"' in AuditRecord.objects.get(what=STOPPED).body
