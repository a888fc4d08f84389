"""Actions from opening to closing by a second person."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie


class Action(Reachable):
    """Something that an organisation is to do by a day, and why."""

    class State(models.TextChoices):
        """Where an action stands."""

        OPEN = "OPEN", "Open"
        IN_PROGRESS = "IN_PROGRESS", "In progress"
        AWAITING_CHECK = "AWAITING_CHECK", "Awaiting check"
        CLOSED = "CLOSED", "Closed"
        CANCELLED = "CANCELLED", "Cancelled"

    # What may follow what; nothing else moves an action.
    MOVES = {
        "OPEN": ("IN_PROGRESS", "AWAITING_CHECK", "CANCELLED"),
        "IN_PROGRESS": ("AWAITING_CHECK", "CANCELLED"),
        "AWAITING_CHECK": ("CLOSED", "IN_PROGRESS", "CANCELLED"),
        "CLOSED": ("IN_PROGRESS",),
        "CANCELLED": ("OPEN",),
    }

    class Priority(models.TextChoices):
        """How much it presses."""

        HIGH = "HIGH", "High"
        MEDIUM = "MEDIUM", "Medium"
        LOW = "LOW", "Low"

    class Source(models.TextChoices):
        """What it came from."""

        ANSWER = "ANSWER", "An answer that fell short"
        FINDING = "FINDING", "A finding of an audit"
        THEME = "THEME", "A theme"
        REVIEW = "REVIEW", "A review"
        GUIDANCE = "GUIDANCE", "A change of law or guidance"
        HAND = "HAND", "Opened by hand"

    reach = Reach(own=("organisation", "opener"), shared=True, insert="row.opener_id in (select app_mine())")
    resource = "ACT"
    keeps_history = True
    ties = (
        Tie("post", organisation="organisation"),
        Tie("assessment", organisation="organisation"),
        Tie("answer", assessment="assessment"),
    )
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    opener = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    # Whose it is: a post of the one asked, where it keeps one here; its title stands beside it for the other side.
    post = models.ForeignKey("core.Post", null=True, on_delete=models.PROTECT, related_name="+")
    owner_post = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.HAND)
    source_words = models.CharField(max_length=300, blank=True)  # what both sides may read of the source
    assessment = models.ForeignKey(
        "collect.SelfAssessment", null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.ForeignKey("collect.Answer", null=True, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey("assure.Finding", null=True, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey("assure.Theme", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    priority = models.CharField(max_length=6, choices=Priority, default=Priority.MEDIUM)
    state = models.CharField(max_length=14, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="action_is_closed_when_it_says_so",
                condition=Q(state="CLOSED", closed_at__isnull=False, closed_by__isnull=False)
                | ~Q(state="CLOSED") & Q(closed_at=None, closed_by=None),
            ),
            models.CheckConstraint(
                name="action_of_an_answer_says_of_which_return",
                condition=Q(answer=None, assessment=None) | Q(answer__isnull=False, assessment__isnull=False),
            ),
            models.CheckConstraint(
                name="action_of_a_post_says_its_title", condition=Q(post=None) | ~Q(owner_post="")
            ),
            models.UniqueConstraint(
                name="action_is_opened_once_for_an_answer",
                fields=["opener", "answer"],
                condition=Q(answer__isnull=False) & ~Q(state="CANCELLED"),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "due_on"], name="action_owed")]

    class PersonalData:
        """About organisations; who opened and closed it is staff."""

        fields = {"description": "may contain", "opened_by": "personal", "closed_by": "personal"}

    def __str__(self) -> str:
        return self.title


class ActionStep(Reachable):
    """A line of an action's timeline: a move, a note of progress or evidence; said is said."""

    class Kind(models.TextChoices):
        """What the line is."""

        OPENED = "OPENED", "Opened"
        NOTE = "NOTE", "Progress"
        EVIDENCE = "EVIDENCE", "Evidence"
        MOVED = "MOVED", "Moved"
        CHANGED = "CHANGED", "Changed"

    reach = Reach(parent="action", append_only=True)
    resource = "ACT"
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=14, choices=Action.State)  # after it
    text = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    single_handed_reason = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="action_evidence_link_is_secure", condition=Q(url="") | Q(url__startswith="https://")
            )
        ]

    class PersonalData:
        """About organisations; who wrote is staff."""

        fields = {"text": "may contain", "taken_by": "personal"}


class ActionFile(Reachable):
    """A file that shows how an action goes; both sides of the action read it until it is taken away."""

    reach = Reach(parent="action")
    resource = "ACT"
    keeps_history = True
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="files")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    # The newest version; the older ones share its series.
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    removed_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="action_file_is_removed_by_somebody_for_a_reason",
                condition=Q(removed_at=None, removed_by=None, removed_because="")
                | Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_because=""),
            )
        ]

    class PersonalData:
        """Who added and removed it; whoever adds it says that it names no patient."""

        fields = {"added_by": "personal", "removed_by": "personal", "removed_because": "may contain"}

    def __str__(self) -> str:
        return self.file.name
