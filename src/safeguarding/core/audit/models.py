"""Who did what: one record per operation, chained for each organisation; and the net of row history beneath it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from safeguarding.core.access.rowsecurity import Reach

# What counts as a reading, wherever readings are listed.
READINGS = ("record.read", "list.read", "glass.broken")
# Somebody was shown unusually many records within an hour, and then no more for a while.
STOPPED = "reading.stopped"
# Many people opened one record whose work it is not.
LOOKED_AT_BY_MANY = "restricted.looked-at-by-many"
PROBED = "addresses.probed"
SPRAYED = "sign-ins.sprayed"
TAKEN = "lists.taken"
# What is noticed by itself, in the words of the page of who did what.
ALARMS = {
    STOPPED: "Was shown an unusual number of records, and stopped",
    LOOKED_AT_BY_MANY: "One record was opened by many whose work it is not",
    PROBED: "Tried addresses of records that are not there, and was signed out",
    SPRAYED: "One place tried passwords on many accounts",
    TAKEN: "Took an unusual number of lists away as files",
    "security.incident": "Unusually many records were opened in an emergency",
}


class AuditRecord(models.Model):
    """
    One thing done by one person acting for one organisation, in that organisation's chain.

    `body` is the canonical JSON text that was hashed, without what was written (`AuditContent`); the columns beside it repeat parts of it so that it can be searched.
    The sequence, moment and hashes are given by the database.
    """

    # The owner of a restricted record learns who of another organisation read it; of nothing else that others do.
    reach = Reach(
        own=("organisation",),
        also="row.what in ('record.read', 'list.read', 'glass.broken') and app_organisation() = any(row.concerns)",
        insert="row.organisation_id in (select app_mine())",
        append_only=True,
    )
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    sequence = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    what = models.CharField(max_length=80)
    by = models.CharField(max_length=254)
    about = models.CharField(max_length=120, blank=True)
    concerns = ArrayField(models.BigIntegerField(), default=list)  # organisations; indexed, not chained
    touched = ArrayField(models.UUIDField(), default=list, null=True)  # the records that it is about
    body = models.TextField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="audit_sequence_once", fields=["organisation", "sequence"])
        ]
        indexes = [
            models.Index(fields=["about"], name="audit_about"),
            models.Index(fields=["by", "-recorded_at"], name="audit_by"),
            GinIndex(fields=["concerns"], name="audit_concerns"),
            models.Index(fields=["organisation", "-recorded_at", "-id"], name="audit_latest"),
        ]

    class PersonalData:
        """Who did it; never what a record says about a person."""

        fields = {"by": "personal", "body": "may contain"}


class AuditTouch(models.Model):
    """
    One record that an entry of the audit is about: how everything that touched a record is found at once.

    A table of its own, because row security lets no index on an array be used. Written by a trigger from `touched`.
    """

    reach = Reach(parent="entry", append_only=True)
    entry = models.ForeignKey(AuditRecord, on_delete=models.PROTECT, related_name="touches")
    record = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["record"], name="audit_touch_of")]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class AuditContent(models.Model):
    """
    What somebody wrote or judged in what the audit records, such as why they corrected it.

    Apart from the entry, because whoever reads who did what reads no content of a record, and because the chain stands for
    ever and this goes with the record. The entry's body holds the digest of it.
    """

    reach = Reach(
        parent="entry",
        append_only=True,
        forgets=("content",),
        tells_of="select record::text from core_audittouch where entry_id = old.entry_id",
    )
    entry = models.OneToOneField(AuditRecord, on_delete=models.PROTECT, related_name="content")
    content = models.TextField(null=True)

    class PersonalData:
        """As in the record that it is about."""

        fields = {"content": "may contain"}


class AuditHead(models.Model):
    """Where each organisation's chain stands, so that a cut tail shows."""

    reach = Reach(own=("organisation",))
    organisation = models.OneToOneField(
        "core.Organisation", on_delete=models.PROTECT, related_name="+", primary_key=True
    )
    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64, blank=True)

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class RowHistory(models.Model):
    """What a row that decides something held before and after a change; written by a trigger, whoever changed it."""

    # Of one's own organisation and of those that it succeeded, whose records it may have to dispose of.
    reach = Reach(
        also="row.organisation_id in (select app_mine())",
        insert="true",
        append_only=True,
        forgets=("before", "after"),
        tells_of="select coalesce(old.after, old.before) ->> 'public_id'",
    )
    organisation = models.ForeignKey(
        "core.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    relation = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    verb = models.CharField(max_length=6)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    user_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()
    transaction = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["relation", "row_id"], name="row_history_of")]

    class PersonalData:
        """As in the tables that are kept."""

        fields = {"before": "may contain", "after": "may contain"}


def name_of(about: models.Model | None) -> str:
    """Return the name by which the audit knows a record, such as "collect.SelfAssessment:3f2a…"."""
    if about is None:
        return ""
    return f"{about._meta.label}:{getattr(about, 'public_id', about.pk)}"
