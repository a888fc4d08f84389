"""Papers, what was written in them, and what was frozen, signed and filed."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import OPEN, Reach
from safeguarding.core.access.ties import Tie
from safeguarding.kit.periods import Period


class Outline(models.Model):
    """One version of the parts and sections of a kind of report, such as the combined annual report; never changed."""

    reach = OPEN
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    urn = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500)
    parts = models.JSONField()  # [{key, title, numbered, sections: [{key, title}]}]
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(name="outline_version_stands_once", fields=["urn", "version"])]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.title

    @property
    def section_keys(self) -> list[str]:
        """Return the keys of its sections in order."""
        return [section["key"] for part in self.parts for section in part["sections"]]

    def title_of(self, key: str) -> str:
        """Return what the outline calls one of its sections, if it gives a title of its own."""
        named = {s["key"]: s.get("title", "") for part in self.parts for s in part["sections"]}
        return named[key]


class Paper(Reachable):
    """One report of one organisation over one period, from its draft to its withdrawal."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "DRAFT", "Draft"
        FROZEN = "FROZEN", "Waiting for sign-off"
        SIGNED = "SIGNED", "Signed off"
        PUBLISHED = "PUBLISHED", "Published"
        WITHDRAWN = "WITHDRAWN", "Withdrawn"

    # A change after the freeze leads back to the draft and voids what was signed.
    MOVES = {
        "DRAFT": {"FROZEN", "WITHDRAWN"},
        "FROZEN": {"DRAFT", "SIGNED", "WITHDRAWN"},
        "SIGNED": {"DRAFT", "PUBLISHED", "WITHDRAWN"},
        "PUBLISHED": {"WITHDRAWN"},
        "WITHDRAWN": set(),
    }

    resource = "RPT"
    reach = Reach(own=("organisation",))
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    outline = models.ForeignKey(Outline, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")  # the author
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paper_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="paper_withdrawn_at_with_by",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    class PersonalData:
        """Which member of staff wrote it."""

        fields = {"started_by": "personal", "withdrawn_by": "personal"}

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        """Return the days that it reports on."""
        return Period(self.starts_on, self.ends_on)

    def may_become(self, state: str) -> bool:
        """Test whether this move is allowed from where the paper stands."""
        return state in self.MOVES[self.state]


class NarrativeVersion(Reachable):
    """What somebody wrote for one section; the highest number is what stands, and nothing is ever overwritten."""

    resource = "RPT"
    reach = Reach(own=("organisation",), append_only=True)
    ties = (Tie("paper", organisation="organisation"),)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="narrative")
    section = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    restored_from = models.PositiveIntegerField(null=True)  # the number of the version that was brought back
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="narrative_version_stands_once", fields=["paper", "section", "number"]
            )
        ]

    class PersonalData:
        """Who wrote; the text may name people by their role, and must not name patients."""

        fields = {"text": "may contain", "written_by": "personal"}


class Claim(Reachable):
    """Something that the narrative says about figures, in a form that can be held against them."""

    class Direction(models.TextChoices):
        """What is said to have happened to the measure."""

        UP = "up", "increased"
        DOWN = "down", "decreased"
        SAME = "no change", "stayed the same"

    resource = "RPT"
    reach = Reach(own=("organisation",), deletable=True)
    keeps_history = True
    ties = (Tie("paper", organisation="organisation"),)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="claims")
    section = models.CharField(max_length=60)
    words = models.CharField(max_length=500)  # the words of the narrative that make it
    measure = models.CharField(max_length=80)  # URN of an indicator
    direction = models.CharField(max_length=9, choices=Direction)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class PersonalData:
        """Who made it."""

        fields = {"made_by": "personal", "words": "may contain"}


