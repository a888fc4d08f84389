"""Requests for information about a person and what was decided: the information-sharing log."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach


class Disclosure(Reachable):
    """One request to share what is known of a person, the decision on it and what followed; under a label, never a name."""

    class Asker(models.TextChoices):
        """What sort of body asks."""

        PARTNER = "PARTNER", "A safeguarding partner or relevant agency"
        POLICE = "POLICE", "The police"
        COURT = "COURT", "A court or a coroner"
        SAB = "SAB", "A safeguarding adults board (Care Act 2014, section 45)"
        REVIEW = "REVIEW", "A statutory review"
        SUBJECT = "SUBJECT", "The person themselves, or somebody for them"
        OTHER = "OTHER", "Somebody else"

    class Basis(models.TextChoices):
        """The basis in law (UK GDPR, Articles 6 and 9; Data Protection Act 2018, Schedule 1, paragraph 18)."""

        LEGAL = "LEGAL", "Legal obligation"
        TASK = "TASK", "Public task: safeguarding of children and of individuals at risk"
        VITAL = "VITAL", "Vital interests"
        CONSENT = "CONSENT", "The person agreed"
        NONE = "NONE", "No basis was found"

    class Verdict(models.TextChoices):
        """What was decided (Children Act 2004, section 16LA, where the request is about a child)."""

        PENDING = "PENDING", "Not decided yet"
        SHARED = "SHARED", "Shared as asked"
        PART = "PART", "Shared in part"
        DETRIMENT = "DETRIMENT", "Not shared: sharing would do the person more harm"
        IRRELEVANT = "IRRELEVANT", "Not shared: not relevant to the purpose"
        REFUSED = "REFUSED", "Not shared: no basis in law"

    # Consent is not the basis of sharing to safeguard (Information sharing advice, DfE, May 2024): it is kept as one of five.
    reach = Reach(own=("organisation",), listed=True, deletable=True)
    resource = "SHR"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=60)  # a local reference for the person
    asker = models.CharField(max_length=8, choices=Asker)
    asked_by = models.CharField(max_length=200)  # role and organisation of whoever asks
    asked_on = models.DateField()
    purpose = models.CharField(max_length=500)
    wanted = models.TextField()
    basis = models.CharField(max_length=8, choices=Basis, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.PENDING)
    rationale = models.TextField(blank=True)  # why sharing, or not sharing, is necessary and proportionate
    shared = models.TextField(blank=True)  # what was shared
    told = models.CharField(max_length=500, blank=True)  # who was given it, by role and organisation
    is_person_told = models.BooleanField(null=True)  # Caldicott principle 8: no surprises
    why_not_told = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="disclosure_decision_is_whole",
                condition=Q(verdict="PENDING", decided_at=None, decided_by=None)
                | (~Q(verdict="PENDING") & Q(decided_at__isnull=False) & ~Q(rationale="") & ~Q(basis="")),
            ),
            models.CheckConstraint(
                name="disclosure_says_what_was_shared_with_whom",
                condition=~Q(verdict__in=("SHARED", "PART")) | (~Q(shared="") & ~Q(told="")),
            ),
            models.CheckConstraint(
                name="disclosure_ends_decided", condition=Q(ended_on=None) | ~Q(verdict="PENDING")
            ),
            models.CheckConstraint(
                name="disclosure_ends_after_it_was_asked",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("asked_on")),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-asked_on"], name="disclosure_of")]

    class PersonalData:
        """About a person under a local reference; its words are checked, and still may say who it is."""

        fields = {
            "about": "may contain",
            "asked_by": "may contain",
            "purpose": "may contain",
            "wanted": "may contain",
            "rationale": "may contain",
            "shared": "may contain",
            "told": "may contain",
            "why_not_told": "may contain",
            "outcome": "may contain",
            "decided_by": "personal",
        }

    def __str__(self) -> str:
        return self.about
