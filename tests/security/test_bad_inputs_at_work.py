"""Bad inputs that take more than one field or one request: clocks, lists, tries, many at once, and what fails beneath us."""

import errno
import os
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import OperationalError, connection, connections, transaction
from django.test import Client
from django.utils import timezone

from safeguarding.act.actions.models import Action
from safeguarding.collect.imports.models import SentIn
from safeguarding.collect.models import Observation
from safeguarding.core.access.operations import give_role
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.breakglass.operations import NotOpened
from safeguarding.core.files.models import StoredFile
from safeguarding.core.restricted import operations as restricted
from safeguarding.kit.spreadsheets import read
from tests.act.actions import acts
from tests.act.actions.test_open import ADDRESS as OPEN_ACTION
from tests.act.actions.test_open import form as an_action
from tests.act.actions.test_register import ADDRESS as ACTIONS
from tests.act.actions.test_versions import note, sent
from tests.collect.imports.test_send import GOOD
from tests.collect.imports.test_send import send as a_file
from tests.core.access.test_invite import ADDRESS as INVITE
from tests.core.access.test_invite import asked
from tests.core.breakglass.making import opening
from tests.core.conftest import linked, provider, served  # noqa: F401  another organisation's sign-in
from tests.core.notices.helping import run_what_waits
from tests.core.restricted.making import a_note, a_request, an_alert, as_reader, kept, opened
from tests.core.signin.provider import come_back, is_in
from tests.house.test_addresses import our_routes
from tests.security.crawling import plain as at

SIGN_IN = "/account/login/"


@pytest.mark.parametrize(
    ("due", "still", "late"),
    [
        # The clocks go back at 01:00 UTC on this very day; in June London is an hour ahead of UTC.
        ("2026-10-25", datetime(2026, 10, 25, 23, 59, tzinfo=UTC), datetime(2026, 10, 26, 0, 1, tzinfo=UTC)),
        ("2027-06-24", datetime(2027, 6, 24, 22, 59, tzinfo=UTC), datetime(2027, 6, 24, 23, 1, tzinfo=UTC)),
    ],
)
def test_b030_an_action_is_late_when_its_day_ends_in_london(world, due, still, late):
    action = acts.opened(world, title="Due that day")
    Action.objects.filter(pk=action.pk).update(due_on=due)
    for moment, is_late in ((still, False), (late, True)):
        with time_machine.travel(moment, tick=False):
            client = Client()
            client.force_login(world.pat)
            page = client.get(ACTIONS, {"show": "overdue"}).content.decode()
        assert ("Due that day" in page) == is_late


@pytest.mark.long
def test_b062_a_hundred_thousand_rows_are_read_within_a_minute():
    lines = StringIO()
    lines.write("indicator,area,period,value,unit\n")
    lines.writelines(f"Safeguarding adult alerts,Area {n},2024-25,{n},count\n" for n in range(100_000))
    before = timezone.now()

    table = read.read_table(lines.getvalue().encode(), "figures.csv")

    assert sum(1 for _ in table.rows) >= 100_000
    assert timezone.now() - before < timedelta(seconds=60)


def test_b143_one_address_read_by_two_people_is_never_one_page(world):
    pages = []
    for person in (world.dana, world.pat):
        client = Client()
        client.force_login(person)
        pages.append(client.get("/"))

    assert pages[0].content != pages[1].content
    for page in pages:
        assert page.headers["Cache-Control"] == "no-store"
        assert "Cookie" in page.headers["Vary"]


@pytest.mark.long
def test_b152_a_hundred_wrong_passwords_close_the_password_and_not_the_person(world, linked):  # noqa: F811
    """Whoever is attacked still comes in by their own organisation's sign-in."""
    answers = [
        Client(REMOTE_ADDR=f"203.0.113.{n % 3}").post(
            SIGN_IN, {"login": "dana@demo.invalid", "password": f"wrong {n}"}
        )
        for n in range(100)
    ]
    victim = Client(REMOTE_ADDR="198.51.100.7")
    come_back(victim, linked)

    assert (
        sum(
            "too many wrong tries" in answer.content.decode() or answer.status_code == 429
            for answer in answers
        )
        == 95
    )
    assert is_in(victim)


def invited(world) -> str:
    """Invite somebody new and return the link that they were sent."""
    client = Client()
    client.force_login(world.una)
    client.post(INVITE, asked())
    run_what_waits()
    link = next(word for word in mail.outbox[-1].body.split() if "/account/password/reset/key/" in word)
    return link[link.index("/account/") :]


def choose(path: str, password: str) -> bool:
    """Follow a link of an invitation and choose a password; tell whether that was to be had."""
    client = Client()
    form = client.get(path, follow=True)
    if b"password1" not in form.content:
        return False
    client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})
    return True


def test_b165_an_invitation_lets_in_once_and_not_for_ever(world, settings):
    first = invited(world)

    assert choose(first, "three-random-words")
    assert not choose(first, "another-three-words")


def test_b165_an_invitation_runs_out(world, settings):
    path = invited(world)

    with time_machine.travel(timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 60)):
        assert not choose(path, "three-random-words")


def test_b176_every_total_is_of_what_the_reader_may_see(committed):
    """The numbers on the page against a count that no queryset and no policy had a part in."""
    with transaction.atomic():
        for place, by, many in (("riverside", "dana", 3), ("foxglove", "dana", 2), ("elsewhere", "oscar", 4)):
            for _ in range(many):
                acts.opened(committed, place, by=by)
    for person, wanted in (("dana", 5), ("pat", 3), ("homer", 2), ("olga", 4), ("oscar", 4)):
        client = Client()
        client.force_login(getattr(committed, person))
        page = client.get(ACTIONS).content.decode()
        assert re.search(rf"\b{wanted} actions?\b", page), person


