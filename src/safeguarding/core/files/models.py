"""Files as they were sent, their versions, and whom the owner let read them."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from safeguarding.core.access.rowsecurity import Reach

MINE = "row.organisation_id in (select app_mine())"
# Released files reach whom they are about and the owner's commissioners, past ones too: the kind's own rule narrows it.
RELEASED = (
    "exists (select 1 from core_filerelease release where release.file_id = row.id)"
    " and (row.about_id in (select app_mine()) or exists (select 1 from core_contractparty c"
    " where c.provider_id = row.organisation_id and c.organisation_id in (select app_mine())))"
)

OF_MY_FILE = (
    "exists (select 1 from core_storedfile f where f.id = row.file_id"
    " and f.organisation_id in (select app_mine()))"
)


class StoredFile(models.Model):
    """One version of a file that somebody sent, such as a safeguarding policy in PDF. It never changes."""

    reach = Reach(own=("organisation",), also=RELEASED, insert=MINE, append_only=True)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("core.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)  # as registered in `kinds`
    series = models.UUIDField(default=uuid4)  # the same for every version of a file
    number = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=150)
    type = models.CharField(max_length=10)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=40)  # the random name on our disk
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="file_version_stands_once", fields=["series", "number"]),
            models.CheckConstraint(name="file_is_not_empty", condition=Q(size__gt=0)),
        ]
        indexes = [models.Index(fields=["organisation", "sha256"], name="file_by_content")]

    class PersonalData:
        """Who sent it; what it holds is for its sender to answer for."""

        fields = {"stored_by": "personal", "name": "may contain"}

    def __str__(self) -> str:
        return self.name

    @property
    def scan(self) -> str:
        """Return what the scanner said last; nothing where none is set up."""
        newest = max(self.scans.all(), key=lambda scan: scan.pk, default=None)
        return newest.state if newest else ""

    @property
    def scan_words(self) -> str:
        """Return the same in words."""
        return str(FileScan.State(self.scan).label) if self.scan else "Not scanned"


class FileScan(models.Model):
    """What the virus scanner said of a file; the newest row counts. Without a scanner there is none."""

    class State(models.TextChoices):
        PENDING = "PENDING", "Waiting for the virus scan"
        CLEAN = "CLEAN", "No virus found"
        INFECTED = "INFECTED", "Virus found"

    reach = Reach(open_to_all=True, append_only=True, insert=OF_MY_FILE)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="scans")
    state = models.CharField(max_length=8, choices=State)
    recorded_at = models.DateTimeField(db_default=Now())

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class FileRelease(models.Model):
    """From when a file may be read by whom it is about and by those who commission its owner."""

    reach = Reach(open_to_all=True, append_only=True, insert=OF_MY_FILE)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="release")
    released_at = models.DateTimeField()
    released_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class PersonalData:
        """Who released it."""

        fields = {"released_by": "personal"}


__all__ = ["FileRelease", "FileScan", "StoredFile"]
