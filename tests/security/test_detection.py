"""Attacks that stay below every single refusal are noticed, told of at once and once, and end (security plan, G41)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from safeguarding.core.audit.models import PROBED, SPRAYED, TAKEN, AuditRecord
from safeguarding.core.notices.models import Notice
from safeguarding.core.restricted.probing import count_miss
from safeguarding.core.signin.models import Tries
from safeguarding.core.signin.throttle import count_this_hour
from tests.core.notices.helping import run_what_waits
from tests.core.restricted.making import an_alert, opened, taken
from tests.core.signin.test_account import browser
from tests.world import PASSWORD

LIST = "/act/actions/"


def told(world, kind, who="una") -> list[Notice]:
    """Return what the administrator of an organisation was told of a kind of attack, by what they may read."""
    run_what_waits()
    world.actor(who)
    return list(Notice.objects.filter(kind=kind))


def probe(client, times) -> list[int]:
    return [client.get(f"/act/actions/{uuid4()}/").status_code for _ in range(times)]


@pytest.fixture
def few(settings):
    """Notice after three in place of fifty, ten or twenty."""
    settings.MOST_MISSES_AN_HOUR = settings.MANY_ACCOUNTS_TRIED_AN_HOUR = 3
    settings.MANY_FILES_TAKEN_AN_HOUR = 3


def test_whoever_tries_addresses_of_records_is_signed_out_everywhere(world, few):
    here, there, colleague = browser(world.dana), browser(world.dana), browser(world.hana)

    assert probe(here, 2) == [404, 404]
    assert here.get(LIST).status_code == 200
    assert probe(here, 1) == [404]

    assert here.get(LIST).status_code == 302
    assert there.get(LIST).status_code == 302
    assert colleague.get(LIST).status_code == 200


def test_the_administrators_are_told_once_and_at_once_and_no_email_says_of_whom(world, few):
    probe(browser(world.dana), 3)
    probe(browser(world.dana), 3)

    (notice,) = told(world, PROBED)

    assert notice.roles == ["R13", "R29"]
    assert notice.organisation == world.wyvern
    assert {message.to[0] for message in mail.outbox} == {"una@demo.invalid"}
    assert not any("Dana" in message.body or "dana" in message.body for message in mail.outbox)
    assert AuditRecord.objects.filter(what=PROBED, by="dana@demo.invalid").count() == 1


def test_it_stands_above_who_did_what_with_the_name_and_the_number(world, few):
    probe(browser(world.dana), 3)

    page = browser(world.una).get("/core/audit/").content.decode()

    assert "Tried addresses of records that are not there, and was signed out" in page
    assert "Dana Designated" in page
    assert "count 3" in page


def test_a_record_out_of_reach_counts_as_one_that_never_was(world, few):
    row = an_alert(world)
    prober = opened(browser(world.olga), world, "elsewhere")

    assert [prober.get(f"/collect/alerts/{row.public_id}/").status_code for _ in range(3)] == [404] * 3

    assert prober.get(LIST).status_code == 302


def test_several_sessions_and_processes_count_together(world, few):
    for _ in range(3):
        probe(browser(world.dana), 1)

    assert told(world, PROBED)
    assert Tries.objects.get(key__startswith=f"misses:{world.dana.pk}:").value == 3


def test_an_address_that_is_no_records_and_a_page_that_is_there_do_not_count(world, few):
    client = browser(world.dana)

    for _ in range(4):
        client.get("/act/nothing-of-the-kind/")
        client.get(LIST)

    assert client.get(LIST).status_code == 200
    assert told(world, PROBED) == []


def test_the_number_is_fifty_within_an_hour(world, rf, settings):
    request = rf.get(LIST)
    request.actor = world.actor("dana")
    now = timezone.now()
    for _ in range(49):
        count_miss(request, now)
    assert told(world, PROBED) == []

    count_miss(request, now)

    assert settings.MOST_MISSES_AN_HOUR == 50
    assert len(told(world, PROBED)) == 1


def test_of_two_that_count_at_once_none_is_forgotten(db):
    now = timezone.now()

    assert [count_this_hour(7, "misses", now) for _ in range(3)] == [1, 2, 3]
    assert count_this_hour(8, "misses", now) == 1


def try_password(email, ip, password="Spring2026!") -> int:
    client = Client(REMOTE_ADDR=ip)
    return client.post("/account/login/", {"login": email, "password": password}).status_code


def spray(people, ip="203.0.113.9") -> None:
    for who in people:
        try_password(f"{who}@demo.invalid", ip)


def test_one_place_that_tries_many_accounts_is_told_of_to_each_organisation_for_its_own(world, few):
    spray(["dana", "hana", "pat"])

    (notice,) = told(world, SPRAYED)
    assert notice.organisation == world.wyvern
    assert '"accounts_of_ours":2' in AuditRecord.objects.get(what=SPRAYED).body
    (theirs,) = told(world, SPRAYED, "pat")
    assert theirs.organisation == world.riverside
    assert '"accounts_of_ours":1' in AuditRecord.objects.get(what=SPRAYED).body
    assert {message.to[0] for message in mail.outbox} == {"una@demo.invalid"}


def test_many_more_accounts_are_one_alarm(world, few):
    spray(["dana", "hana", "lena", "doc", "adele", "gwen"])

    assert len(told(world, SPRAYED)) == 1
    assert AuditRecord.objects.filter(what=SPRAYED).count() == 1


def test_a_hospital_whose_people_mistype_and_then_come_in_is_no_attack(world, few):
    for who in ("doc", "adele", "gwen", "quin"):
        try_password(f"{who}@demo.invalid", "192.0.2.1")
        try_password(f"{who}@demo.invalid", "192.0.2.1", PASSWORD)
        run_what_waits()

    assert told(world, SPRAYED) == []


def test_a_spray_that_is_slow_enough_for_every_minute_is_refused_within_the_hour(
    world, settings, time_machine
):
    assert "100/h/ip" in settings.ACCOUNT_RATE_LIMITS["login_failed"].split(",")
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "30/m/ip,6/h/ip,5/5m/key"}
    start = timezone.now()
    for number in range(6):
        time_machine.move_to(start + timedelta(minutes=9 * number))
        try_password(f"a{number}@b.example", "203.0.113.9")

    answer = Client(REMOTE_ADDR="203.0.113.9").post(
        "/account/login/", {"login": "dana@demo.invalid", "password": PASSWORD}
    )

    assert "too many wrong tries" in answer.content.decode()
    assert try_password("dana@demo.invalid", "198.51.100.7", PASSWORD) == 302


def test_the_number_is_ten_accounts_within_an_hour(world, settings):
    people = ["dana", "hana", "lena", "doc", "adele", "gwen", "quin", "adi", "connie", "bo"]
    assert settings.MANY_ACCOUNTS_TRIED_AN_HOUR == 10

    spray(people[:9])
    assert told(world, SPRAYED) == []
    spray(people[9:])

    assert len(told(world, SPRAYED)) == 1


def test_many_lists_taken_away_are_told_of(world, few):
    client = browser(world.dana)
    for _ in range(2):
        assert client.get(f"{LIST}?export=csv").status_code == 200
    assert told(world, TAKEN) == []

    for _ in range(2):
        client.get(f"{LIST}?export=csv")
        run_what_waits()

    assert len(told(world, TAKEN)) == 1
    assert '"files":3' in AuditRecord.objects.get(what=TAKEN).body


def test_few_lists_of_many_rows_are_told_of_too(world, settings):
    settings.MANY_ROWS_TAKEN_AN_HOUR = 2
    for about in ("A-1", "A-2"):
        an_alert(world, about=about)

    taken(opened(browser(world.adele), world), "/collect/alerts/?export=csv")

    assert len(told(world, TAKEN)) == 1
