"""Rounds of a framework, and what each organisation answers."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safeguarding.collect.frameworks.models import FrameworkVersion, Question
from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie


class Round(Reachable):
    """A framework issued to organisations for a period, such as the provider framework for 2019-20."""

    class State(models.TextChoices):
        """Where a round stands."""

        OPEN = "OPEN", "Open"
        SUSPENDED = "SUSPENDED", "Suspended"  # held in abeyance: nothing of it is overdue
        CLOSED = "CLOSED", "Closed"

    # Whoever may see one of its returns may see what was issued; the return's own policy decides.
    reach = Reach(
        own=("organisation",),
        also="exists (select 1 from collect_selfassessment s where s.round_id = row.id)",
        write="row.organisation_id in (select app_mine())",
    )
    resource = "CAM"
    keeps_history = True
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    period_start = models.DateField()
    period_end = models.DateField()
    period_label = models.CharField(max_length=60)
    due_on = models.DateField()
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    state_reason = models.CharField(max_length=500, blank=True)
    review_on = models.DateField(null=True)  # when a suspended round is looked at again
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="round_period_ends_after_start", condition=Q(period_end__gte=F("period_start"))
            ),
            models.CheckConstraint(
                name="round_is_suspended_for_a_reason", condition=~Q(state="SUSPENDED", state_reason="")
            ),
        ]

    class PersonalData:
        """Who issued it."""

        fields = {"issued_by": "personal"}

    def __str__(self) -> str:
        return self.title


# States in which the answers are the respondent's own business.
UNSENT = ("NOT_STARTED", "DRAFT", "AWAITING_EXECUTIVE")
SENT = ("SUBMITTED", "IN_VALIDATION", "QUERY_OPEN", "RELEASED")


class SelfAssessment(Reachable):
    """One organisation's answers to one round: who, when and in which state. The answers hang on it."""

    class State(models.TextChoices):
        """Where a return stands, from the day that it is asked for."""

        NOT_STARTED = "NOT_STARTED", "Not started"
        DRAFT = "DRAFT", "In progress"
        AWAITING_EXECUTIVE = "AWAITING_EXECUTIVE", "Awaiting executive"
        SUBMITTED = "SUBMITTED", "Submitted"
        IN_VALIDATION = "IN_VALIDATION", "Being validated"
        QUERY_OPEN = "QUERY_OPEN", "Queried"
        RELEASED = "RELEASED", "Released"
        WITHDRAWN = "WITHDRAWN", "Withdrawn"

    # What may follow what. Drawn in docs/reference; nothing else moves a return.
    MOVES = {
        "NOT_STARTED": ("DRAFT", "WITHDRAWN"),
        "DRAFT": ("AWAITING_EXECUTIVE", "SUBMITTED", "WITHDRAWN"),
        "AWAITING_EXECUTIVE": ("DRAFT", "SUBMITTED", "WITHDRAWN"),
        "SUBMITTED": ("IN_VALIDATION", "DRAFT"),
        "IN_VALIDATION": ("QUERY_OPEN", "RELEASED", "DRAFT"),
        "QUERY_OPEN": ("IN_VALIDATION", "DRAFT"),
        "RELEASED": (),
        "WITHDRAWN": ("NOT_STARTED", "DRAFT"),  # asked again after all
    }

    reach = Reach(
        own=("organisation",),
        contracted=("organisation",),
        dated="due_on",
        shared=True,
        also="row.issuer_id in (select app_mine())",
        insert="row.issuer_id in (select app_mine())",
        write="row.organisation_id in (select app_mine()) or row.issuer_id in (select app_mine())",
    )
    resource = "SELF"
    keeps_history = True
    ties = (Tie("round", issuer="organisation", framework="framework"),)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assessments")
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    issuer = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)  # the only id in an address
    version = models.PositiveIntegerField(default=1)  # a stale form is refused, not merged
    state = models.CharField(max_length=20, choices=State, default=State.NOT_STARTED)
    due_on = models.DateField()
    total = models.PositiveIntegerField()  # questions
    answered = models.PositiveIntegerField(default=0)  # how many, never what
    asked_at = models.DateTimeField(null=True)  # the executive was asked to approve
    asked_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    chased_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="assessment_is_asked_once", fields=["round", "organisation"]),
            models.CheckConstraint(
                name="assessment_submitted_at_with_by",
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="assessment_answered_of_total", condition=Q(answered__lte=F("total"))
            ),
        ]

    class PersonalData:
        """About organisations; who asked and who signed are staff."""

        fields = {"asked_by": "personal", "submitted_by": "personal"}

    def __str__(self) -> str:
        return f"{self.framework.title}, {self.organisation.name}"


