"""The rounds that a person issued and that are open, and the returns that they answer and that are not sent."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from safeguarding.collect.assessments.models import UNSENT, Answer, Round, SelfAssessment
from safeguarding.core.access.policy import Permission
from safeguarding.core.cover.work import Kind, register
from safeguarding.core.people.models import User


def answered_by(person: User, day: date) -> Q:
    """Return the condition that a return is not sent and that the person answered in it or asked for its approval."""
    begun = Answer.objects.filter(saved_by=person).values("assessment")
    return Q(state__in=UNSENT) & (Q(pk__in=begun) | Q(asked_by=person))


def issued_by(person: User, day: date) -> Q:
    """Return the condition that a round stands and that the person issued it."""
    return Q(issued_by=person) & ~Q(state=Round.State.CLOSED)


register(
    Kind(
        "returns",
        "self-assessment that they answer",
        "self-assessments that they answer",
        SelfAssessment,
        Permission("SELF", "w"),
        answered_by,
        lambda row: reverse("collect:assessments_show", args=[row.public_id]),
    )
)
register(
    Kind(
        "rounds",
        "open round that they issued",
        "open rounds that they issued",
        Round,
        Permission("CAM", "w"),
        issued_by,
        lambda row: reverse("collect:assessments_board", args=[row.public_id]),
    )
)
