"""Indicator definitions in their versions, the figures returned for them, and what each figure was before."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie

MINE = "row.organisation_id in (select app_mine())"


class Unit(models.TextChoices):
    """What a figure is measured in."""

    COUNT = "count", "count"
    PERCENT = "percent", "%"
    RATE = "rate", "rate"
    DAYS = "days", "days"


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"
    NEITHER = "neither", "Neither way is better by itself"


class Indicator(models.Model):
    """One version of the definition of an indicator; a change of its words is a new version, never a new text."""

    reach = Reach(open_to_all=True, append_only=True)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    urn = models.CharField(max_length=100)  # "adults.alerts"
    version = models.PositiveIntegerField()
    family = models.CharField(max_length=60)  # the file that it stands in, such as "looked-after"
    family_title = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    numerator = models.TextField()
    denominator = models.TextField(blank=True)  # empty where the unit is a count
    unit = models.CharField(max_length=10, choices=Unit)
    direction = models.CharField(max_length=10, choices=Direction)
    decimals = models.PositiveSmallIntegerField(default=0)
    source = models.TextField()
    note = models.TextField(blank=True)
    known_as = ArrayField(models.CharField(max_length=200), default=list)  # its names in files of others
    splits = ArrayField(models.CharField(max_length=100), default=list)  # such as each stage of a review
    open_splits = models.BooleanField(default=False)  # any split, such as the competences of an employer
    derived = models.JSONField(null=True)  # how it is worked out of others; none of its figures is stored
    targets = models.JSONField(default=list)  # dated: from, green, amber, authority
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="indicator_version_stands_once", fields=["urn", "version"]),
        ]

    class PersonalData:
        """Who loaded it."""

        fields = {"loaded_by": "personal"}

    def __str__(self) -> str:
        return self.title


class Series(models.Model):
    """What figures are compared within: an indicator, or one split of it, through all its versions."""

    reach = Reach(open_to_all=True, append_only=True)
    urn = models.CharField(max_length=100)
    split = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="series_stands_once", fields=["urn", "split"])]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class Batch(Reachable):
    """Figures that came in together: one file, one page sent, or one statement of totals."""

    class Way(models.TextChoices):
        """How they came."""

        PAGE = "PAGE", "Typed on a page"
        FILE = "FILE", "Imported from a file"
        TOTAL = "TOTAL", "Typed totals without rows"

    resource = "KPI"
    reach = Reach(own=("organisation",))
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=5, choices=Way)
    format = models.CharField(max_length=60, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=300, blank=True)
    read_rows = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            # The same file twice changes nothing, even when both are sent at the same moment.
            models.UniqueConstraint(
                name="batch_file_comes_once",
                fields=["organisation", "format", "sha256"],
                condition=~Q(sha256=""),
            )
        ]

    class PersonalData:
        """Who sent it; a file's name is whatever its sender called it."""

        fields = {"recorded_by": "personal", "file_name": "may contain"}


class Told(models.Model):
    """What was said of one figure: the numbers or the reason for none, and how well it is known."""

    class State(models.TextChoices):
        """Why a figure is there or is not; zero is a value."""

        VALUE = "value", "value"
        NIL_RETURN = "nil return", "nil return"
        NOT_COLLECTED = "not collected", "not collected"
        NOT_APPLICABLE = "not applicable", "not applicable"
        SUSPENDED = "suspended", "suspended"
        SUPPRESSED = "suppressed", "suppressed"
        NOT_STATED = "not stated", "not stated"

    class Provenance(models.TextChoices):
        """How the figure was come by."""

        RETURN = "return", "returned on a page"
        IMPORT = "import", "imported from a file"
        TOTAL = "total", "typed total, rows not held"

    numerator = models.DecimalField(null=True, max_digits=20, decimal_places=6)
    denominator = models.DecimalField(null=True, max_digits=20, decimal_places=6)
    value = models.DecimalField(null=True, max_digits=20, decimal_places=6)
    state = models.CharField(max_length=15, choices=State, default=State.VALUE)
    qualifiers = ArrayField(models.CharField(max_length=40), default=list)
    provenance = models.CharField(max_length=10, choices=Provenance)
    source = models.CharField(max_length=300, blank=True)  # where it was read, as a reader would look it up
    reason = models.CharField(max_length=500, blank=True)  # why it was corrected
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(db_default=Now())  # since when it is known so

    class Meta:
        abstract = True


