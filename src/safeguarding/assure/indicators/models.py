"""Sums that figures must agree with, and a commissioner's own figure beside the one that was claimed."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie


class Identity(models.Model):
    """A sum that must come out: expected and unexpected deaths are all deaths; the areas are the footprint."""

    class Over(models.TextChoices):
        """What the parts are."""

        INDICATORS = "indicators", "Several indicators of one place"
        AREAS = "areas", "One indicator over the areas of a place"

    reach = Reach(open_to_all=True, append_only=True)
    key = models.SlugField(max_length=80)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    whole = models.CharField(max_length=100)  # URN; "urn#split" for one split of it
    parts = ArrayField(models.CharField(max_length=200), default=list)
    over = models.CharField(max_length=10, choices=Over)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="identity_version_stands_once", fields=["key", "version"])
        ]

    class PersonalData:
        """Who loaded it."""

        fields = {"loaded_by": "personal"}


class ValidatedFigure(Reachable):
    """What a commissioner holds a claimed figure to be, with its reason; the claim itself is never touched."""

    class Verdict(models.TextChoices):
        """What the commissioner makes of the claim."""

        ACCEPTED = "ACCEPTED", "Accepted"
        QUERIED = "QUERIED", "Queried"
        DISPUTED = "DISPUTED", "Disputed"

    resource = "VAL"
    # The judgement of one commissioner about a provider: its own record, which the provider reads once it is released.
    reach = Reach(
        own=("organisation",),
        also="row.released_at is not null and row.about_id in (select app_mine())",
        insert="row.organisation_id in (select app_mine())",
        append_only=True,
    )
    ties = (Tie("observation", about="accountable"),)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    observation = models.ForeignKey("collect.Observation", on_delete=models.PROTECT, related_name="+")
    claimed_version = models.PositiveIntegerField()  # the version of the claim that was looked at
    version = models.PositiveIntegerField()
    about = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict)
    numerator = models.DecimalField(null=True, max_digits=20, decimal_places=6)
    denominator = models.DecimalField(null=True, max_digits=20, decimal_places=6)
    value = models.DecimalField(null=True, max_digits=20, decimal_places=6)
    comment = models.CharField(max_length=1000, blank=True)
    validated_at = models.DateTimeField()
    validated_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="validated_figure_version_stands_once", fields=["organisation", "observation", "version"]
            ),
            models.CheckConstraint(
                name="validated_figure_that_differs_says_why",
                condition=Q(verdict="ACCEPTED") | ~Q(comment=""),
            ),
            models.CheckConstraint(
                name="validated_figure_is_released_by_somebody",
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
            ),
        ]

    class PersonalData:
        """Who validated it; the comment is about a figure."""

        fields = {"validated_by": "personal", "released_by": "personal", "comment": "may contain"}
