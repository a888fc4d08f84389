"""Reads of files that were sent in."""

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
    return found.defer("prepared").order_by("-checked_at", "-id")


def get_file(actor: Actor, public_id: UUID) -> SentIn:
    """Return one file, or 404."""
    try:
        return files(actor).get(public_id=public_id)
    except SentIn.DoesNotExist:
        raise Http404 from None


def get_importer(key: str) -> Importer:
    """Return one kind of file, or 404."""
    if key not in IMPORTERS:
        raise Http404
    return IMPORTERS[key]
