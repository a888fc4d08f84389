"""Each time that somebody broke the glass: of what, on which ground, until when, and whether it was right."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie
from safeguarding.core.restricted.models import RestrictedRecord


class Opening(models.Model):
    """One record opened for an hour by somebody whose role does not open it, and what was judged of that."""

    class Ground(models.TextChoices):
        """Why it could not wait (Children Act 1989; Care Act 2014; UK GDPR, Article 6(1)(d))."""

        CHILD = "CHILD", "A child may be suffering significant harm (Children Act 1989, section 47)"
        ADULT = "ADULT", "An adult may be at risk of abuse or neglect (Care Act 2014, section 42)"
        VITAL = "VITAL", "Somebody's life is in danger (vital interests)"
        COURT = "COURT", "A court or a coroner asks for it"
        CRIME = "CRIME", "To prevent a serious crime"

    # Read by who opened it, for whomever they act, so that another hat gives nobody a fourth; by the record's owner and by
    # the opener's own organisation. Opened by nobody but oneself.
    reach = Reach(
        own=("organisation", "owner"),
        also="row.opened_by_id = app_user()",
        insert="row.opened_by_id = app_user() and row.organisation_id = app_organisation()",
    )
    ties = (Tie("restricted", owner="organisation", record="record"),)
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    restricted = models.ForeignKey(RestrictedRecord, on_delete=models.PROTECT, related_name="+")
    record = models.UUIDField()
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=5, choices=Ground)
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    decide_by_day = models.DateField()  # the end of the next working day
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    is_justified = models.BooleanField(null=True)
    finding = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="opening_is_judged_by_another",
                condition=Q(judged_by=None) | ~Q(judged_by=F("opened_by")),
            ),
            models.CheckConstraint(name="opening_ends", condition=Q(until__gt=F("opened_at"))),
        ]
        indexes = [models.Index(fields=["opened_by", "-opened_at"], name="opening_by")]

    class PersonalData:
        """Staff who opened and judged; their words are checked."""

        fields = {
            "opened_by": "personal",
            "judged_by": "personal",
            "reason": "may contain",
            "finding": "may contain",
        }
