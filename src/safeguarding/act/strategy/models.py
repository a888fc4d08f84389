"""Plans and their one tree of aims: objectives, priorities, work-plan items and statements of compliance alike."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.act.risks.models import Risk
from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie

OWN = Reach(own=("organisation",))
OWN_REMOVABLE = Reach(own=("organisation",), deletable=True)


def _organisation() -> models.ForeignKey:
    return models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")


class CoreArea(Reachable):
    """One of the areas into which an organisation sorts its safeguarding work, such as influencing partnerships."""

    reach = OWN
    resource = "GOV"
    organisation = _organisation()
    name = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="core_area_stands_once", fields=["organisation", "name"])]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name


class Plan(Reachable):
    """A strategy, a year's objectives or a work plan, for any period, with status words of its own."""

    class Kind(models.TextChoices):
        """What sort of plan it is."""

        STRATEGY = "STRATEGY", "Strategy"
        OBJECTIVES = "OBJECTIVES", "Objectives or priorities of a year"
        WORK_PLAN = "WORK_PLAN", "Work plan"

    reach = OWN
    resource = "GOV"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = _organisation()  # may open tomorrow: the priorities of a board that is about to be set up
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    starts_on = models.DateField(null=True)  # a strategy may be undated
    ends_on = models.DateField(null=True)
    covers = models.JSONField(default=list)  # cohorts: "children", "adults", "looked after children"
    status_words = models.JSONField(default=list)
    asks_for = models.JSONField(default=list)  # what every aim must say: "rationale", "lead", "timescale"
    vision = models.TextField(blank=True)
    outcomes = models.JSONField(default=list)  # texts, in order: a triple aim, the parts of a vision
    monitoring_body = models.ForeignKey("core.Body", null=True, on_delete=models.PROTECT, related_name="+")
    predecessor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    strategy = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="delivered_by")
    # Who carries it out, where that is not the organisation whose plan it is: a provider.
    carried_by = models.ForeignKey("core.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    services = models.JSONField(default=list)  # what it wants commissioned: "initial health assessments"
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="plan_delivers_another", condition=~Q(strategy=F("id"))),
            models.UniqueConstraint(
                name="plan_title_once_in_an_organisation", fields=["organisation", "title"]
            ),
            models.CheckConstraint(
                name="plan_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    class PersonalData:
        """None."""

        fields = {"vision": "never"}

    def __str__(self) -> str:
        return self.title


class PlanSection(Reachable):
    """A numbered part of a strategy's text, or an appendix to it."""

    reach = OWN_REMOVABLE
    resource = "GOV"
    organisation = _organisation()
    ties = (Tie("plan", organisation="organisation"),)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    is_appendix = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField()

    class PersonalData:
        """None."""

        fields = {"text": "never"}


class Aim(Reachable):
    """Something to be achieved or complied with; it may hang beneath another, stand in several areas and follow an older one."""

    class Kind(models.TextChoices):
        """What sort of aim it is; the tree is one."""

        OBJECTIVE = "OBJECTIVE", "Objective"
        PRIORITY = "PRIORITY", "Priority"
        ISSUE = "ISSUE", "Issue to be addressed"
        FOCUS = "FOCUS", "Focus area"
        ITEM = "ITEM", "Work-plan item"
        COMPLIANCE = "COMPLIANCE", "Statement of compliance"

    class Horizon(models.TextChoices):
        """How far ahead it lies."""

        SHORT = "SHORT", "Short term"
        MEDIUM = "MEDIUM", "Medium term"
        LONG = "LONG", "Long term"

    reach = OWN
    resource = "GOV"
    keeps_history = True
    ties = (Tie("plan", organisation="organisation"),)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = _organisation()
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="aims")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=500)
    areas = models.ManyToManyField(CoreArea, related_name="aims")
    source = models.ForeignKey("core.Source", null=True, on_delete=models.PROTECT, related_name="+")
    comes_from = models.CharField(max_length=200, blank=True)  # whose priority it follows: "NHS England"
    rationale = models.TextField(blank=True)
    lead = models.ForeignKey("core.Post", null=True, on_delete=models.PROTECT, related_name="+")
    partners = models.ManyToManyField("core.Organisation", related_name="+")
    risks = models.ManyToManyField(Risk, related_name="aims")  # those that it makes smaller
    timescale = models.CharField(max_length=120, blank=True)  # in its own words
    due_on = models.DateField(null=True)
    horizon = models.CharField(max_length=6, choices=Horizon, blank=True)
    status = models.CharField(max_length=60, blank=True)  # one of the plan's own words
    predecessor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    same_as = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="repeats")
    monitoring_body = models.ForeignKey("core.Body", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="aim_is_not_beneath_itself", condition=~Q(parent=F("id"))),
            models.CheckConstraint(name="aim_does_not_follow_itself", condition=~Q(predecessor=F("id"))),
            models.CheckConstraint(name="aim_does_not_repeat_itself", condition=~Q(same_as=F("id"))),
        ]
        indexes = [models.Index(fields=["plan", "parent", "place"], name="aim_in_its_plan")]

    class PersonalData:
        """About work; free text may name a colleague by mistake."""

        fields = {"rationale": "may contain"}

    def __str__(self) -> str:
        return self.title


