"""Who is told that a record was opened in an emergency: those who look after it, and nobody who is kept from it."""

import pytest
from django.core import mail
from django.utils import timezone

from safeguarding.core.breakglass import queries
from safeguarding.core.notices.models import Notice
from safeguarding.core.restricted import operations as restricted
from tests.core.breakglass.making import opening
from tests.core.notices.helping import run_what_waits
from tests.core.restricted.making import an_alert, as_reader, kept

SAID = "A restricted record was opened in an emergency"


@pytest.fixture
def two_guardians(world):
    """Let Noone be a second Caldicott Guardian, and keep the first from a record before somebody opens it."""
    world.give("noone", "R12", "wyvern")
    row = an_alert(world)
    restricted.exclude(restricted=kept(row), person=world.cal, by=as_reader(world, "pat"), at=timezone.now())
    opening(world, row=row)


def test_whoever_is_kept_from_the_record_is_not_told_and_the_others_are(world, sign_in, two_guardians):
    notices = {
        who: sign_in(getattr(world, who)).get("/core/notices/").content.decode() for who in ("cal", "noone")
    }

    assert SAID in notices["noone"]
    assert SAID not in notices["cal"]
    assert "Notices (" not in notices["cal"]


def test_whoever_is_kept_from_the_record_is_not_written_to(world, two_guardians):
    run_what_waits()
    run_what_waits(later=True)

    told = {address for message in mail.outbox if SAID in message.body for address in message.to}
    assert "noone@demo.invalid" in told
    assert "cal@demo.invalid" not in told
    assert [
        message for message in mail.outbox if "cal@" in message.to[0] and "month" not in message.body
    ] == []


def test_a_line_manager_who_is_kept_from_the_record_is_not_told(world, sign_in, monkeypatch):
    """The manager of whoever opens it may be the very person that it is about."""
    row = an_alert(world)
    restricted.exclude(restricted=kept(row), person=world.dana, by=as_reader(world, "pat"), at=timezone.now())
    monkeypatch.setattr(queries, "line_managers", lambda by: [world.dana, world.adi])

    opening(world, row=row)

    shown = {
        who: sign_in(getattr(world, who)).get("/core/notices/").content.decode() for who in ("dana", "adi")
    }
    assert [who for who, page in shown.items() if SAID in page] == ["adi"]


def test_a_notice_that_was_told_is_taken_back_from_whoever_is_kept_from_the_record_later(world, sign_in):
    row = an_alert(world)
    opening(world, row=row)
    client = sign_in(world.cal)
    assert SAID in client.get("/core/notices/").content.decode()
    told = Notice.objects.get(roles=["R12"], organisation=world.wyvern)

    restricted.exclude(restricted=kept(row), person=world.cal, by=as_reader(world, "pat"), at=timezone.now())

    assert SAID not in client.get("/core/notices/").content.decode()
    assert client.get(f"/core/notices/{told.public_id}/").status_code == 404
    world.actor("cal")
    assert not Notice.objects.filter(pk=told.pk).exists()  # the database keeps it back by itself
