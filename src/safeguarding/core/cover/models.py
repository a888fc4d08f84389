"""Who handed whose work to whom, and who stands in for whom on which days."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.organisations.models import during


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


class Deputy(models.Model):
    """Somebody who acts for a colleague on some days, because the colleague is away; it ends by its last day."""

    # Both read it at sign-in, before any organisation is chosen.
    reach = Reach(
        own=("organisation",),
        also="row.deputy_id = app_user() or row.person_id = app_user()",
        insert="row.organisation_id in (select app_mine())",
        write="row.organisation_id in (select app_mine())",
    )
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")  # who is away
    deputy = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    named_at = models.DateTimeField()
    named_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)  # earlier than by its last day
    ended_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deputy_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="deputy_is_somebody_else", condition=~Q(deputy=F("person"))),
            models.CheckConstraint(name="deputy_is_not_named_by_oneself", condition=~Q(deputy=F("named_by"))),
            models.CheckConstraint(
                name="deputy_ended_at_with_by",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            ExclusionConstraint(
                name="one_deputy_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (during(), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
            ),
        ]

    class PersonalData:
        """Staff: who is away on which days, and who stands in."""

        fields = {"person": "personal", "deputy": "personal", "named_by": "personal", "ended_by": "personal"}

    def __str__(self) -> str:
        return f"Deputy of {self.person.name}"
