"""
What the product knows of a restricted record beside the record itself: its level and flags, its list, who is kept out.

The record's own table holds its words. These rows hold none, so that a list can be looked after by somebody who may not
read the record.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie


class RestrictedRecord(models.Model):
    """One record of level L3 or L4 under a reference that says nothing: its level, its flags and how long it is kept."""

    # A commissioner finds the reference, so that break-glass has something to be asked for; never a word of the record.
    reach = Reach(
        own=("organisation",),
        also="exists (select 1 from core_contractparty c where c.provider_id = row.organisation_id"
        " and c.organisation_id in (select app_mine())) or row.record in (select n.record from core_namedperson n where n.user_id = app_user())"
        " or row.organisation_id in (select s.organisation_id from core_share s"
        " where s.shared_with_id = app_organisation())",
        insert="row.organisation_id in (select app_mine())",
    )
    keeps_history = True
    record = models.UUIDField(unique=True)  # the public_id of the record
    kind = models.CharField(max_length=60)  # its model, such as "act.disclosure"
    resource = models.CharField(max_length=4)  # a column of the access matrix
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    has_safe_address = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    retention = models.CharField(max_length=40)  # a key of `retention.CLASSES`
    counts_from = models.DateField(
        null=True
    )  # the day from which it is kept for its class's years: when it ended
    # Years, no days: enough for the rule on children's records, and they say nobody's birthday (`retention`).
    born_in = models.PositiveSmallIntegerField(null=True)
    died_in = models.PositiveSmallIntegerField(null=True)
    review_on = models.DateField(null=True)
    held_for = models.CharField(max_length=200, blank=True)  # why a legal hold stands
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="restricted_reference_once", fields=["organisation", "reference"]),
            models.CheckConstraint(name="restricted_is_l3_or_l4", condition=Q(level__in=(3, 4))),
            models.CheckConstraint(
                name="restricted_hold_has_its_reason",
                condition=Q(held_at=None, held_by=None, held_for="")
                | (Q(held_at__isnull=False, held_by__isnull=False) & ~Q(held_for="")),
            ),
        ]

    class PersonalData:
        """Staff who opened it or put a hold on it; the reason of a hold is checked."""

        fields = {
            "opened_by": "personal",
            "held_by": "personal",
            "held_for": "may contain",
            "born_in": "may contain",
            "died_in": "may contain",
        }

    def __str__(self) -> str:
        return self.reference

    @property
    def public_id(self):
        """Return the id by which the audit knows it: that of the record."""
        return self.record


class NamedPerson(models.Model):
    """Somebody on the list of one record, from a moment, often until a moment. No role gives what this gives."""

    reach = Reach(
        own=("organisation",),
        also="row.user_id = app_user()",
        insert="row.organisation_id in (select app_mine())",
    )
    keeps_history = True
    record = models.UUIDField()
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    named_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="named_until_after_since", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="named_and_agreed_by_two",
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("named_by")),
            ),
        ]
        indexes = [models.Index(fields=["user", "record"], name="named_person_of")]

    class PersonalData:
        """Which member of staff may see which record."""

        fields = {"user": "personal", "named_by": "personal", "agreed_by": "personal", "why": "may contain"}


class Exclusion(models.Model):
    """Somebody kept from one record whatever else would open it: its subject, a relative, somebody accused."""

    reach = Reach(
        own=("organisation",),
        also="row.user_id = app_user()",
        insert="row.organisation_id in (select app_mine())",
    )
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    record = models.UUIDField()
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    excluded_at = models.DateTimeField()
    excluded_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="excluded_once", fields=["record", "user"], condition=Q(ended_at=None)
            )
        ]

    class PersonalData:
        """Which member of staff is kept from which record; never why, for that would say who somebody is."""

        fields = {"user": "personal", "excluded_by": "personal", "ended_by": "personal"}


class Proposal(models.Model):
    """A change to a restricted record that takes a second person: asked for by one, agreed or refused by another."""

    class Kind(models.TextChoices):
        """What is asked for."""

        NAME = "NAME", "Put a person on the list"
        UNNAME = "UNNAME", "Take a person off the list"
        LOWER = "LOWER", "Lower the level"
        READMIT = "READMIT", "End an exclusion"
        LIFT = "LIFT", "Lift the legal hold"
        CLEAR = "CLEAR", "Clear the safe-address flag"
        EMERGENCY = "EMERGENCY", "Open in an emergency, for 4 hours"
        DISPOSE = "DISPOSE", "Dispose of it for good"

    reach = Reach(own=("organisation",))
    ties = (Tie("restricted", organisation="organisation"),)
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    restricted = models.ForeignKey(RestrictedRecord, on_delete=models.PROTECT, related_name="proposals")
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    person = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    is_agreed = models.BooleanField(null=True)
    is_done = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_is_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="proposal_is_done_when_agreed", condition=Q(is_done=False) | Q(is_agreed=True)
            ),
        ]

    class PersonalData:
        """Staff who ask, decide and are named; the reason is checked."""

        fields = {
            "person": "personal",
            "asked_by": "personal",
            "decided_by": "personal",
            "reason": "may contain",
        }


class Disposal(models.Model):
    """What is left of a record whose time has passed: that it was, of which class, and who disposed of it, when and why."""

    reach = Reach(
        parent="restricted",
        append_only=True,
        insert="row.organisation_id in (select app_mine()) and row.restricted_id in (select p.restricted_id"
        " from core_proposal p where p.kind = 'DISPOSE' and p.is_agreed and not p.is_done)",
    )
    ties = (Tie("restricted", organisation="organisation"),)
    restricted = models.OneToOneField(RestrictedRecord, on_delete=models.PROTECT, related_name="disposal")
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    retention = models.CharField(max_length=40)  # the class, as it was that day
    was_due_on = models.DateField()
    reason = models.CharField(max_length=200)
    asked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    disposed_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    disposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="disposal_is_disposed_by_another", condition=~Q(disposed_by=F("asked_by"))
            ),
        ]

    class PersonalData:
        """Staff who asked and agreed; the reason is checked."""

        fields = {"asked_by": "personal", "disposed_by": "personal", "reason": "may contain"}
