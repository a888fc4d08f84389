"""The words that every room cites: law and guidance with their dates, duties, cohorts, terms and local words."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.rowsecurity import OPEN, Reach


class Source(models.Model):
    """An Act, regulations or guidance, or one section of it, with when it was made, began and was replaced."""

    class Kind(models.TextChoices):
        """What sort of source it is."""

        ACT = "ACT", "Act of Parliament"
        SECTION = "SECTION", "Section of an Act"
        REGULATIONS = "REGULATIONS", "Regulations or order"
        STATUTORY_GUIDANCE = "STATUTORY", "Statutory guidance"
        GUIDANCE = "GUIDANCE", "National guidance"
        FRAMEWORK = "FRAMEWORK", "Framework or contract"
        SCHEME = "SCHEME", "Scheme or system set up by law"

    reach = OPEN
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=250, unique=True)
    kind = models.CharField(max_length=11, choices=Kind)
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    about = models.TextField(blank=True)
    made_on = models.CharField(max_length=10, blank=True)  # enacted or issued, as far as it is known
    royal_assent = models.CharField(max_length=10, blank=True)  # as far as it is known: 2019-05
    in_force_on = models.DateField(null=True)  # empty until it is in force
    superseded_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaces")
    superseded_on = models.CharField(max_length=10, blank=True)
    wrong_citations = models.JSONField(default=list)  # how papers have cited it wrongly; never offered
    address = models.URLField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="source_does_not_replace_itself", condition=~Q(superseded_by=F("id")))
        ]

    class PersonalData:
        """None."""

        fields = {"about": "never"}

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """Something that a source plans for a day, such as the start of the Liberty Protection Safeguards."""

    reach = OPEN
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="milestone_stands_once", fields=["source", "title"])]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class MilestoneDate(models.Model):
    """One planned date of a milestone, with why it was moved there; earlier dates stay."""

    reach = Reach(open_to_all=True, append_only=True)
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="dates")
    planned_for = models.CharField(max_length=10, blank=True)  # as far as it is known; empty: no date is set
    reason = models.CharField(max_length=300, blank=True)
    announced_on = models.CharField(max_length=10, blank=True)

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class Cohort(models.Model):
    """People for whom safeguarding has words and measures of its own, such as unborn babies or care leavers."""

    reach = OPEN
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)

    class PersonalData:
        """None: groups, never persons."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """What an organisation of some kind must do, or must keep going whatever happens."""

    class Standing(models.TextChoices):
        """How binding it is."""

        STATUTORY = "STATUTORY", "Statutory"
        CRITICAL = "CRITICAL", "Business critical"

    reach = OPEN
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=250)
    audience = models.JSONField(default=list)  # "children", "adults", "looked after children"
    standing = models.CharField(max_length=9, choices=Standing)
    sources = models.ManyToManyField(Source, related_name="duties")
    kinds = models.ManyToManyField("core.OrganisationKind", related_name="+")
    indicators = models.JSONField(default=list)  # URNs of indicators that show whether it is met, as text

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """A word of the field with its one meaning and where that is laid down."""

    reach = OPEN
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    meaning = models.TextField()
    includes = models.JSONField(default=list)  # what the definition lists, item by item
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="terms")
    age_limit = models.PositiveSmallIntegerField(null=True)  # applies below this age

    class PersonalData:
        """None."""

        fields = {"meaning": "never"}

    def __str__(self) -> str:
        return self.name


class LocalWord(models.Model):
    """What one area says for a term of the field, and why; pages and papers about the area use it."""

    reach = OPEN
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="local_words")
    area = models.ForeignKey("core.Organisation", on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(name="local_word_stands_once", fields=["term", "area"])]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}
