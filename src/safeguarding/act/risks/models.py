"""Risks of the organisation and of the partnerships that it belongs to."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach

LIKELIHOOD = (
    (1, "1. Rare"),
    (2, "2. Unlikely"),
    (3, "3. Possible"),
    (4, "4. Likely"),
    (5, "5. Almost certain"),
)
IMPACT = ((1, "1. Negligible"), (2, "2. Minor"), (3, "3. Moderate"), (4, "4. Major"), (5, "5. Catastrophic"))
# A risk matrix for risk managers (National Patient Safety Agency, 2008): the product of the two, in four bands.
BANDS = ((15, "Extreme", "red"), (8, "High", "orange"), (4, "Moderate", "yellow"), (1, "Low", "green"))


class Risk(Reachable):
    """Something that may keep people from being safe: whose risk it is, how likely and bad, and what is done about it."""

    class Scope(models.TextChoices):
        """Whose risk it is."""

        ORGANISATION = "ORGANISATION", "Our own organisation"
        PARTNERSHIP = "PARTNERSHIP", "A safeguarding partnership"
        SYSTEM = "SYSTEM", "The health and care system"

    reach = Reach(own=("organisation",))
    resource = "RSK"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    scope = models.CharField(max_length=12, choices=Scope, default=Scope.ORGANISATION)
    cohorts = models.JSONField(default=list)  # whom it is about: "looked-after children"
    cause = models.TextField(blank=True)
    likelihood = models.PositiveSmallIntegerField(null=True, choices=LIKELIHOOD)  # null: nobody has scored it
    impact = models.PositiveSmallIntegerField(null=True, choices=IMPACT)
    mitigation = models.TextField(blank=True)
    owner = models.ForeignKey("core.Post", null=True, on_delete=models.PROTECT, related_name="+")
    raised_on = models.DateField()
    review_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="risk_open_once_in_an_organisation",
                fields=["organisation", "title"],
                condition=Q(closed_on=None),
            ),
            models.CheckConstraint(
                name="risk_is_scored_on_both_scales",
                condition=Q(likelihood=None, impact=None) | Q(likelihood__range=(1, 5), impact__range=(1, 5)),
            ),
            models.CheckConstraint(
                name="risk_is_closed_for_a_reason",
                condition=Q(closed_on=None, closed_because="")
                | (Q(closed_on__gte=F("raised_on")) & ~Q(closed_because="")),
            ),
        ]

    class PersonalData:
        """About services and organisations; free text may name somebody by mistake."""

        fields = {"cause": "may contain", "mitigation": "may contain", "closed_because": "may contain"}

    def __str__(self) -> str:
        return self.title

    @property
    def score(self) -> int | None:
        """Return likelihood times impact, 1 to 25, or None where nobody has scored it."""
        if self.likelihood is None or self.impact is None:
            return None
        return self.likelihood * self.impact

    @property
    def band(self) -> tuple[str, str]:
        """Return the band that the score falls in, as a word and its colour."""
        score = self.score
        if score is None:
            return ("Not scored", "grey")
        return next((word, colour) for least, word, colour in BANDS if score >= least)
