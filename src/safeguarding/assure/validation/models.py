"""What a commissioner makes of a self-assessment. The answers themselves stay as they were sent."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie

OURS = "row.organisation_id in (select app_mine())"


class Validation(Reachable):
    """One commissioner's validation of one self-assessment, from the desk to its release."""

    class State(models.TextChoices):
        """Where a validation stands."""

        DRAFT = "DRAFT", "Draft"
        FINAL = "FINAL", "Final"
        RELEASED = "RELEASED", "Released"

    MOVES = {"DRAFT": ("FINAL",), "FINAL": ("RELEASED", "DRAFT"), "RELEASED": ()}

    # A judgement is its commissioner's own until it is released; then the one it is about reads it with its answers.
    reach = Reach(
        own=("organisation",),
        also="row.released_at is not null and row.about_id in (select app_mine())",
        write=OURS,
    )
    resource = "VAL"
    keeps_history = True
    stands_when = "old.released_at is not null"
    ties = (Tie("assessment", about="organisation"),)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey("collect.SelfAssessment", on_delete=models.PROTECT, related_name="+")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    overall = models.TextField(blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    finalised_at = models.DateTimeField(null=True)
    finalised_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="validation_stands_once", fields=["organisation", "assessment"]),
            models.CheckConstraint(
                name="validation_is_released_when_it_says_so",
                condition=Q(state="RELEASED", released_at__isnull=False)
                | (~Q(state="RELEASED") & Q(released_at=None)),
            ),
        ]

    class PersonalData:
        """Judgements of organisations; who judged is staff."""

        fields = {
            "overall": "may contain",
            "started_by": "personal",
            "finalised_by": "personal",
            "released_by": "personal",
        }


# What a provider was given to read is not written anew behind it.
WAS_RELEASED = (
    "exists (select 1 from assure_validation v where v.id = old.validation_id and v.released_at is not null)"
)


class Judgement(Reachable):
    """The commissioner's rating of one answer and why, beside the provider's own, which it never touches."""

    reach = Reach(parent="validation")
    resource = "VAL"
    keeps_history = True
    stands_when = WAS_RELEASED
    validation = models.ForeignKey(Validation, on_delete=models.PROTECT, related_name="judgements")
    question = models.ForeignKey("collect.Question", on_delete=models.PROTECT, related_name="+")
    rating = models.CharField(max_length=20, blank=True)
    comment = models.TextField(blank=True)
    why_left_out = models.CharField(max_length=300, blank=True)  # left out of the sample, and why
    judged_at = models.DateTimeField()
    judged_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    seconded_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    single_handed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="judgement_stands_once", fields=["validation", "question"])
        ]

    class PersonalData:
        """Comments are about organisations; who judged is staff."""

        fields = {"comment": "may contain", "judged_by": "personal", "seconded_by": "personal"}


class Requirement(Reachable):
    """What a commissioner wants done about an answer that falls short, or why it wants nothing."""

    reach = Reach(parent="validation", deletable=True)
    resource = "VAL"
    keeps_history = True
    stands_when = WAS_RELEASED
    ties = (Tie("validation", assessment="assessment"), Tie("answer", assessment="assessment"))
    validation = models.ForeignKey(Validation, on_delete=models.PROTECT, related_name="requirements")
    assessment = models.ForeignKey("collect.SelfAssessment", on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey("collect.Answer", on_delete=models.PROTECT, related_name="+")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    wanted = models.TextField(blank=True)
    wanted_by = models.DateField(null=True)
    reason_none = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="requirement_stands_once", fields=["validation", "answer"]),
            models.CheckConstraint(
                name="requirement_is_wanted_or_not",
                condition=Q(wanted="", wanted_by=None) & ~Q(reason_none="")
                | ~Q(wanted="") & Q(wanted_by__isnull=False, reason_none=""),
            ),
        ]

    class PersonalData:
        """About organisations."""

        fields = {"wanted": "may contain", "reason_none": "may contain"}


class ValidationQuery(Reachable):
    """Something that a commissioner asks a provider about one answer, until it is settled."""

    class State(models.TextChoices):
        """Who is to speak next."""

        OPEN = "OPEN", "Waiting for the provider"
        ANSWERED = "ANSWERED", "Answered"
        CLOSED = "CLOSED", "Closed"

    reach = Reach(own=("organisation", "about"), insert=OURS)
    resource = "SELF"
    ties = (Tie("assessment", about="organisation"),)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey("collect.SelfAssessment", on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey("collect.Question", on_delete=models.PROTECT, related_name="+")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class PersonalData:
        """Who asked."""

        fields = {"opened_by": "personal"}


class QueryMessage(Reachable):
    """One side's words in a query; said is said."""

    reach = Reach(parent="query", append_only=True)
    resource = "SELF"
    query = models.ForeignKey(ValidationQuery, on_delete=models.PROTECT, related_name="messages")
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class PersonalData:
        """About organisations; who wrote is staff."""

        fields = {"text": "may contain", "sent_by": "personal"}
