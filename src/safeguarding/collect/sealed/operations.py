"""Writes of sealed notes on statutory reviews."""

from datetime import date, datetime

from django.db import transaction

from safeguarding.collect.reviews.models import Review
from safeguarding.collect.sealed.models import SealedNote
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.decision import RESTRICTED
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock
from safeguarding.core.audit.operations import record
from safeguarding.core.restricted.keeping import count_from
from safeguarding.core.restricted.operations import open_restricted
from safeguarding.core.restricted.queries import require
from safeguarding.kit import identifying
from safeguarding.kit.refusals import Refused, changed_in

WRITE = Permission("CASE", "w")


class NotPossible(Refused):
    """A sealed note cannot be kept like this."""


@transaction.atomic
def write_note(*, review: Review, title: str, text: str, by: Actor, at: datetime) -> SealedNote:
    """
    Write a note on a review that only the people on its list read; whoever writes it is the first.

    :raises SaysWho: if the words would say who a person is.
    """
    require(by, WRITE, review.organisation)
    note = SealedNote(
        organisation=review.organisation,
        review=review,
        title=title,
        text=text,
        written_at=at,
        written_by=by.user,
    )
    _check(note)
    open_restricted(row=note, level=RESTRICTED, retention="serious", by=by, at=at)
    note.save()
    record("sealed-note.written", about=note, by=by, at=at)
    return note


@transaction.atomic
def correct_note(
    *, note: SealedNote, version: int, title: str, text: str, reason: str, by: Actor, at: datetime
) -> SealedNote:
    """
    Change a note; what it said before stays in its history.

    :raises NothingChanged: if it says what stands already.
    :raises NotPossible: if the note was closed.
    """
    require(by, WRITE, note.organisation)
    note = lock(note, by=by, version=version)
    if note.ended_on:
        raise NotPossible("This note was closed.")
    changed_in(note, {"title": title, "text": text})
    identifying.refuse_identity("The reason", reason)
    note.title, note.text = title, text
    _check(note)
    note.save()
    record("sealed-note.corrected", about=note, by=by, at=at, content={"reason": reason})
    return note


@transaction.atomic
def close_note(*, note: SealedNote, version: int, ended_on: date, by: Actor, at: datetime) -> SealedNote:
    """
    Close a note when its review has come to its end; from this day the time runs for which it is kept.

    :raises NotPossible: if the day lies before it was written or after today.
    """
    require(by, WRITE, note.organisation)
    note = lock(note, by=by, version=version)
    if not note.written_at.date() <= ended_on <= at.date():
        raise NotPossible("The day must lie between the day on which it was written and today.")
    note.ended_on = ended_on
    note.save()
    count_from(note.public_id, ended_on)
    record("sealed-note.closed", about=note, by=by, at=at, ended_on=ended_on)
    return note


def _check(note: SealedNote) -> None:
    identifying.refuse_identity("The title", note.title, is_label=True)
    identifying.refuse_identity("The note", note.text)
