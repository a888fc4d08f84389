"""Checking a file and storing it: two steps, so that a person sees what will be stored before it is."""

import hashlib
from datetime import datetime

from django.db import transaction

from safeguarding.collect.imports.models import SentIn
from safeguarding.collect.imports.registry import MOST_PREVIEW, Importer, Options, Prepared, SentFile
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.kit.refusals import Refused

WRITE = Permission("KPI", "w")
# More than anybody mends by hand; beyond it the file is of another kind, and what is kept stays a few megabytes.
MOST_PROBLEMS = 50_000


class NotStored(Refused):
    """The file cannot be stored, or was stored already."""


@transaction.atomic
def check(*, importer: Importer, name: str, data: bytes, options: Options, by: Actor, at: datetime) -> SentIn:
    """
    Read a file and keep what it says for its sender to look at; nothing of it counts yet.

    :raises FileRefused: if it is no spreadsheet that can be read.
    """
    require(by, WRITE, by.organisation)
    prepared = importer.prepare(data, name, options, by)
    sent = SentIn(
        organisation=by.organisation,
        format=importer.key,
        file_name=name[:255],
        sha256=hashlib.sha256(data).hexdigest(),
        state=SentIn.State.REFUSED if prepared.problems else SentIn.State.CHECKED,
        read_rows=prepared.read_rows,
        prepared=None if prepared.problems else prepared.rows,
        problems=_problems(prepared),
        preview={
            "headings": prepared.headings,
            "rows": prepared.preview[:MOST_PREVIEW],
            "count": prepared.count,
            "notes": prepared.notes,
            "problem_count": len(prepared.problems),
        },
        checked_at=at,
        checked_by=by.user,
    )
    sent.save()
    record(
        "file.checked",
        about=sent,
        by=by,
        at=at,
        format=importer.key,
        rows=prepared.read_rows,
        problems=len(prepared.problems),
    )
    return sent


def _problems(prepared: Prepared) -> list[dict]:
    return [
        {"row": problem.row, "column": problem.column, "reason": problem.words}
        for problem in prepared.problems[:MOST_PROBLEMS]
    ]


@transaction.atomic
def store(*, sent: SentIn, importer: Importer, by: Actor, at: datetime) -> SentIn:
    """
    Store a checked file as a whole; of two for one period that are stored at the same time, the second is refused.

    :raises NotStored: if it has faults, was stored already, or says other than was compared when it was checked.
    """
    require(by, WRITE, sent.organisation)
    sent = _alone(sent)
    if sent.state == SentIn.State.STORED:
        raise NotStored("This file was stored already. Nothing was changed.")
    if sent.state == SentIn.State.REFUSED or sent.prepared is None:
        raise NotStored("This file has faults. Mend them and send it again.")
    periods = importer.operations.covers(sent.prepared)
    _refuse_overtaken(sent, periods)
    file = SentFile(sent.file_name, sent.sha256, sent.read_rows)
    sent.outcome = importer.operations.store(rows=sent.prepared, file=file, by=by, at=at)
    sent.outcome["periods"] = periods
    sent.state, sent.stored_at, sent.stored_by, sent.prepared = SentIn.State.STORED, at, by.user, None
    sent.save(update_fields=["state", "stored_at", "stored_by", "prepared", "outcome"])
    return sent


def _alone(sent: SentIn) -> SentIn:
    """Return a file when nobody else stores one of this organisation: who comes second sees what the first has stored."""
    waiting = SentIn.objects.filter(organisation=sent.organisation, state=SentIn.State.CHECKED)
    list(waiting.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return SentIn.objects.select_for_update(of=("self",)).get(pk=sent.pk)


def _refuse_overtaken(sent: SentIn, periods: list[str]) -> None:
    """Refuse a file that was checked against figures which another file has changed since."""
    others = SentIn.objects.filter(organisation=sent.organisation, stored_at__gt=sent.checked_at)
    for other in others.exclude(pk=sent.pk).order_by("stored_at", "pk"):
        if set(periods) & set(other.outcome.get("periods", ())):
            raise NotStored(
                f"“{other.file_name}” has figures for the same period and was stored after this file was checked."
                " Send this file again: you then see what it changes in them."
            )