def _key(other: str | type[models.Model], *, db_index: bool = False) -> models.ForeignKey:
    """Return a foreign key that is checked once a statement, without an index that another one begins with."""
    return models.ForeignKey(
        other, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=db_index
    )


class Observation(Told, Reachable):
    """One figure as claimed: of one series, about one organisation or area, for one period."""

    resource = "KPI"
    # Whoever recorded it, whoever returned it and whose figure it is read it; only the first may write it.
    reach = Reach(
        own=("organisation", "returned_by", "accountable"),
        contracted=("accountable",),
        dated="ends_on",
        write=MINE,
    )
    # What was said is changed by a correction alone: with a reason, as the next version, and after the former one is kept.
    stands_when = (
        "(new.numerator, new.denominator, new.value, new.state, new.qualifiers) is distinct from"
        " (old.numerator, old.denominator, old.value, old.state, old.qualifiers)"
        " and (new.version is distinct from old.version + 1 or not exists (select 1 from collect_formerfigure f"
        " where f.observation_id = old.id and f.version = old.version))"
    )
    # Figures come by the thousand, so what they lead to is looked up once a statement and not nine times a row. The batch
    # stands for whose they are and who recorded them.
    checked_together = ("series", "indicator", "about", "accountable", "returned_by")
    tied_together = (Tie("batch", organisation="organisation", recorded_by="recorded_by"),)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    series = _key(Series)
    indicator = _key(Indicator)
    about = _key("core.Organisation", db_index=True)
    # The organisation itself, or for an area the commissioner whose area it is: figures of an area are the commissioner's.
    accountable = _key("core.Organisation")
    returned_by = _key("core.Organisation")
    organisation = _key("core.Organisation")
    starts_on = models.DateField()
    ends_on = models.DateField()
    batch = _key(Batch)
    recorded_by = _key("core.User")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="observation_stands_once",
                fields=["series", "about", "starts_on", "ends_on", "organisation"],
            ),
            models.CheckConstraint(
                name="observation_period_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="observation_has_numbers_only_where_it_has_a_value",
                condition=Q(state="value") & (Q(value__isnull=False) | Q(numerator__isnull=False))
                | ~Q(state="value") & Q(value=None, numerator=None, denominator=None),
            ),
            models.CheckConstraint(
                name="observation_total_names_its_source", condition=~Q(provenance="total", source="")
            ),
        ]
        indexes = [
            models.Index(fields=["accountable", "series", "ends_on"], name="observation_by_accountable"),
            models.Index(fields=["organisation", "ends_on"], name="observation_by_owner"),
        ]

    class PersonalData:
        """Counts of organisations, never of one person; who recorded them is staff."""

        fields = {"recorded_by": "personal", "source": "may contain", "reason": "may contain"}


class FormerFigure(Told):
    """What a figure was known as before it was corrected; nothing is lost."""

    reach = Reach(
        parent="observation",
        append_only=True,
        insert="exists (select 1 from collect_observation o where o.id = row.observation_id"
        " and o.organisation_id in (select app_mine()))",
    )
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="former_figure_stands_once", fields=["observation", "version"])
        ]

    class PersonalData:
        """As on the figure."""

        fields = {"recorded_by": "personal", "source": "may contain", "reason": "may contain"}


class Total(Reachable):
    """The sum of the claimed figures of one series over a commissioner's areas in one period, kept as they are kept."""

    resource = "KPI"
    reach = Reach(
        own=("organisation", "accountable"), contracted=("accountable",), dated="ends_on", write=MINE
    )
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    accountable = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    rows_count = models.PositiveIntegerField()
    unknown_count = models.PositiveIntegerField()  # rows that cannot be added: not collected, suppressed …
    numerator = models.DecimalField(null=True, max_digits=20, decimal_places=6)
    denominator = models.DecimalField(null=True, max_digits=20, decimal_places=6)
    value = models.DecimalField(null=True, max_digits=20, decimal_places=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="total_stands_once",
                fields=["series", "organisation", "accountable", "starts_on", "ends_on"],
            )
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}
