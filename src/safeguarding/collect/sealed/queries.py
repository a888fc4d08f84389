"""Reads of sealed notes: those on whose list the asker stands."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeguarding.collect.sealed.models import SealedNote
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission

READ = Permission("CASE", "r")


def notes(actor: Actor, permission: Permission = READ) -> QuerySet[SealedNote]:
    """Return the notes on whose list this actor stands, the latest first."""
    found = SealedNote.rows(actor, permission).select_related("organisation", "review__type", "written_by")
    return found.order_by("-written_at", "-id")


def get_note(actor: Actor, public_id: UUID, permission: Permission = READ) -> SealedNote:
    """Return one note, or 404 so that nobody learns that it exists."""
    try:
        return notes(actor, permission).get(public_id=public_id)
    except SealedNote.DoesNotExist:
        raise Http404 from None
