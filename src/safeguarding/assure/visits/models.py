"""Visits, inspections and peer reviews: who looked at whom, when, what was found and who follows it up."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.kit.when import KnownDays


class Visit(Reachable):
    """One visit, inspection, peer review or outside assessment of an organisation, as its owner knows it."""

    class Kind(models.TextChoices):
        """What sort of look it was."""

        INSPECTION = "INSPECTION", "Inspection"
        FOCUSED = "FOCUSED", "Focused visit"
        PEER = "PEER", "Peer review"
        ASSURANCE = "ASSURANCE", "Assurance visit"
        QUALITY = "QUALITY", "Quality visit"
        EXTERNAL = "EXTERNAL", "External assessment"

    class State(models.TextChoices):
        """Whether it has happened."""

        PLANNED = "PLANNED", "Planned"
        DONE = "DONE", "Done"
        CANCELLED = "CANCELLED", "Cancelled"

    class Rating(models.TextChoices):
        """Overall judgements in the order of the inspectorates and of NHS England, best first."""

        OUTSTANDING = "OUTSTANDING", "Outstanding"
        GOOD = "GOOD", "Good"
        IMPROVE = "IMPROVE", "Requires improvement"
        INADEQUATE = "INADEQUATE", "Inadequate"

    # Most of the visited are commissioned by nobody: being visited gives no sight of what the owner wrote down.
    reach = Reach(own=("organisation",), shared=True)
    resource = "VIS"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.DONE)
    inspector = models.ForeignKey("core.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    on = KnownDays(null=False)
    focus = models.CharField(max_length=200, blank=True)
    themes = models.JSONField(default=list)
    methods = models.CharField(max_length=300, blank=True)
    edition = models.CharField(max_length=120, blank=True)  # the framework that it was assessed against
    rating = models.CharField(max_length=11, choices=Rating, blank=True)
    wanted_rating = models.CharField(max_length=11, choices=Rating, blank=True)  # the least that is aimed for
    next_due = KnownDays()
    priority_areas = models.PositiveSmallIntegerField(null=True)  # nothing is "not stated"; 0 is none raised
    summary = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    follow_up_body = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_rates_what_was_done", condition=Q(rating="") | Q(state="DONE")
            ),
            models.CheckConstraint(
                name="visit_inspects_another", condition=Q(inspector=None) | ~Q(inspector=F("about"))
            ),
        ]
        indexes = [models.Index(fields=["organisation", "about"], name="visit_of")]

    class PersonalData:
        """What was found about an organisation; its words are checked for people."""

        fields = {"summary": "may contain", "follow_up": "may contain"}

    @property
    def is_below_wanted(self) -> bool:
        """Test whether the rating lies below the least that is aimed for."""
        order = list(self.Rating.values)
        return bool(
            self.rating and self.wanted_rating and order.index(self.rating) > order.index(self.wanted_rating)
        )


class VisitFinding(Reachable):
    """One thing that a visit found."""

    class Kind(models.TextChoices):
        """How the visitors put it; priority areas are Ofsted's gravest finding at a focused visit."""

        STRENGTH = "STRENGTH", "Strength"
        IMPROVEMENT = "IMPROVEMENT", "Area for improvement"
        PRIORITY = "PRIORITY", "Priority area for action"

    reach = Reach(parent="visit")
    resource = "VIS"
    keeps_history = True
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=11, choices=Kind)
    text = models.CharField(max_length=500)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class PersonalData:
        """What was found about an organisation; its words are checked for people."""

        fields = {"text": "may contain"}
