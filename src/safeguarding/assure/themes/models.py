"""The catalogue of themes, what an audit of a round demonstrated, and what is coded with which theme."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from safeguarding.assure.validation.models import Judgement
from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import OPEN, Reach
from safeguarding.core.access.ties import Tie


class Theme(models.Model):
    """Something that findings are about, such as policies and procedures; words of the deployment."""

    reach = OPEN
    key = models.SlugField(max_length=60, unique=True)
    group = models.SlugField(
        max_length=30
    )  # "overall" for what a whole round shows, "starter" for the list to code with
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300, blank=True)

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name


class Finding(Reachable):
    """What a round of assurance demonstrated across providers, in the commissioner's own words."""

    reach = Reach(own=("organisation",))
    resource = "VAL"
    keeps_history = True
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("collect.Round", on_delete=models.PROTECT, related_name="+")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    providers = models.ManyToManyField("core.Organisation", related_name="+")
    found_at = models.DateTimeField()
    found_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="finding_number_stands_once", fields=["organisation", "round", "number"]
            )
        ]

    class PersonalData:
        """About organisations; who found it is staff."""

        fields = {"detail": "may contain", "found_by": "personal"}

    def __str__(self) -> str:
        return self.title


class Coding(Reachable):
    """A theme put on a finding or on a judgement of one provider's answer, so that it can be counted."""

    reach = Reach(own=("organisation",), deletable=True)
    resource = "VAL"
    ties = (Tie("finding", organisation="organisation"),)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="codings")
    finding = models.ForeignKey(Finding, null=True, on_delete=models.CASCADE, related_name="codings")
    judgement = models.ForeignKey(Judgement, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="coding_is_of_one_thing",
                condition=Q(finding=None, judgement__isnull=False) | Q(finding__isnull=False, judgement=None),
            ),
            models.UniqueConstraint(
                name="coding_stands_once", fields=["theme", "finding", "judgement"], nulls_distinct=False
            ),
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}
