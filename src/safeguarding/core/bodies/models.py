"""Bodies that meet: who belongs to them, what feeds them and to whom they report."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach


class Body(Reachable):
    """A committee, board, partnership, panel, group, forum, meeting or team, of one organisation or of several."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        COMMITTEE = "COMMITTEE", "Committee"
        BOARD = "BOARD", "Board"
        PARTNERSHIP = "PARTNERSHIP", "Partnership"
        PANEL = "PANEL", "Panel"
        GROUP = "GROUP", "Group"
        FORUM = "FORUM", "Forum"
        MEETING = "MEETING", "Meeting"
        TEAM = "TEAM", "Team"

    reach = Reach(own=("organisation",))
    resource = "GOV"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(
        "core.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )  # the system, council or partnership that it belongs to, if not to the one whose record this is
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=11, choices=Kind)
    purposes = models.JSONField(default=list)
    starts_on = models.CharField(max_length=10, blank=True)  # as far as it is known: 2019-06
    ends_on = models.DateField(null=True)
    recurrence = models.CharField(max_length=60, blank=True)  # "monthly", "every two months"
    chair_post = models.ForeignKey("core.Post", null=True, on_delete=models.PROTECT, related_name="+")
    chair_organisation = models.ForeignKey(
        "core.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    predecessor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    on_chart = models.BooleanField(default=False)  # stands in its organisation's governance chart
    place = models.PositiveSmallIntegerField(default=0)  # where it stands in lists, from the top
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="body_name_once_in_an_organisation", fields=["organisation", "name"]
            ),
            models.CheckConstraint(name="body_does_not_follow_itself", condition=~Q(predecessor=F("id"))),
        ]

    class PersonalData:
        """None: a chair is a post or an organisation."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name


class BodyAlias(Reachable):
    """Another name by which papers call a body."""

    reach = Reach(parent="body", deletable=True)
    resource = "GOV"
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="body_alias_stands_once", fields=["body", "name"])]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class Seat(Reachable):
    """A place on a body: of a post, or of an organisation at a level."""

    reach = Reach(parent="body", deletable=True)
    resource = "GOV"
    keeps_history = True
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats")
    post = models.ForeignKey("core.Post", null=True, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        "core.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField(max_length=80, blank=True)  # "executive", "designated professional"
    is_statutory_partner = models.BooleanField(default=False)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seat_is_somebodys", condition=Q(post__isnull=False) | Q(organisation__isnull=False)
            )
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class BodyEdge(Reachable):
    """How one body stands to another; links with both ways, the other kinds in one direction."""

    class Kind(models.TextChoices):
        """What the line means, read from the first body to the second."""

        REPORTS_TO = "REPORTS_TO", "reports to"
        LINKS_WITH = "LINKS_WITH", "links with"
        INFORMS = "INFORMS", "informs"
        OVERSEEN_BY = "OVERSEEN_BY", "is overseen by"
        PART_OF = "PART_OF", "is part of"

    reach = Reach(parent="body", deletable=True)
    resource = "GOV"
    keeps_history = True
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="edges")
    to = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="edges_in")
    kind = models.CharField(max_length=11, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="body_edge_stands_once", fields=["body", "to", "kind"]),
            models.CheckConstraint(name="body_edge_joins_two", condition=~Q(body=F("to"))),
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class AssuranceInput(Reachable):
    """What feeds a body besides other bodies: reports, returns, visits, oversight of contracts."""

    reach = Reach(parent="body", deletable=True)
    resource = "GOV"
    keeps_history = True
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="inputs")
    name = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="assurance_input_stands_once", fields=["body", "name"])]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}
