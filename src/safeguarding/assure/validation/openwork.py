"""The validations that a person began and that are not released, and the questions that they asked."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from safeguarding.assure.validation.models import Validation, ValidationQuery
from safeguarding.core.access.policy import Permission
from safeguarding.core.cover.work import Kind, register
from safeguarding.core.people.models import User

WRITE = Permission("VAL", "w")


def begun_by(person: User, day: date) -> Q:
    """Return the condition that the person began a validation which is not released."""
    return Q(started_by=person) & ~Q(state=Validation.State.RELEASED)


def asked_by(person: User, day: date) -> Q:
    """Return the condition that the person asked a provider something that is not settled."""
    return Q(opened_by=person) & ~Q(state=ValidationQuery.State.CLOSED)


def address(row: Validation | ValidationQuery) -> str:
    """Return where a return is judged, and asked about."""
    return reverse("assure:validation_overview", args=[row.assessment.public_id])


register(
    Kind(
        "validations",
        "validation that is not released",
        "validations that are not released",
        Validation,
        WRITE,
        begun_by,
        address,
        title=lambda row: str(row.assessment),
    )
)
register(
    Kind(
        "questions",
        "question to a provider",
        "questions to providers",
        ValidationQuery,
        WRITE,
        asked_by,
        address,
        title=lambda row: f"Question about {row.assessment}",
    )
)
