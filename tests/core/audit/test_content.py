"""What somebody wrote in what they did is shown with the record, to nobody who only reads who did what, and goes with it."""

import json

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from safeguarding.collect.sealed import operations as sealed
from safeguarding.core.audit.models import AuditContent, AuditRecord
from safeguarding.core.audit.operations import digest_of, record
from tests.core.restricted.making import a_note, as_reader, opened, taken
from tests.core.restricted.test_disposal import agree, ask

WHY = "The sister's name was wrong"


@pytest.fixture
def note(world):
    """Keep a sealed note that was corrected, and why."""
    row = a_note(world)
    by = as_reader(world, "hana")
    sealed.correct_note(
        note=row, version=1, title="Panel", text="Settled", reason=WHY, by=by, at=timezone.now()
    )
    return row


def test_stands_on_the_page_of_the_record(world, note, sign_in):
    page = opened(sign_in(world.hana), world).get(f"/collect/sealed/{note.public_id}/").content.decode()

    assert f"Reason: {WHY}".replace("'", "&#39;") in page


@pytest.mark.parametrize("person", ["una", "cal"])
def test_is_not_shown_to_those_who_read_who_did_what(world, note, sign_in, person):
    client = sign_in(getattr(world, person))
    page = client.get("/core/audit/", {"q": "sealed-note.corrected"}).content.decode()

    assert "Sealed note: corrected" in page
    assert "sister" not in page
    assert b"sister" not in taken(client, "/core/audit/?export=csv").content


def test_is_not_found_by_searching_for_it(world, note, sign_in):
    """Not even that a word was written: how many records match would tell."""
    page = sign_in(world.una).get("/core/audit/", {"q": "sister"}).content.decode()

    assert "Nothing matches" in page


def test_the_chain_holds_the_digest_of_it_alone(world, note):
    as_reader(world, "hana")
    entry = AuditRecord.objects.get(what="sealed-note.corrected")

    assert "sister" not in entry.body
    assert json.loads(entry.body)["content"] == digest_of(entry.content.content)


def test_the_same_words_twice_have_two_digests(world):
    """So that nobody who reads the chain learns a short word by trying all that it could be."""
    dana = world.actor("dana")
    for _ in range(2):
        record("thing.done", about=dana.user, by=dana, at=timezone.now(), content={"reason": "Yes"})

    digests = {json.loads(one.body)["content"] for one in AuditRecord.objects.filter(what="thing.done")}
    assert len(digests) == 2


def test_what_was_done_without_a_word_holds_none(world):
    dana = world.actor("dana")
    record("thing.done", about=dana.user, by=dana, at=timezone.now())

    assert "content" not in json.loads(AuditRecord.objects.get(what="thing.done").body)
    assert not AuditContent.objects.filter(entry__what="thing.done").exists()


def test_goes_with_the_record(world, note):
    agree(world, ask(world, note))

    as_reader(world, "hana")
    written = AuditContent.objects.filter(entry__touches__record=note.public_id)
    assert written.exists()
    assert set(written.values_list("content", flat=True)) == {None}


@pytest.mark.parametrize("text", [None, "{}"])
def test_nobody_forgets_it_before_two_agreed(world, note, text):
    as_reader(world, "hana")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditContent.objects.filter(entry__what="sealed-note.corrected").update(content=text)


def test_is_read_by_no_other_organisation(world, note):
    as_reader(world, "pat")

    assert not AuditContent.objects.filter(entry__touches__record=note.public_id).exists()
    assert not AuditContent.objects.exclude(entry__organisation=world.riverside).exists()