class AimStatus(Reachable):
    """One change of an aim's status, with who set it and why; never altered."""

    reach = Reach(own=("organisation",), append_only=True)
    resource = "GOV"
    organisation = _organisation()
    ties = (Tie("aim", organisation="organisation"),)
    aim = models.ForeignKey(Aim, on_delete=models.CASCADE, related_name="statuses")
    status = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class PersonalData:
        """Who set it; the note is about work."""

        fields = {"note": "may contain"}


class Achievement(Reachable):
    """One thing done towards an aim, with where the proof of it is."""

    reach = OWN_REMOVABLE
    resource = "GOV"
    keeps_history = True
    organisation = _organisation()
    ties = (Tie("aim", organisation="organisation"),)
    aim = models.ForeignKey(Aim, on_delete=models.CASCADE, related_name="achievements")
    text = models.CharField(max_length=1000)
    evidence = models.CharField(max_length=300, blank=True)  # a web address, or where the paper is kept
    place = models.PositiveSmallIntegerField()

    class PersonalData:
        """About work."""

        fields = {"text": "may contain"}


class Activity(Reachable):
    """Something that a team did in a period, towards an aim or not: a success, a piece of work, support to a sector."""

    reach = OWN_REMOVABLE
    resource = "GOV"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = _organisation()
    text = models.CharField(max_length=1000)
    heading = models.CharField(max_length=120, blank=True)  # under which a report tells it: "Domestic abuse"
    sectors = models.JSONField(default=list)  # "acute", "community", "primary care", "regulated care"
    is_success = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    owner = models.ForeignKey("core.Post", null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("core.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    partners = models.ManyToManyField("core.Organisation", related_name="+")
    aim = models.ForeignKey(Aim, null=True, on_delete=models.PROTECT, related_name="activities")
    place = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activity_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            )
        ]

    class PersonalData:
        """About work."""

        fields = {"text": "may contain"}


class Project(Reachable):
    """A piece of work with leads, a funder and what set it off, made of items."""

    class Trigger(models.TextChoices):
        """What set a project off."""

        INSPECTION = "INSPECTION", "An inspection"
        REVIEW = "REVIEW", "A review"
        FUNDING = "FUNDING", "An offer of funding"
        OWN = "OWN", "Our own decision"

    reach = OWN
    resource = "GOV"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = _organisation()
    title = models.CharField(max_length=200)
    trigger = models.CharField(max_length=10, choices=Trigger)
    trigger_note = models.CharField(max_length=300, blank=True)
    funder = models.ForeignKey("core.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    leads = models.ManyToManyField("core.Post", related_name="+")
    aim = models.ForeignKey(Aim, null=True, on_delete=models.PROTECT, related_name="projects")
    completed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="project_title_once_in_an_organisation", fields=["organisation", "title"]
            )
        ]

    class PersonalData:
        """About work."""

        fields = {"trigger_note": "may contain"}

    def __str__(self) -> str:
        return self.title


class ProjectItem(Reachable):
    """One item of work of a project."""

    reach = OWN_REMOVABLE
    resource = "GOV"
    keeps_history = True
    organisation = _organisation()
    ties = (Tie("project", organisation="organisation"),)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="items")
    title = models.CharField(max_length=300)
    completed_on = models.DateField(null=True)
    place = models.PositiveSmallIntegerField()

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}
