"""What waits is in the inbox of those it waits for, and of nobody else."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from safeguarding.core.notices import jobs, kinds, operations, queries
from safeguarding.core.notices.models import Notice, OutgoingEmail
from tests.core.notices.helping import run_next, run_what_waits, tell
from tests.security.test_leavers import close_account, end_role

ADDRESS = "/core/notices/"
WORDS = "A question about your self-assessment waits for your reply"


def test_a_notice_to_a_role_reaches_its_holders_and_the_header_counts_it(world, sign_in):
    tell(world)

    page = sign_in(world.pat).get(ADDRESS).content.decode()

    assert WORDS in page
    assert "Notices (1" in page


@pytest.mark.parametrize("person", ["perry", "dana", "olga", "hana", "gail"])
def test_others_see_nothing_of_it(world, sign_in, person):
    tell(world)

    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert WORDS not in page
    assert "Nothing waits for you" in page
    assert "Notices (" not in page


def test_a_stranger_signs_in_first(client, db):
    assert client.get(ADDRESS).status_code == 302


def test_all_are_marked_as_read_for_oneself_alone(world, sign_in):
    tell(world, roles=["R15", "R16"])
    client = sign_in(world.pat)

    client.post(ADDRESS)

    assert "Notices (" not in client.get(ADDRESS).content.decode()
    assert "Notices (1" in sign_in(world.perry).get(ADDRESS).content.decode()


def test_the_same_is_not_said_twice_a_day(world):
    assert tell(world) is not None
    assert tell(world) is None
    assert tell(world, kind="validation.released") is not None
    assert Notice.objects.count() == 2


def test_a_notice_to_a_person_waits_at_that_organisation_only(world):
    tell(world, person=world.pat)

    assert queries.unread(world.actor("pat")).count() == 1
    assert queries.unread(world.actor("perry")).count() == 0


def test_the_header_counts_what_the_inbox_has_not_shown(world):
    tell(world, roles=["R15", "R16"])
    tell(world, person=world.pat, kind="validation.released")
    tell(world, by="pat", to="wyvern", kind="validation.replied", person=world.dana)
    tell(world, to="wyvern", kind="restricted.asked", roles=["R02", "R12"])
    operations.mark_read(
        notices=queries.unread(world.actor("perry")), by=world.actor("perry"), at=timezone.now()
    )

    counts = {
        who: queries.how_many_wait(world.actor(who)) for who in ("pat", "perry", "dana", "gail", "noone")
    }
    inbox = {who: queries.unread(world.actor(who)).count() for who in counts}

    assert counts == inbox
    assert counts["pat"] == 2
    assert counts["perry"] == 0
    assert counts["dana"] > 0


def test_a_kind_without_words_is_a_mistake(world):
    with pytest.raises(KeyError):
        tell(world, kind="no.such")


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_a_notice_leads_to_a_page_of_ours(world, url):
    with pytest.raises(DatabaseError), transaction.atomic():
        tell(world, url=url)


def test_somebody_without_a_role_tells_nobody(world):
    with pytest.raises(PermissionDenied):
        tell(world, by="noone")


def test_the_words_name_nobody_and_end_without_a_stop():
    assert len(kinds.words()) > 10
    assert [words for words in kinds.words().values() if words.endswith(".")] == []


def test_the_days_email_says_that_something_waits_and_never_what(world):
    tell(world)
    tell(world, kind="validation.released", url="/core/notices/")
    run_what_waits()
    assert mail.outbox == []

    run_what_waits(later=True)

    (email,) = mail.outbox
    assert email.to == ["pat@demo.invalid"]
    assert WORDS in email.body
    assert "Riverside NHS Trust" in email.body
    assert "/core/notices/" in email.body
    assert "Wyvern" not in email.body + email.subject


def test_no_days_email_when_everything_was_read(world):
    notice = tell(world)
    operations.mark_read(notices=[notice], by=world.actor("pat"), at=timezone.now())

    run_what_waits(later=True)

    assert mail.outbox == []


@pytest.mark.parametrize(("choice", "at_once", "in_all"), [("EACH", 2, 2), ("DAILY", 0, 1), ("NONE", 0, 0)])
def test_emails_come_as_the_person_chose(world, choice, at_once, in_all):
    operations.choose_email(email=choice, by=world.actor("pat"), at=timezone.now())
    tell(world)
    tell(world, kind="validation.released")

    run_what_waits()
    assert len(mail.outbox) == at_once
    run_what_waits(later=True)
    assert len(mail.outbox) == in_all


@pytest.mark.parametrize(("choice", "at_once"), [("EACH", 1), ("DAILY", 1), ("NONE", 0)])
def test_what_cannot_wait_is_written_at_once_to_whoever_wants_emails_at_all(world, choice, at_once):
    operations.choose_email(email=choice, by=world.actor("pat"), at=timezone.now())
    tell(world, kind="glass.broken")

    run_what_waits()

    assert len(mail.outbox) == at_once


def test_whoever_was_told_of_something_that_somebody_does_now_need_not_wait_for_tomorrow():
    assert {"glass.broken", "reading.stopped", "restricted.looked-at-by-many"} <= kinds.at_once()
    assert "action.overdue" not in kinds.at_once()


@pytest.mark.parametrize("leave", [close_account, end_role])
def test_whoever_leaves_between_two_tries_of_an_email_is_not_written_to(world, leave):
    tell(world, kind="glass.broken")
    while not OutgoingEmail.objects.exists():
        run_next()
        world.actor("pat")

    leave(world, "pat")
    run_what_waits()

    assert mail.outbox == []
    world.actor("perry")
    assert OutgoingEmail.objects.get().sent_at is None


def test_an_email_is_sent_once_however_often_its_job_runs(world):
    operations.choose_email(email="EACH", by=world.actor("pat"), at=timezone.now())
    tell(world)
    run_what_waits()
    world.actor("pat")
    email = OutgoingEmail.objects.get()

    jobs.send.run(organisation_id=world.riverside.pk, email=email.pk)

    assert len(mail.outbox) == 1
    assert email.sent_at is not None


def test_a_change_that_is_taken_back_tells_nobody(world):
    with transaction.atomic():
        tell(world)
        transaction.set_rollback(True)

    assert Notice.objects.count() == 0
    assert run_what_waits(later=True) == []
