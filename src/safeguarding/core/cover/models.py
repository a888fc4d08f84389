"""Who handed whose work to whom."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.rowsecurity import Reach


class Handover(models.Model):
    """A leaver's open work, handed on in one step by an administrator of sign-ins; kept as the receipt of it."""

    # The one who takes over finds it as a member of the same organisation.
    reach = Reach(own=("organisation",))
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    # Empty: each post goes to whoever was recorded as its next holder.
    successor = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    last_on = models.DateField()  # the leaver's last day
    tally = models.JSONField(default=dict)  # how much there was of each kind, never what
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)  # the day on which the account was closed

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="work_is_handed_to_somebody_else",
                condition=Q(successor=None) | ~Q(successor=F("person")),
            ),
            models.CheckConstraint(
                name="leaver_does_not_hand_over_alone", condition=~Q(handed_by=F("person"))
            ),
            models.UniqueConstraint(
                name="one_handover_waits_for_a_leaver",
                fields=["organisation", "person"],
                condition=Q(closed_on=None),
            ),
        ]

    class PersonalData:
        """Staff: who left, who took over and who saw to it."""

        fields = {"person": "personal", "successor": "personal", "handed_by": "personal"}

    def __str__(self) -> str:
        return f"Hand-over of {self.person.name}"
