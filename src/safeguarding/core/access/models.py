"""Roles held by a person for an organisation, shares, and the marks that make a twice-clicked form harmless."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.organisations.models import during


class RoleHolding(models.Model):
    """A role that a person holds for one organisation, from a day to a day."""

    # Read at sign-in before any organisation is chosen, hence open by user as well as by organisation.
    # A deputy reads the roles of the colleague for whom they stand in, on those days.
    reach = Reach(
        own=("organisation",),
        also="row.user_id = app_user() or row.given_by_id = app_user() or (row.user_id, row.organisation_id) in"
        " (select d.person_id, d.organisation_id from core_deputy d where d.deputy_id = app_user()"
        " and d.ended_at is null and d.starts_on <= app_today() and d.ends_on >= app_today())",
        write="row.organisation_id in (select app_mine()) or row.user_id = app_user()"
        " or row.given_by_id = app_user()",
    )
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=3)  # R01 … R33 of the access matrix
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    given_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)  # why it was given
    ended_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="role_is_held_once_a_day",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (during(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="role_is_never_given_to_oneself", condition=~Q(user=F("given_by"))),
        ]

    class PersonalData:
        """Which member of staff holds which role; why is about their work."""

        fields = {
            "user": "personal",
            "given_by": "personal",
            "reason": "may contain",
            "ended_by": "personal",
            "end_reason": "may contain",
        }


class Share(models.Model):
    """Something one organisation lets another see for a time; expiry is part of the rule, not of a nightly job."""

    reach = Reach(own=("organisation", "shared_with"), write="row.organisation_id in (select app_mine())")
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    shared_with = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    resource = models.CharField(max_length=4)  # a column of the access matrix
    reason = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()
    given_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)  # earlier than by its last day
    ended_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="share_ended_at_with_by",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="share_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="share_is_between_two", condition=~Q(organisation=F("shared_with"))),
        ]

    class PersonalData:
        """Staff who gave and ended it; the reason is about work."""

        fields = {"given_by": "personal", "ended_by": "personal", "reason": "may contain"}


class SentForm(models.Model):
    """A form that was sent once; sent again, it answers as the first time and changes nothing."""

    reach = Reach(also="row.user_id = app_user()", deletable=True)
    key = models.UUIDField()
    user = models.ForeignKey("core.User", on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    answer = models.CharField(max_length=500, blank=True)  # where the first answer led
    # What was typed and where, as a keyed digest that says nothing of it; empty where nothing was written.
    digest = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="form_is_sent_once", fields=["user", "key"])]
        indexes = [models.Index(fields=["user", "digest"], name="form_sent_lately", condition=~Q(digest=""))]

    class PersonalData:
        """Who sent a form."""

        fields = {"user": "personal"}


__all__ = ["RoleHolding", "SentForm", "Share"]
