"""Files that were sent: what they said, what was wrong with them and what became of them."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach


class SentIn(Reachable):
    """One file sent in: shown to its sender first, then stored as a whole, and its receipt from then on."""

    class State(models.TextChoices):
        """How far it has come."""

        CHECKED = "CHECKED", "Checked, not stored"
        REFUSED = "REFUSED", "Not accepted"
        STORED = "STORED", "Stored"

    resource = "KPI"
    reach = Reach(own=("organisation",))
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State)
    read_rows = models.PositiveIntegerField()
    prepared = models.JSONField(null=True)  # what would be stored; emptied once it is
    problems = models.JSONField(default=list)  # row, column, reason
    preview = models.JSONField(default=dict)  # headings, rows, notes
    outcome = models.JSONField(default=dict)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField(null=True)
    stored_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sent_in_is_stored_by_somebody",
                condition=Q(state="STORED", stored_at__isnull=False, stored_by__isnull=False)
                | ~Q(state="STORED") & Q(stored_at=None, stored_by=None),
            )
        ]

    class PersonalData:
        """Who sent it. Of a person-level file only sums are kept, and faults name row and column, never the cell."""

        fields = {
            "checked_by": "personal",
            "stored_by": "personal",
            "file_name": "may contain",
            "prepared": "never",
            "problems": "may contain",
            "preview": "never",
            "outcome": "never",
        }
