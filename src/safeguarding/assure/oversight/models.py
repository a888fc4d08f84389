"""What a commissioner holds about a provider in trouble. Its own only: never for the provider's eyes."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.kit.when import KnownDays


class ProcessEntry(Reachable):
    """One provider's time in a quality process such as RADAR or the quality improvement process."""

    class Process(models.TextChoices):
        """The processes of the north west's regulated care oversight, and plain escalation."""

        RADAR = "RADAR", "RADAR"
        QPIP = "QPIP", "Quality improvement process (QPIP)"
        CHILDRENS = "CHILDRENS", "Children's RADAR"
        ESCALATION = "ESCALATION", "Escalation of a safeguarding concern"

    class Exit(models.TextChoices):
        """How the provider came to leave."""

        IMPROVED = "IMPROVED", "Improvement achieved and sustained"
        MOVED = "MOVED", "Moved to another process"
        CLOSED = "CLOSED", "Provider closed"
        RESOLVED = "RESOLVED", "Concern resolved"

    # `about` gives no reach: an intelligence record about a provider is its owner's alone.
    reach = Reach(own=("organisation",))
    resource = "INT"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    process = models.CharField(max_length=10, choices=Process)
    entered = KnownDays(null=False)
    reason = models.TextField()
    stage = models.CharField(max_length=120, blank=True)
    responded = KnownDays()  # when the provider first answered
    exit_criteria = models.TextField(blank=True)
    left = KnownDays()
    exit = models.CharField(max_length=8, choices=Exit, blank=True)
    exit_evidence = models.TextField(blank=True)
    feedback = models.TextField(blank=True)  # what was said of how it was managed, and by whom in general
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="process_left_with_evidence",
                condition=Q(left=None, exit="")
                | (Q(left__isnull=False) & ~Q(exit="") & ~Q(exit_evidence="")),
            )
        ]
        indexes = [models.Index(fields=["organisation", "about"], name="process_entry_of")]

    class PersonalData:
        """Concerns about an establishment; words are checked for people."""

        fields = {"reason": "may contain", "exit_evidence": "may contain", "feedback": "may contain"}


class ProviderEvent(Reachable):
    """Something that befell a provider: insolvency, closure, merger."""

    class Kind(models.TextChoices):
        """What befell it."""

        INSOLVENCY = "INSOLVENCY", "Insolvency"
        CLOSURE = "CLOSURE", "Closure"
        MERGER = "MERGER", "Merger"
        OWNER = "OWNER", "Change of owner"
        SUSPENSION = "SUSPENSION", "Placements suspended"
        CANCELLED = "CANCELLED", "Registration cancelled"

    reach = Reach(own=("organisation",))
    resource = "INT"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    happened = KnownDays(null=False)
    summary = models.TextField()
    supported_by = models.ForeignKey(
        "core.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    transition = models.TextField(blank=True)  # what became of packages of care, residents and staff
    moved_to = models.ForeignKey("core.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["organisation", "about"], name="provider_event_of")]

    class PersonalData:
        """What befell an organisation; words are checked for people."""

        fields = {"summary": "may contain", "transition": "may contain"}


class AssuranceSource(Reachable):
    """One occasion on which assurance about an organisation was had, and by which means."""

    class Means(models.TextChoices):
        """How assurance is had of commissioned and other bodies."""

        VISIT = "VISIT", "Assurance visit"
        REPORT = "REPORT", "Quality report"
        AUDIT = "AUDIT", "Safeguarding standards audit"
        SECTION_11 = "SECTION_11", "Section 11 audit"
        COMMITTEE = "COMMITTEE", "Attendance at the provider's safeguarding committee"
        SCRUTINY = "SCRUTINY", "Scrutiny of a partnership's work"

    reach = Reach(own=("organisation",))
    resource = "INT"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    means = models.CharField(max_length=10, choices=Means)
    on = KnownDays(null=False)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class PersonalData:
        """What was assured of an organisation; words are checked for people."""

        fields = {"note": "may contain"}