class Freeze(Reachable):
    """A paper as it stood at one moment, to the last figure; it is never worked out again."""

    class Files(models.TextChoices):
        """How far the making of the files is."""

        WAITING = "WAITING", "Waiting"
        MAKING = "MAKING", "Being made"
        READY = "READY", "Ready"
        FAILED = "FAILED", "Failed"

    resource = "RPT"
    reach = Reach(own=("organisation",))
    keeps_history = True
    # It is made void, and its files are made; not a word or a figure of it changes.
    stands_when = (
        "(new.document, new.sha256, new.narrative, new.findings, new.verdicts, new.recorded_at) is distinct from"
        " (old.document, old.sha256, old.narrative, old.findings, old.verdicts, old.recorded_at)"
    )
    ties = (Tie("paper", organisation="organisation"),)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="freezes")
    number = models.PositiveIntegerField()
    document = models.TextField()  # the blocks, as kit.documents.exchange writes them
    sha256 = models.CharField(max_length=64)  # of the document
    narrative = models.JSONField()  # section key → number of the version that stands in it
    findings = models.JSONField(default=list)  # what the checks found then: whoever signs reads this
    verdicts = models.JSONField(default=list)  # how each claim fared then
    files = models.CharField(max_length=8, choices=Files, default=Files.WAITING)
    recorded_at = models.DateTimeField()  # the moment as known on which every register was read
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    voided_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="freeze_number_stands_once", fields=["paper", "number"]),
            models.UniqueConstraint(
                name="paper_has_one_freeze_that_counts", fields=["paper"], condition=Q(voided_at=None)
            ),
            models.CheckConstraint(
                name="freeze_voided_at_with_by",
                condition=Q(voided_at=None, voided_by=None)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
            ),
        ]

    class PersonalData:
        """Who froze it; the text may name people by their role."""

        fields = {
            "document": "may contain",
            "findings": "may contain",
            "verdicts": "may contain",
            "frozen_by": "personal",
            "voided_by": "personal",
        }


class FrozenFigure(Reachable):
    """One figure of a freeze with what it rests on, so that anybody can follow it down to its rows."""

    resource = "RPT"
    reach = Reach(own=("organisation",), append_only=True)
    ties = (Tie("freeze", organisation="organisation"),)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=200)
    value = models.CharField(max_length=60, blank=True)  # exact, as text; empty where the state says why
    text = models.CharField(max_length=60)
    state = models.CharField(max_length=20)
    unit = models.CharField(max_length=120, blank=True)
    query = models.CharField(max_length=120)
    arguments = models.JSONField()
    dated = models.CharField(max_length=60, blank=True)  # the day or days that it is as at, in words
    as_known_on = models.CharField(max_length=60, blank=True)
    row_keys = models.JSONField()
    row_count = models.PositiveIntegerField()
    row_hash = models.CharField(max_length=64, blank=True)
    label = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="frozen_figure_stands_once", fields=["freeze", "key"])]

    class PersonalData:
        """None: counts of an organisation, for readers of its papers only."""

        fields: dict[str, str] = {}


class PaperFile(Reachable):
    """A file made from a freeze, kept under a random name with the hash of its content."""

    class Stage(models.TextChoices):
        """Before sign-off it says that it waits; after, by whom it was signed."""

        FROZEN = "FROZEN", "For sign-off"
        SIGNED = "SIGNED", "Signed off"

    resource = "RPT"
    reach = Reach(own=("organisation",), append_only=True)
    ties = (Tie("freeze", organisation="organisation"),)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="papers")
    stage = models.CharField(max_length=6, choices=Stage)
    kind = models.CharField(max_length=4)  # html, docx, pdf
    name = models.CharField(max_length=200)  # what it is called on the reader's machine
    stored_as = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="paper_file_stands_once", fields=["freeze", "stage", "kind"])
        ]

    class PersonalData:
        """Who had it made."""

        fields = {"made_by": "personal"}


class SignOff(Reachable):
    """A second person's word that a freeze is right; or, in a single-handed team, the reason why there was none."""

    resource = "RPT"
    reach = Reach(own=("organisation",), append_only=True)
    ties = (Tie("freeze", organisation="organisation"),)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    freeze = models.OneToOneField(Freeze, on_delete=models.PROTECT, related_name="sign_off")
    capacity = models.CharField(max_length=200)  # the post in which it was signed, such as chief nurse
    alone_because = models.CharField(max_length=500, blank=True)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class PersonalData:
        """Who signed."""

        fields = {"signed_by": "personal", "alone_because": "may contain"}
