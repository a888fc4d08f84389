"""What waits in validation: since when, for whom, and who is at it; the self-assessments sent to us and our questions."""

from datetime import date

from django.db.models import (
    Case,
    CharField,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate

from safeguarding.assure.validation import queries
from safeguarding.assure.validation.models import Judgement, Validation, ValidationQuery
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import is_mine

# Whose turn it is with a self-assessment, and what they have to do.
TURNS = {
    "begin": "Ours: to begin",
    "reply": "Ours: they have replied",
    "rate": "Ours: to rate",
    "release": "Ours: to release",
    "provider": "The provider's: to reply",
    "done": "Nobody's: released",
}
OURS = ("begin", "reply", "rate", "release")
# Whose turn it is with a question, as each side reads it.
ASKED_TURNS = {"OPEN": "The provider's", "ANSWERED": "Ours", "CLOSED": "Nobody's: settled"}
ANSWERING_TURNS = {"OPEN": "Yours", "ANSWERED": "The commissioner's", "CLOSED": "Nobody's: settled"}


def desk(actor: Actor, permission: queries.Permission = queries.READ) -> QuerySet[collect.SelfAssessment]:
    """
    Return what has been sent and may be validated, each with `turn`, `rater`, `rater_id` and how long it has `waited`.

    The rater is whoever rated last, or began it where nobody has rated; what is released waits for nobody.
    """
    known = Validation.rows(actor, permission)
    ours = known.filter(assessment=OuterRef("pk"))
    rated = Judgement.objects.filter(validation__in=known, validation__assessment=OuterRef("pk"))
    last = rated.order_by("-judged_at", "-id")
    return queries.to_validate(actor, permission).annotate(
        turn=_turn(actor, ours),
        rater=Coalesce(
            Subquery(last.values("judged_by__name")[:1]), Subquery(ours.values("started_by__name")[:1])
        ),
        rater_id=Coalesce(Subquery(last.values("judged_by")[:1]), Subquery(ours.values("started_by")[:1])),
        waited=Case(
            When(state="RELEASED", then=None),
            default=_days(actor.today, "submitted_at"),
            output_field=DurationField(),
        ),
    )


def _turn(actor: Actor, ours: QuerySet[Validation]) -> Case:
    said = ValidationQuery.objects.filter(is_mine(actor, "organisation"), assessment=OuterRef("pk"))
    return Case(
        When(state="RELEASED", then=Value("done")),
        When(~Exists(ours), then=Value("begin")),
        When(Exists(said.filter(state="ANSWERED")), then=Value("reply")),
        When(Exists(said.filter(state="OPEN")), then=Value("provider")),
        When(Exists(ours.filter(state=Validation.State.FINAL)), then=Value("release")),
        default=Value("rate"),
        output_field=CharField(),
    )


def _days(today: date, moment: str) -> ExpressionWrapper:
    """Return how long ago a moment was, in whole days."""
    return ExpressionWrapper(
        Value(today, output_field=DateField()) - TruncDate(moment), output_field=DurationField()
    )


def questions_asked(actor: Actor, permission: queries.Permission = queries.READ) -> QuerySet[ValidationQuery]:
    """Return what the acting organisation has asked providers, each with how long it has `waited` since the last word."""
    found = ValidationQuery.rows(actor, permission).filter(is_mine(actor, "organisation"))
    described = found.select_related("about", "question", "assessment__round", "opened_by")
    return with_waiting(described, actor.today).order_by("id")


def with_waiting(found: QuerySet[ValidationQuery], today: date) -> QuerySet[ValidationQuery]:
    """Say of each question how many days have passed since the last word; what is settled waits for nobody."""
    return found.annotate(last_word_at=Max("messages__sent_at")).annotate(
        waited=Case(
            When(state="CLOSED", then=None),
            default=_days(today, "last_word_at"),
            output_field=DurationField(),
        )
    )
