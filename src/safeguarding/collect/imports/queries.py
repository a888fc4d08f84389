"""Reads of files that were sent in."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeguarding.collect.imports.models import SentIn
from safeguarding.collect.imports.registry import IMPORTERS, Importer
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission


def files(actor: Actor) -> QuerySet[SentIn]:
    """Return the files that the acting organisation sent in, newest first."""
    found = SentIn.rows(actor, Permission("KPI", "r")).select_related("checked_by", "stored_by")
    return found.defer("prepared", "problems", "preview", "outcome").order_by("-checked_at", "-id")


def get_file(actor: Actor, public_id: UUID) -> SentIn:
    """Return one file with what was found in it, or 404."""
    try:
        return files(actor).defer(None).defer("prepared").get(public_id=public_id)
    except SentIn.DoesNotExist:
        raise Http404 from None


@dataclass(frozen=True)
class Fault:
    """One fault of a file: in which row and column, where it is in one, and what is wrong."""

    row: int | None
    column: str
    reason: str


def faults(sent: SentIn) -> list[Fault]:
    """Return every fault that is kept of a file, in the order of its rows."""
    return [Fault(each["row"], each["column"] or "", each["reason"]) for each in sent.problems]


def get_importer(key: str) -> Importer:
    """Return one kind of file, or 404."""
    if key not in IMPORTERS:
        raise Http404
    return IMPORTERS[key]
