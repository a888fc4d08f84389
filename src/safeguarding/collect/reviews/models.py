"""Reviews of deaths and serious harm: their types, the register of them and the stages they reached."""

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import OPEN, Reach
from safeguarding.kit.when import KnownDays


class ReviewType(models.Model):
    """A type of review, such as a safeguarding adults review: who commissions it, under which law, since when."""

    reach = OPEN
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    plural = models.CharField(max_length=120)
    other_names = models.JSONField(default=list)  # local and former names: [{"name", "from", "to", "note"}]
    commissioned_by = models.JSONField(default=list)  # keys of kinds of organisation
    legal_basis = models.JSONField(default=list)  # [{"text", "from", "to"}], dates as ISO text
    is_statutory = models.BooleanField(default=False)
    is_shown_apart = models.BooleanField(
        default=False
    )  # LeDeR is not on the same legal footing as the others
    is_of_deaths = models.BooleanField(
        default=False
    )  # asks for modifiable factors, as child death reviews do
    clock = models.CharField(
        max_length=60, blank=True
    )  # key of the dated rule from notification to completion
    total_series = models.CharField(max_length=60, blank=True)  # indicator whose typed total counts this type
    stages = models.JSONField(default=list)  # [{"key", "name"}]
    criteria = models.JSONField(default=list)  # [{"key", "text"}]
    youngest = models.PositiveSmallIntegerField(null=True)  # completed years at death, both included
    oldest = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    place = models.PositiveSmallIntegerField(default=0)

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name

    def basis_on(self, on: date) -> str:
        """Return the law or guidance on which this type rested on a day."""
        day = on.isoformat()
        stood = [
            b["text"]
            for b in self.legal_basis
            if (b["from"] or "") <= day and (not b["to"] or day <= b["to"])
        ]
        return "; ".join(stood)


class Review(Reachable):
    """One review that the owner took part in, under a label that names nobody."""

    class Status(models.TextChoices):
        """How far the review has come, as far as the owner knows."""

        NOTIFIED = "NOTIFIED", "Notified"
        ONGOING = "ONGOING", "Ongoing"
        DUE = "DUE", "Due to be published"
        COMPLETED = "COMPLETED", "Completed"
        PUBLISHED = "PUBLISHED", "Published"
        UNPUBLISHED = "UNPUBLISHED", "Completed, not published"
        STOPPED = "STOPPED", "Not taken further"
        NOT_STATED = "NOT_STATED", "Not stated"

    class Delay(models.TextChoices):
        """Why a review was late (the first three are those that LeDeR reported up to 2020)."""

        REVIEWERS = "REVIEWERS", "Lack of reviewers"
        CAPACITY = "CAPACITY", "Reviewer capacity"
        RECORDS = "RECORDS", "Access to patient records"
        PROCESS = "PROCESS", "Statutory process under way"
        FAMILY = "FAMILY", "Family asked to wait"
        OTHER = "OTHER", "Another reason"

    class Factors(models.TextChoices):
        """Whether something could have been changed (Child death review statutory guidance, 2018, analysis form)."""

        IDENTIFIED = "IDENTIFIED", "Modifiable factors identified"
        NONE = "NONE", "No modifiable factors identified"
        INADEQUATE = "INADEQUATE", "Inadequate information"

    # An area of the commissioner gives no reach: a review is read by whose register it stands in.
    reach = Reach(own=("organisation",), shared=True)
    resource = "REV"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    type = models.ForeignKey(ReviewType, on_delete=models.PROTECT, related_name="+")
    known_as = models.CharField(max_length=120, blank=True)  # one of the type's other names, where it is used
    label = models.CharField(max_length=60)
    area = models.ForeignKey("core.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    commissioned_by = models.ForeignKey(
        "core.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    theme = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=11, choices=Status, default=Status.NOTIFIED)
    notified = KnownDays()
    commissioned = KnownDays()
    completed = KnownDays()
    publication_due = KnownDays()
    published = KnownDays()
    reported_for = KnownDays()  # the period in which its source counts it, where its own dates are not stated
    counted_from = models.DateField(
        null=True
    )  # the first and last day on which it counts, kept by operations
    counted_to = models.DateField(null=True)
    delay_reason = models.CharField(max_length=10, choices=Delay, blank=True)
    criteria_met = models.JSONField(default=list)  # keys of the type's criteria
    rationale = models.TextField(blank=True)
    factors = models.CharField(max_length=10, choices=Factors, blank=True)
    overseen_by = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)  # where the owner knows it from
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="review_label_once", fields=["organisation", "type", "label"]),
            models.CheckConstraint(
                name="review_published_has_its_date",
                condition=~Q(status="PUBLISHED") | Q(published__isnull=False),
            ),
            models.CheckConstraint(
                name="review_counts_forwards",
                condition=Q(counted_to=None) | Q(counted_from=None) | Q(counted_to__gte=F("counted_from")),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "counted_from"], name="review_counted")]

    class PersonalData:
        """A label that names nobody; its words are checked, and still it may contain what somebody typed."""

        fields = {"label": "may contain", "theme": "may contain", "rationale": "may contain"}

    def __str__(self) -> str:
        return f"{self.type.name} {self.label}"


class ReviewStage(Reachable):
    """A step that a review reached, such as the allocation of a LeDeR review, with its date."""

    reach = Reach(parent="review")
    resource = "REV"
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reached")
    stage = models.CharField(max_length=40)
    on = KnownDays(null=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="review_stage_once", fields=["review", "stage"])]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}