SENT_TO_COMMISSIONER = f"row.state in ({', '.join(repr(state) for state in SENT)})"
NOT_SENT = ~Q(assessment__state__in=SENT)
# The database itself refuses to change what was sent, and anybody's answers but one's own.
OWN_AND_UNSENT = (
    "exists (select 1 from collect_selfassessment own where own.id = row.assessment_id"  # noqa: S608
    " and own.organisation_id in (select app_mine())"
    f" and own.state in ({', '.join(repr(state) for state in UNSENT)}))"
)


class Answer(Reachable):
    """What one organisation answers to one question. Nobody else reads it before it is sent, or ever changes it."""

    reach = Reach(parent="assessment", when=SENT_TO_COMMISSIONER, unless=NOT_SENT, write=OWN_AND_UNSENT)
    resource = "SELF"
    keeps_history = True
    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    rating = models.CharField(max_length=20, blank=True)  # a key of the framework's scale, or "na"
    what_we_do = models.TextField(blank=True)
    how_we_know = models.TextField(blank=True)
    why_not_applicable = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="answer_stands_once", fields=["assessment", "question"])]

    class PersonalData:
        """About the organisation; people are told not to write of patients or staff, and may all the same."""

        fields = {
            "what_we_do": "may contain",
            "how_we_know": "may contain",
            "why_not_applicable": "may contain",
            "saved_by": "personal",
        }


class Evidence(Reachable):
    """What shows that an answer is so: a file, or a link to where it is kept."""

    reach = Reach(
        parent="assessment",
        when=SENT_TO_COMMISSIONER,
        unless=NOT_SENT,
        write=OWN_AND_UNSENT,
        deletable=True,
    )
    resource = "SELF"
    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="evidence")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    # The newest version; the older ones share its series.
    file = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_is_a_secure_link_or_a_file",
                condition=Q(url__startswith="https://", file=None) | Q(url="", file__isnull=False),
            )
        ]

    class PersonalData:
        """A title and where it is; whoever adds it says that it names no patient."""

        fields = {"title": "may contain", "added_by": "personal"}

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Return where a reader finds it."""
        return reverse("core:files_download", args=[self.file.public_id]) if self.file else self.url


class Submission(Reachable):
    """What was sent, when and by whom, kept as it was so that the sender can always read and print the receipt."""

    reach = Reach(
        parent="assessment",
        append_only=True,
        insert="exists (select 1 from collect_selfassessment parent where parent.id = row.assessment_id"
        " and parent.organisation_id in (select app_mine()))",
    )
    resource = "SELF"
    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="submissions")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField()  # 1, then 2 if it was handed back and sent again
    answers = models.JSONField()
    digest = models.CharField(max_length=64)
    declaration = models.TextField()  # the words agreed to
    name = models.CharField(max_length=120)  # as typed by whoever signed
    position = models.CharField(max_length=120)
    is_single_handed = models.BooleanField(default=False)  # the one who answered also signed
    note = models.TextField(blank=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="submission_number_stands_once", fields=["assessment", "number"])
        ]

    class PersonalData:
        """Who signed; the answers as on the answers."""

        fields = {
            "name": "personal",
            "position": "personal",
            "submitted_by": "personal",
            "answers": "may contain",
            "note": "may contain",
        }


class AssessmentStep(Reachable):
    """Something that happened to a return, with its reason: the lines of its timeline."""

    class Kind(models.TextChoices):
        """What happened."""

        ADDED = "ADDED", "Asked after the round was issued"
        ASKED = "ASKED", "Executive asked to approve"
        SENT_BACK = "SENT_BACK", "Sent back by the executive"
        SUBMITTED = "SUBMITTED", "Submitted"
        HANDED_BACK = "HANDED_BACK", "Handed back for correction"
        WITHDRAWN = "WITHDRAWN", "Withdrawn"
        CHASED = "CHASED", "Reminder sent"
        EXTENDED = "EXTENDED", "Due date moved"
        VALIDATION = "VALIDATION", "Validation"
        REMOVED = "REMOVED", "Evidence removed"

    # What an organisation's executive says to its own staff stays with them.
    reach = Reach(
        parent="assessment",
        append_only=True,
        when="not collect_assessmentstep.is_internal",
        unless=Q(is_internal=True),
        insert="exists (select 1 from collect_selfassessment parent where parent.id = row.assessment_id)",
    )
    resource = "SELF"
    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.TextField(blank=True)
    is_internal = models.BooleanField(default=False)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class PersonalData:
        """Who did it; reasons are about organisations."""

        fields = {"taken_by": "personal", "words": "may contain"}
