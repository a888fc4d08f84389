"""How many returns wait for whom: the counts that a home page shows."""

from django.db.models import QuerySet

from safeguarding.collect.assessments import queries
from safeguarding.collect.assessments.models import SelfAssessment
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import is_mine

TO_VALIDATE = ("SUBMITTED", "IN_VALIDATION", "QUERY_OPEN")


def _asked_by_us(actor: Actor) -> QuerySet[SelfAssessment]:
    return queries.assessments(actor, queries.BOARD).filter(is_mine(actor, "issuer"))


def returns_overdue(actor: Actor) -> int:
    """Count the returns that the acting organisation asked for and that are late."""
    return queries.overdue(_asked_by_us(actor), actor.today).count()


def returns_to_validate(actor: Actor) -> int:
    """Count the returns that came in and are not yet released."""
    return _asked_by_us(actor).filter(state__in=TO_VALIDATE).count()


def returns_owed(actor: Actor, *, only_late: bool = False) -> int:
    """Count the returns that the acting organisation has to send; only those that are late, if asked."""
    owed = queries.mine(actor).filter(state__in=queries.OWED)
    return (queries.overdue(owed, actor.today) if only_late else owed).count()


def returns_next(actor: Actor, most: int = 10) -> list[SelfAssessment]:
    """Return the returns that the acting organisation has to send, the most pressing first."""
    return list(queries.mine(actor).filter(state__in=queries.OWED).order_by("due_on", "id")[:most])


def returns_waiting(actor: Actor, most: int = 10) -> list[SelfAssessment]:
    """Return the returns that wait for validation, the longest waiting first."""
    return list(_asked_by_us(actor).filter(state__in=TO_VALIDATE).order_by("submitted_at", "id")[:most])
