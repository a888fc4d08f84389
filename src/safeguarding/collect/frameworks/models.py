"""The library of frameworks. A version is written once and never changed: an answer points to the question it was given."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie

# Words of the deployment: everybody reads them, nobody changes them; another wording is another version.
LIBRARY = Reach(open_to_all=True, append_only=True)


class FrameworkVersion(Reachable):
    """One version of a framework, such as Section 11 version 1, as it was read from its file."""

    reach = LIBRARY
    resource = "FWK"
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    urn = models.CharField(max_length=100)  # "saf/provider"
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    source = models.TextField()  # the Act, guidance or contract on which it rests
    scale = models.JSONField()  # [{key, label, descriptor, standing, points, rag}], best first
    applies_to = models.JSONField()  # keys of kinds of organisation; kinds beneath them count
    may_not_apply = models.BooleanField(default=True)
    not_applicable_rule = models.TextField(blank=True)
    used_from = models.DateField()
    used_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="framework_version_stands_once", fields=["urn", "version"]),
            models.CheckConstraint(
                name="framework_is_used_to_after_from",
                condition=Q(used_to=None) | Q(used_to__gte=F("used_from")),
            ),
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.title


class Standard(Reachable):
    """One standard of a framework version, such as A, Leadership."""

    reach = LIBRARY
    resource = "FWK"
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="standards")
    key = models.SlugField(max_length=20)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="standard_key_stands_once", fields=["framework", "key"]),
            models.UniqueConstraint(name="standard_number_stands_once", fields=["framework", "number"]),
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.title


class Question(Reachable):
    """One question of a standard, with what helps to answer it."""

    reach = LIBRARY
    resource = "FWK"
    ties = (Tie("standard", framework="framework"),)
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="questions")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="questions")
    key = models.CharField(max_length=20)  # "A1"
    number = models.PositiveIntegerField()  # its place in the whole framework
    text = models.TextField()
    guidance = models.TextField(blank=True)
    evidence = models.JSONField(default=list)  # what typically shows it
    is_essential = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="question_key_stands_once", fields=["framework", "key"]),
            models.UniqueConstraint(name="question_number_stands_once", fields=["framework", "number"]),
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.key} {self.text}"
