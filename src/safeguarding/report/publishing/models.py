"""What was published: figures already under disclosure control, so that the true ones are nowhere in reach of the page."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie


class Publication(Reachable):
    """The figures of one signed paper as the public may see them, from the day of publication to a withdrawal."""

    resource = "PUB"
    reach = Reach(open_to_all=True, write="row.organisation_id in (select app_mine())")
    keeps_history = True
    # What the public read is taken back or stays as it was: no figure of it is changed behind its readers.
    stands_when = (
        "(new.tables, new.title, new.starts_on, new.ends_on, new.policy, new.paper_id, new.published_at) is distinct from"
        " (old.tables, old.title, old.starts_on, old.ends_on, old.policy, old.paper_id, old.published_at)"
        " or (old.withdrawn_at is not null and new.withdrawn_at is null)"
    )
    ties = (Tie("paper", organisation="organisation"),)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField("report.Paper", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    policy = models.CharField(max_length=40)  # the rule that was applied: "nhs-rounding"
    tables = models.JSONField()  # [{caption, columns, rows}], every cell as it is printed
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="publication_withdrawn_at_with_by",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            )
        ]

    class PersonalData:
        """Who published it; the figures cannot be traced to anybody."""

        fields = {"published_by": "personal", "withdrawn_by": "personal"}
