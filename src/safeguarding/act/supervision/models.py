"""Events that were held and supervision that was offered: for whom, about what, how many came."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.kit.when import KnownDays


class Event(Reachable):
    """One event or one series of events, such as the protected learning time for primary care."""

    class Kind(models.TextChoices):
        """What sort of event it was."""

        TRAINING = "TRAINING", "Training"
        PLT = "PLT", "Protected learning time"
        FORUM = "FORUM", "Forum"
        WORKSHOP = "WORKSHOP", "Workshop"
        CHAMPIONS = "CHAMPIONS", "Champions event"
        SUMMIT = "SUMMIT", "Summit"
        CAMPAIGN = "CAMPAIGN", "Awareness campaign"

    class Mode(models.TextChoices):
        """How people took part."""

        IN_PERSON = "IN_PERSON", "In person"
        VIRTUAL = "VIRTUAL", "Virtual"
        MIXED = "MIXED", "In person and virtual"
        NOT_STATED = "NOT_STATED", "Not stated"

    reach = Reach(own=("organisation",))
    resource = "ACT"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    series = models.CharField(max_length=120, blank=True)  # the name under which it comes back
    topics = models.JSONField(default=list)
    audience = models.JSONField(default=list)  # groups of staff or kinds of provider, never people
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.NOT_STATED)
    is_all_day = models.BooleanField(default=False)
    held = KnownDays(null=False)
    times = models.PositiveSmallIntegerField(default=1)  # how often it was held in those days
    attended = models.PositiveIntegerField(null=True)  # nothing is "not stated", never none
    attendance_words = models.CharField(max_length=120, blank=True)  # how its source puts it without a number
    host = models.ForeignKey("core.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    partners = models.JSONField(default=list)
    led_to = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="event_was_held_at_least_once", condition=Q(times__gte=1)),
            models.CheckConstraint(
                name="event_attendance_is_a_number_or_words",
                condition=Q(attended=None) | Q(attendance_words=""),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "kind"], name="event_of")]

    class PersonalData:
        """An event; nobody who came is named."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.title


class EventFeedback(Reachable):
    """What somebody who came said of an event, in their words and without who it was."""

    reach = Reach(parent="event")
    resource = "ACT"
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback")
    text = models.CharField(max_length=500)
    said_by = models.CharField(max_length=80, blank=True)  # a role, such as "a practice nurse"

    class PersonalData:
        """A quotation without a person; its words are checked."""

        fields = {"text": "may contain", "said_by": "may contain"}


class SupervisionOffer(Reachable):
    """Safeguarding supervision as it was offered to a group of staff; never who had it or what was said."""

    class Mode(models.TextChoices):
        """How it was given."""

        FACE_TO_FACE = "FACE_TO_FACE", "Face to face"
        TEAMS = "TEAMS", "MS Teams"
        TELEPHONE = "TELEPHONE", "Telephone"

    reach = Reach(own=("organisation",))
    resource = "ACT"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=120)
    is_formal = models.BooleanField(default=True)
    is_informal = models.BooleanField(default=False)
    modes = models.JSONField(default=list)
    period = KnownDays(null=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="supervision_offer_once", fields=["organisation", "group", "period"]
            ),
            models.CheckConstraint(
                name="supervision_is_formal_or_not", condition=Q(is_formal=True) | Q(is_informal=True)
            ),
        ]

    class PersonalData:
        """None: a group of staff."""

        fields: dict[str, str] = {}