def test_b182_the_head_of_safeguarding_finds_nothing_of_a_note_on_whose_list_they_are_not(world, sign_in):
    note = a_note(world, "dana", text="What the panel has still to settle")
    client = opened(sign_in(world.hana), world)

    listing = client.get("/collect/sealed/").content.decode()

    assert client.get(f"/collect/sealed/{note.public_id}/").status_code == 404
    assert str(note.public_id) not in listing
    assert "still to settle" not in listing
    assert not re.search(r"\b1 sealed note\b", listing)


def test_b184_a_role_given_later_does_not_open_what_somebody_is_kept_from(world, sign_in):
    row = a_request(world)
    by = as_reader(world, "dana")
    restricted.exclude(restricted=kept(row), person=world.noone, by=by, at=timezone.now())
    actor = world.actor("una")
    give_role(
        user=world.noone,
        organisation=world.wyvern,
        role="R02",
        starts_on=actor.today,
        by=actor,
        at=timezone.now(),
    )
    client = opened(sign_in(world.noone), world)

    assert client.get("/act/disclosures/").status_code == 200
    assert str(row.public_id) not in client.get("/act/disclosures/").content.decode()
    assert client.get(f"/act/disclosures/{row.public_id}/").status_code == 404


@pytest.mark.long
def test_b204_of_five_hundred_at_once_with_one_key_one_is_kept(committed):
    client = Client()
    client.force_login(committed.dana)
    sent = an_action(committed, form_key=str(uuid4()))
    cookies = client.cookies.output(header="", sep=";")

    def press(_) -> int:
        try:
            return Client(headers={"cookie": cookies}).post(OPEN_ACTION, sent).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as hands:
        answers = set(hands.map(press, range(500)))

    with transaction.atomic():
        committed.actor("dana")
        assert answers == {302}
        assert Action.objects.count() == 1
        assert AuditRecord.objects.filter(what="action.opened").count() == 1


@pytest.mark.long
def test_of_six_who_break_the_glass_at_once_in_one_name_three_come_in(committed):
    with transaction.atomic():
        rows = [an_alert(committed, about=f"A-{number}") for number in range(6)]

    def press(row) -> bool:
        try:
            with transaction.atomic():
                return bool(opening(committed, row=row))
        except NotOpened:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as hands:
        came_in = sum(hands.map(press, rows))

    assert came_in == 3


def test_b211_a_full_disk_is_said_and_leaves_nothing_behind(world, sign_in, settings, monkeypatch):
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    action = acts.opened(world)
    client = sign_in(world.pat)
    client.raise_request_exception = False
    monkeypatch.setattr(os, "fsync", full)

    answer = client.post(note(action), sent("policy.pdf"))

    world.actor("pat")
    assert answer.status_code in (503, 507)
    assert StoredFile.objects.count() == 0
    assert [path for path in settings.FILES.rglob("*") if path.is_file()] == []
    assert "Done so far" not in client.get(f"/act/actions/{action.public_id}/").content.decode()


def test_b213_while_the_database_does_not_answer_the_page_says_so_and_then_goes_on(world, sign_in):
    client = sign_in(world.dana)
    client.raise_request_exception = False

    def cut(execute, sql, params, many, about):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(cut):
        answer = client.get(ACTIONS)

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert b"Nothing that you had saved is lost" in answer.content
    assert client.get(ACTIONS).status_code == 200


@pytest.mark.long
def test_b223_of_two_files_for_one_period_stored_together_one_is_refused(committed):
    client = Client()
    client.force_login(committed.adi)
    addresses = [
        a_file(client, GOOD.replace(b"1162", value)).headers["Location"] for value in (b"1162", b"1163")
    ]
    cookies = client.cookies.output(header="", sep=";")

    def press(address: str) -> bytes:
        try:
            return Client(headers={"cookie": cookies}).post(address, follow=True).content
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as hands:
        pages = list(hands.map(press, addresses))

    with transaction.atomic():
        committed.actor("adi")
        assert sorted(SentIn.objects.values_list("state", flat=True)) == ["CHECKED", "STORED"]
        assert Observation.objects.count() == 1
    assert sum(b"has figures for the same period" in page for page in pages) == 1
    assert sum(b"This is its receipt" in page for page in pages) == 1


# --- What a request says of itself ---------------------------------------------------------------------------------------

OF_THIS_ANSWER = re.compile(rb'name="(?:csrfmiddlewaretoken|form_key)" value="[^"]*"')


def test_b148_a_request_that_says_it_comes_from_a_script_gets_what_any_other_gets(world, sign_in):
    client, plain = sign_in(world.dana), [address for route in our_routes() if (address := at(route.name))]
    assert len(plain) > 80

    for address in plain[::4]:
        answers = [said_of(client.get(address, headers=headers)) for headers in ({}, {"HX-Request": "true"})]

        assert answers[0] == answers[1], address


def test_b148_such_a_reading_of_a_record_is_written_down_as_well(world, sign_in):
    row = a_request(world)

    opened(sign_in(world.dana), world).get(
        f"/act/disclosures/{row.public_id}/", headers={"HX-Request": "true"}
    )

    as_reader(world, "dana")
    assert AuditRecord.objects.filter(what="record.read", touches__record=row.public_id).count() == 1


def said_of(answer):
    """Return what an answer says, without what is new in every answer."""
    body = b"" if answer.streaming else answer.content
    return answer.status_code, answer.headers.get("Location"), OF_THIS_ANSWER.sub(b"", body)
