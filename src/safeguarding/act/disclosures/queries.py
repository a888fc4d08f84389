"""Reads of the information-sharing log."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeguarding.act.disclosures.models import Disclosure
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission

READ = Permission("SHR", "r")


def disclosures(actor: Actor, permission: Permission = READ) -> QuerySet[Disclosure]:
    """Return the requests that this actor may see, the latest first."""
    found = Disclosure.rows(actor, permission).select_related("organisation", "decided_by")
    return found.order_by("-asked_on", "-id")


def get_disclosure(actor: Actor, public_id: UUID, permission: Permission = READ) -> Disclosure:
    """Return one request, or 404 so that nobody learns that it exists."""
    try:
        return disclosures(actor, permission).get(public_id=public_id)
    except Disclosure.DoesNotExist:
        raise Http404 from None


def state(disclosure: Disclosure, today: date) -> str:
    """Say where a request stands."""
    if disclosure.ended_on:
        return "Ended"
    if disclosure.verdict == Disclosure.Verdict.PENDING:
        return "To decide"
    if disclosure.review_on and disclosure.review_on <= today:
        return "To review"
    return "Decided"


def standing_as(rows: QuerySet[Disclosure], word: str, today: date) -> QuerySet[Disclosure]:
    """Return the requests that stand so."""
    running = rows.filter(ended_on=None)
    decided = running.exclude(verdict=Disclosure.Verdict.PENDING)
    late = decided.filter(review_on__lte=today)
    return {
        "Ended": rows.exclude(ended_on=None),
        "To decide": running.filter(verdict=Disclosure.Verdict.PENDING),
        "To review": late,
        "Decided": decided.exclude(pk__in=late.values("pk")),
    }[word]
