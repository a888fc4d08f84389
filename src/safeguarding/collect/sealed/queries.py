"""Reads of sealed notes: those on whose list the asker stands."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeguarding.collect.reviews.queries import reviews
from safeguarding.collect.sealed.models import SealedNote
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission

READ = Permission("CASE", "r")


def notes(actor: Actor, permission: Permission = READ) -> QuerySet[SealedNote]:
    """
    Return the notes on whose list this actor stands, the latest first.

    Their reviews are not joined: somebody named from outside reads a note, and no other organisation's review.
    """
    found = SealedNote.rows(actor, permission).select_related("organisation", "written_by")
    return found.order_by("-written_at", "-id")


def review_names(actor: Actor) -> dict[int, str]:
    """Return what the reviews of the actor's notes are called, by their key: those that the actor's role reads."""
    theirs = notes(actor).order_by().values("review_id")
    return {review.pk: str(review) for review in reviews(actor).filter(pk__in=theirs)}


def get_note(actor: Actor, public_id: UUID, permission: Permission = READ) -> SealedNote:
    """Return one note, or 404 so that nobody learns that it exists."""
    try:
        return notes(actor, permission).get(public_id=public_id)
    except SealedNote.DoesNotExist:
        raise Http404 from None
