"""How many returns wait for whom: the counts that a home page shows."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from safeguarding.collect.assessments import queries
from safeguarding.collect.assessments.models import SelfAssessment
from safeguarding.core.access.actor import Actor

TO_VALIDATE = ("SUBMITTED", "IN_VALIDATION", "QUERY_OPEN")


@dataclass(frozen=True)
class Asked:
    """How many returns are late that we asked for, and how many came in and are not yet released."""

    overdue: int
    to_validate: int


@dataclass(frozen=True)
class Owed:
    """How many returns we have to send, and how many of these are late."""

    to_answer: int
    overdue: int


def _asked_by_us(actor: Actor) -> QuerySet[SelfAssessment]:
    return queries.asked_by_us(actor, queries.BOARD)


def returns_asked(actor: Actor) -> Asked:
    """Count the returns that the acting organisation asked for, and that somebody must see to."""
    to_validate = Count("pk", filter=Q(state__in=TO_VALIDATE))
    return Asked(**_asked_by_us(actor).aggregate(overdue=_late(actor), to_validate=to_validate))


def returns_owed(actor: Actor) -> Owed:
    """Count the returns that the acting organisation has to send."""
    owed = Count("pk", filter=Q(state__in=queries.OWED))
    return Owed(**queries.mine(actor).aggregate(to_answer=owed, overdue=_late(actor)))


def _late(actor: Actor) -> Count:
    return Count("pk", filter=queries.late(actor.today))


def returns_next(actor: Actor, most: int = 10) -> list[SelfAssessment]:
    """Return the returns that the acting organisation has to send, the most pressing first."""
    return list(queries.mine(actor).filter(state__in=queries.OWED).order_by("due_on", "id")[:most])


def returns_waiting(actor: Actor, most: int = 10) -> list[SelfAssessment]:
    """Return the returns that wait for validation, the longest waiting first."""
    found = _asked_by_us(actor).filter(state__in=TO_VALIDATE).select_related("organisation", "round")
    return list(found.order_by("submitted_at", "id")[:most])
