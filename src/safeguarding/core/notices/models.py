"""Notices, who has seen them, how each person wants e-mail, and the e-mails themselves."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from safeguarding.core.access.rowsecurity import Reach


class Notice(models.Model):
    """Says to one person, or to those who hold certain roles at an organisation, that something waits for them."""

    # The teller, of another organisation perhaps, sees what they told; only they may add it.
    reach = Reach(
        own=("organisation",),
        also="row.told_by_id = app_user()",
        insert="row.told_by_id = app_user()",
        about="record",
        append_only=True,
    )
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    roles = ArrayField(models.CharField(max_length=10), default=list)
    kind = models.CharField(max_length=60)  # its words are in content/notices.yaml
    url = models.CharField(max_length=300)  # a page of ours
    record = models.UUIDField(null=True)  # the restricted record that it tells of, if it tells of one
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_is_to_a_person_or_to_roles",
                condition=Q(person__isnull=False, roles=[]) | (Q(person=None) & ~Q(roles=[])),
            ),
            models.CheckConstraint(
                name="notice_leads_to_a_page_of_ours",
                condition=Q(url__startswith="/") & ~Q(url__startswith="//"),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-told_at"], name="notice_of_organisation")]

    class PersonalData:
        """Who is told by whom."""

        fields = {"person": "personal", "told_by": "personal"}


class NoticeRead(models.Model):
    """A notice that a person has opened or put away."""

    # The organisation's own, because its worker leaves what was read out of the day's e-mail; not the teller's.
    reach = Reach(
        also="row.person_id = app_user() or exists (select 1 from core_notice n where n.id = row.notice_id"
        " and n.organisation_id in (select app_mine()))",
        insert="row.person_id = app_user()",
        append_only=True,
    )
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="notice_is_read_once", fields=["notice", "person"])]

    class PersonalData:
        """Who has read it."""

        fields = {"person": "personal"}


class NoticeChoice(models.Model):
    """How a person wants to hear by e-mail that something waits; without a row, once a day."""

    class Email(models.TextChoices):
        EACH = "EACH", "An email for each notice"
        DAILY = "DAILY", "One email a day, if anything waits"
        NONE = "NONE", "No emails"

    reach = Reach(open_to_all=True, write="row.person_id = app_user()")
    person = models.OneToOneField("core.User", on_delete=models.PROTECT, related_name="+", primary_key=True)
    email = models.CharField(max_length=5, choices=Email, default=Email.DAILY)

    class PersonalData:
        """How a member of staff wants to be told."""

        fields = {"person": "personal"}


class OutgoingEmail(models.Model):
    """An e-mail to one person that waits to be sent, or was; it holds no more than that something waits."""

    reach = Reach(own=("organisation",))
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=150)
    text = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class PersonalData:
        """Who was written to."""

        fields = {"person": "personal"}


__all__ = ["Notice", "NoticeChoice", "NoticeRead", "OutgoingEmail"]
