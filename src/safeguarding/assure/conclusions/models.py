"""Conclusions about a period."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach


class Conclusion(Reachable):
    """What an organisation concludes of one of its arrangements over a period, and the background that it worked against."""

    class Judgement(models.TextChoices):
        """What became of the arrangements."""

        STRONGER = "STRONGER", "grew stronger"
        KEPT = "KEPT", "stayed robust"
        WEAKER = "WEAKER", "grew weaker"
        NOT_ASSURED = "NOT_ASSURED", "gave us no assurance"

    reach = Reach(own=("organisation",))
    resource = "GOV"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    subject = models.CharField(max_length=200)  # "Arrangements for commissioning safe services"
    judgement = models.CharField(max_length=12, choices=Judgement)
    span = models.CharField(max_length=200, blank=True)  # how far it holds: "from early help to protection"
    reason = models.TextField(blank=True)
    background = models.JSONField(default=list)  # what the work was done against: "The pandemic"
    concluded_at = models.DateTimeField()
    concluded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="conclusion_stands_once", fields=["organisation", "subject", "starts_on", "ends_on"]
            ),
            models.CheckConstraint(
                name="conclusion_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    class PersonalData:
        """About an organisation's own arrangements; who concluded is staff."""

        fields = {"reason": "may contain", "concluded_by": "personal"}

    def __str__(self) -> str:
        return self.subject

    @property
    def words(self) -> str:
        """Return the judgement as a sentence."""
        return f"{self.subject} {self.get_judgement_display()}{f' {self.span}' if self.span else ''}."
