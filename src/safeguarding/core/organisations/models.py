"""Who and where: organisations as at a date, their relations, successions, areas and contracts."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from safeguarding.core.access.rowsecurity import OPEN, Reach
from safeguarding.core.access.ties import Tie


class DateRange(Func):
    """The dates from first to last day, both included, as PostgreSQL holds them."""

    function = "daterange"
    output_field = DateRangeField()


def during(first: str = "starts_on", last: str = "ends_on") -> DateRange:
    """Return the range of days of a dated row; an empty last day is open-ended."""
    return DateRange(F(first), F(last), models.Value("[]"))


class OrganisationKind(models.Model):
    """A kind of organisation, such as an NHS trust or a care home with nursing; data, never code."""

    reach = OPEN
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    plural = models.CharField(max_length=120)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_commissioner = models.BooleanField(default=False)
    is_provider = models.BooleanField(default=False)

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """One organisation or area for as long as it is the same body; its names and codes are dated rows of their own."""

    reach = OPEN
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.ForeignKey(OrganisationKind, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(
        max_length=200
    )  # the latest of its names, kept by `rename`; `name_on` gives others
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    population = models.PositiveIntegerField(null=True)
    population_qualifier = models.CharField(max_length=40, blank=True)  # "approximately", as the source says
    population_as_at = models.CharField(max_length=20, blank=True)  # a partial date
    is_fictional = models.BooleanField(default=False)  # made up for the demonstration
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
            )
        ]
        indexes = [models.Index(fields=["name"], name="organisation_name")]

    class PersonalData:
        """Organisations only; a single-handed practice may carry a clinician's name, which is public."""

        fields = {"name": "may contain"}

    def __str__(self) -> str:
        return self.name


class OrganisationName(models.Model):
    """What an organisation was called, from a day to a day."""

    reach = OPEN
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="organisation_has_one_name_a_day",
                expressions=[("organisation", RangeOperators.EQUAL), (during(), RangeOperators.OVERLAPS)],
            )
        ]

    class PersonalData:
        """As on the organisation."""

        fields = {"name": "may contain"}


class Identifier(models.Model):
    """A code by which others know an organisation, for as long as the code meant it."""

    reach = OPEN
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=20)  # ODS, ONS, CQC
    code = models.CharField(max_length=30)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            # 01K is a CCG to 30 June 2022 and a sub-ICB location after: a code means one body a day, not for ever.
            ExclusionConstraint(
                name="identifier_means_one_organisation_a_day",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (during(), RangeOperators.OVERLAPS),
                ],
            )
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class Relation(models.Model):
    """A typed, dated parent of an organisation; several geographies stand side by side."""

    class Kind(models.TextChoices):
        """How the child stands to the parent."""

        PART_OF = "PART_OF", "is part of"
        MEMBER_OF = "MEMBER_OF", "is a member of"
        AREA_OF = "AREA_OF", "is an area of"
        WORKS_WITH = "WORKS_WITH", "works with"
        COVERS = "COVERS", "covers"
        REGULATED_BY = "REGULATED_BY", "is regulated by"
        IN_REGION = "IN_REGION", "is in the region of"

    reach = OPEN
    child = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="children")
    kind = models.CharField(max_length=20, choices=Kind)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="relation_stands_once_a_day",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    ("parent", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (during(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="relation_is_between_two", condition=~Q(child=F("parent"))),
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class AreaPart(models.Model):
    """What an area of a commissioner is made of: a council or part of one. An area is not a council."""

    reach = OPEN
    area = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="parts")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_whole = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class Succession(models.Model):
    """One organisation taking over from another, wholly or by a share, or clustering with it."""

    class Kind(models.TextChoices):
        """What happened."""

        MERGE = "MERGE", "merged into"
        SPLIT = "SPLIT", "was split into"
        TRANSFER = "TRANSFER", "was succeeded by"
        CLUSTER = "CLUSTER", "works in a cluster with"

    reach = OPEN
    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="precessions")
    kind = models.CharField(max_length=10, choices=Kind)
    effective_on = models.DateField()
    share = models.DecimalField(
        max_digits=5, decimal_places=2, null=True
    )  # percent of the population, for a split
    area = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    authority = models.CharField(max_length=300, blank=True)  # the Act or order

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="succession_stands_once",
                fields=["predecessor", "successor", "effective_on"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="succession_is_between_two", condition=~Q(predecessor=F("successor"))
            ),
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class Lineage(models.Model):
    """Every organisation that stands behind another through successions; kept by `succeed` so that reads are quick."""

    reach = OPEN
    ancestor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    descendant = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    from_on = (
        models.DateField()
    )  # rights begin on this day (Health and Care Act 2022, s.14: transfers to the ICB)

    class Meta:
        constraints = [models.UniqueConstraint(name="lineage_stands_once", fields=["descendant", "ancestor"])]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class Contract(models.Model):
    """An arrangement by which a provider's services are commissioned, with its dates and kinds of service."""

    reach = Reach(
        own=("organisation", "commissioner", "provider"),
        also="exists (select 1 from core_contractparty p where p.contract_id = row.id"
        " and p.organisation_id in (select app_mine()))",
        insert="row.organisation_id in (select app_mine())",
    )
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+"
    )  # whose record it is
    commissioner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    form = models.CharField(max_length=60, default="NHS Standard Contract")
    service_types = models.JSONField(default=list)  # "acute", "community", "primary care" …
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contract_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="contract_is_between_two", condition=~Q(commissioner=F("provider"))),
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.title


class ContractParty(models.Model):
    """A commissioner's part in a contract. Reading a provider's records rests on these rows and their dates."""

    class Part(models.TextChoices):
        """What the commissioner is to the contract."""

        LEAD = "LEAD", "Lead commissioner"
        ASSOCIATE = "ASSOCIATE", "Associate commissioner"
        ASSURANCE = "ASSURANCE", "Leads on assurance"

    reach = Reach(
        own=("organisation", "provider", "recorded_by"), insert="row.recorded_by_id in (select app_mine())"
    )  # written by whoever records the contract, for every party to it
    keeps_history = True
    ties = (Tie("contract", provider="provider", recorded_by="organisation"),)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="parties")
    recorded_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="contract_party_stands_once", fields=["contract", "organisation", "part"]
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "provider", "starts_on"], name="contract_party_reach")
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class ScheduleLine(models.Model):
    """One obligation of a contract's safeguarding schedule: what is to be sent or shown, and how often."""

    reach = Reach(parent="contract")
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="lines")
    obligation = models.CharField(max_length=300)
    urn = models.CharField(max_length=200, blank=True)  # of a framework or an indicator, as text
    cadence = models.CharField(max_length=40, blank=True)  # "monthly", "quarterly", "yearly"

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}
