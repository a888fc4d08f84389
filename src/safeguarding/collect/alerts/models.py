"""Alerts about adults at risk."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach


class AdultAlert(Reachable):
    """One concern about an adult that a provider raised with the council, and what was done (Care Act 2014, section 42)."""

    class Kind(models.TextChoices):
        """The kind of abuse or neglect (Care and support statutory guidance, 14.17)."""

        PHYSICAL = "PHYSICAL", "Physical abuse"
        DOMESTIC = "DOMESTIC", "Domestic abuse"
        SEXUAL = "SEXUAL", "Sexual abuse"
        PSYCHOLOGICAL = "PSYCHOLOGICAL", "Psychological abuse"
        FINANCIAL = "FINANCIAL", "Financial or material abuse"
        SLAVERY = "SLAVERY", "Modern slavery"
        DISCRIMINATORY = "DISCRIMINATORY", "Discriminatory abuse"
        ORGANISATIONAL = "ORGANISATIONAL", "Organisational abuse"
        NEGLECT = "NEGLECT", "Neglect and acts of omission"
        SELF_NEGLECT = "SELF_NEGLECT", "Self-neglect"

    reach = Reach(
        own=("organisation",), contracted=("organisation",), dated="raised_on", listed=True, deletable=True
    )
    resource = "ADU"
    SAFE_ADDRESS = ("whereabouts",)  # what a safe-address mark hides
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=60)  # a local reference for the adult
    kind = models.CharField(max_length=14, choices=Kind)
    raised_on = models.DateField()
    what_happened = models.TextField()
    whereabouts = models.CharField(max_length=200, blank=True)  # in general words: never an address
    done = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="adult_alert_ends_after_it_was_raised",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("raised_on")),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-raised_on"], name="adult_alert_of")]

    class PersonalData:
        """About an adult under a local reference; its words are checked, and still may say who it is."""

        fields = {
            "about": "may contain",
            "what_happened": "may contain",
            "whereabouts": "may contain",
            "done": "may contain",
        }

    def __str__(self) -> str:
        return self.about
