"""Reads of what is published: for anybody."""

from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from safeguarding.core.access.actor import Actor
from safeguarding.report.papers.models import Paper
from safeguarding.report.publishing.models import Publication


def publications(actor: Actor) -> QuerySet[Publication]:
    """Return what is published and not withdrawn, newest first; whoever asks reads it as the public does."""
    found = (
        Publication.rows(Actor.nobody(actor.today)).filter(withdrawn_at=None).select_related("organisation")
    )
    return found.order_by("-ends_on", "organisation__name", "id")


def get_publication(actor: Actor, public_id: UUID) -> Publication:
    """Return one publication, or 404."""
    found = publications(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def of_paper(actor: Actor, paper: Paper) -> Publication:
    """Return the standing publication of a paper, or 404."""
    found = publications(actor).filter(paper=paper).first()
    if found is None:
        raise Http404
    return found


def who_runs_this() -> dict[str, str]:
    """Return who runs this copy and where to write, as the operator set it; empty where nobody did."""
    return {"operator": settings.OPERATOR, "contact_email": settings.CONTACT_EMAIL}
