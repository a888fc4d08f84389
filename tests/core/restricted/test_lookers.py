"""When many people look at one record whose work it is not, those who look after it hear of it, and not of whom it is about."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from safeguarding.core.access import context
from safeguarding.core.audit import reads
from safeguarding.core.audit.models import LOOKED_AT_BY_MANY, AuditRecord
from safeguarding.core.breakglass.models import Opening
from safeguarding.core.notices.models import Notice
from safeguarding.core.restricted import jobs, lookers
from tests.core.breakglass.making import opening
from tests.core.notices.helping import run_what_waits
from tests.core.restricted.making import a_request, an_alert, as_reader, kept, name, opened

# Five people of two organisations; no role of theirs puts them on the record's list.
FIVE = ("adele", "hana", "dana", "lena", "perry")


def look(world, row, *people):
    """Let each of these people open a record, as its page notes it."""
    owner = kept(row).organisation
    for who in people:
        reads.note_read(row, by=as_reader(world, who, 3), at=timezone.now(), owner=owner)
    run_what_waits()


def told(world, who="pat"):
    as_reader(world, who)
    return list(Notice.objects.filter(kind=LOOKED_AT_BY_MANY))


def test_the_fifth_person_and_no_earlier_one_is_told_of_at_once(world):
    row = an_alert(world)

    look(world, row, *FIVE[:4])
    assert told(world) == []
    look(world, row, FIVE[4])

    (notice,) = told(world)
    assert notice.organisation == world.riverside
    assert notice.roles == ["R12", "R13"]
    assert timezone.now() - notice.told_at < timedelta(seconds=60)


def test_they_are_told_once_however_many_come_after(world):
    row = an_alert(world)

    look(world, row, *FIVE)
    look(world, row, "gwen", "doc", "adele")

    assert len(told(world)) == 1
    assert AuditRecord.objects.filter(what=LOOKED_AT_BY_MANY).count() == 1


def test_it_stands_in_the_audit_of_the_owner_with_how_many(world):
    row = an_alert(world)

    look(world, row, *FIVE)

    as_reader(world, "pat")
    entry = AuditRecord.objects.get(what=LOOKED_AT_BY_MANY)
    assert entry.touched == [row.public_id]
    assert '"people":5' in entry.body
    as_reader(world, "dana")
    assert not AuditRecord.objects.filter(what=LOOKED_AT_BY_MANY).exists()


def test_one_person_who_looks_often_is_one_person(world):
    row = an_alert(world)

    look(world, row, *["adele"] * 9)

    assert told(world) == []


def test_whoever_works_on_it_is_not_counted(world):
    row = a_request(world)
    name(world, row, "adele", "hana")

    look(world, row, "dana", "adele", "hana", "lena", "doc", "cal")  # Dana began it, Adele is on its list

    assert told(world, "dana") == []
    look(world, row, "gwen")
    assert len(told(world, "dana")) == 1


def test_somebody_whose_time_on_the_list_is_over_is_counted_again(world):
    row = a_request(world)
    over = timezone.now() - timedelta(minutes=1)
    named = name(world, row, "adele", "hana")
    type(named).objects.filter(pk=named.pk).update(since=over - timedelta(days=1), until=over)

    look(world, row, "adele", "hana", "lena", "doc", "cal")

    assert len(told(world, "dana")) == 1


def test_what_was_looked_at_a_day_ago_is_not_counted(world):
    row = an_alert(world)
    look(world, row, *FIVE[:4])
    as_reader(world, "pat")
    restricted = kept(row)

    now, tomorrow = timezone.now(), timezone.now() + timedelta(hours=24, minutes=1)

    assert len(lookers.without_work_on(restricted, now)) == 4
    assert lookers.without_work_on(restricted, tomorrow) == set()


def test_looking_after_its_list_is_not_looking_at_it_and_an_emergency_is(world):
    row = an_alert(world)
    restricted = kept(row)
    for who in FIVE:
        by = as_reader(world, who, 3)
        reads.note_read(restricted, by=by, at=timezone.now(), owner=restricted.organisation)
    run_what_waits()
    as_reader(world, "pat")
    assert lookers.without_work_on(restricted, timezone.now()) == set()

    opening(world, row=row)
    look(world, row, "adele", "dana", "lena", "perry")

    assert Opening.objects.exists()
    assert len(told(world)) == 1


def test_a_register_that_shows_it_to_all_who_work_there_is_no_alarm(world):
    row = an_alert(world)
    for who in FIVE:
        by = as_reader(world, who, 3)
        reads.note_list("alerts", [row.public_id], by=by, at=timezone.now(), owners=[world.riverside])
    run_what_waits()

    assert told(world) == []


def test_an_email_says_neither_of_whom_nor_who(world, settings):
    settings.MANY_READERS_A_DAY = 1
    row = a_request(world)

    look(world, row, "adele")
    run_what_waits(later=True)

    assert "cal@demo.invalid" in {message.to[0] for message in mail.outbox}
    for message in mail.outbox:
        said = message.subject + message.body
        assert not any(word in said for word in (row.about, str(row.public_id), kept(row).reference, "Adele"))


def test_the_guardian_comes_from_the_notice_to_who_looked_and_what_for(world, sign_in, settings):
    settings.MANY_READERS_A_DAY = 1
    row = a_request(world)
    look(world, row, "adele")
    (notice,) = told(world, "cal")

    page = opened(sign_in(world.cal), world).get(notice.url).content.decode()

    assert "Adele Adults" in page
    assert "To protect a child or an adult at risk" in page


def test_the_real_page_of_a_record_is_counted(world, sign_in, settings):
    settings.MANY_READERS_A_DAY = 1
    row = an_alert(world)

    opened(sign_in(world.adele), world).get(f"/collect/alerts/{row.public_id}/")
    run_what_waits()

    assert len(told(world)) == 1


@pytest.mark.parametrize("many", [5, 6])
def test_the_number_is_five(world, many, settings):
    assert settings.MANY_READERS_A_DAY == 5
    row = an_alert(world)
    look(world, row, *(*FIVE, "gwen")[:many])

    assert len(told(world)) == 1


def test_a_record_that_is_not_restricted_is_not_counted(world):
    by = replace(world.actor("dana"), level=3)
    context.set_context(context.values(by))

    jobs.pass_on.run(organisation_id=by.organisation.pk, about=f"core.Organisation:{world.wyvern.public_id}")

    assert lookers.owner_of(world.wyvern.public_id) is None
