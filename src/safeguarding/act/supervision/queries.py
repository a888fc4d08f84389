"""Reads of events held and supervision offered."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeguarding.act.supervision.models import Event, EventFeedback, SupervisionOffer
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import when
from safeguarding.kit.periods import Period
from safeguarding.kit.quantities import number_text

READ = Permission("ACT", "r")
NOT_STATED = "not stated"


@dataclass(frozen=True)
class HeldEvent:
    """One event as rooms above see it."""

    public_id: UUID
    kind: str
    kind_words: str
    title: str
    series: str
    topics: tuple[str, ...]
    audience: tuple[str, ...]
    mode: str
    is_all_day: bool
    held: str
    times: int
    attended: int | None
    attendance: str
    host: str
    partners: tuple[str, ...]
    led_to: str
    feedback: tuple[str, ...]

    @property
    def attendance_is_stated(self) -> bool:
        """Tell whether the number of people who came is known."""
        return self.attended is not None


@dataclass(frozen=True)
class OfferLine:
    """Supervision offered to a group of staff, as rooms above see it."""

    group: str
    formality: str
    modes: tuple[str, ...]
    period: str


def events(actor: Actor, permission: Permission = READ) -> QuerySet[Event]:
    """Return the events that this actor may see, the latest first."""
    found = Event.rows(actor, permission).select_related("host", "organisation")
    return found.order_by("-held", "title", "id")


def get_event(actor: Actor, public_id: UUID, permission: Permission = READ) -> Event:
    """Return one event, or 404 so that nobody learns that it exists."""
    try:
        return events(actor, permission).get(public_id=public_id)
    except Event.DoesNotExist:
        raise Http404 from None


def feedback(event: Event) -> list[EventFeedback]:
    """Return what was said of an event, in the order in which it was kept."""
    return list(event.feedback.order_by("id"))


def attendance(event: Event) -> str:
    """Say how many came: a number, or plainly that it is not stated and how the source puts it."""
    if event.attended is not None:
        return number_text(event.attended)
    return f"{NOT_STATED} ({event.attendance_words})" if event.attendance_words else NOT_STATED


def events_in(
    actor: Actor, within: Period, of: Organisation | None = None, **wanted: object
) -> list[HeldEvent]:
    """Return the events held in a period, earliest first, in two queries."""
    found = events(actor).filter(held__overlap=within, **wanted)
    if of:
        found = found.filter(organisation=of)
    return [
        line(event) for event in found.prefetch_related("feedback").order_by("held", "kind", "title", "id")
    ]


def line(event: Event) -> HeldEvent:
    """Return an event as rooms above see it."""
    return HeldEvent(
        public_id=event.public_id,
        kind=event.kind,
        kind_words=event.get_kind_display(),
        title=event.title,
        series=event.series,
        topics=tuple(event.topics),
        audience=tuple(event.audience),
        mode=event.get_mode_display(),
        is_all_day=event.is_all_day,
        held=when.words(event.held),
        times=event.times,
        attended=event.attended,
        attendance=attendance(event),
        host=event.host.name if event.host else "",
        partners=tuple(event.partners),
        led_to=event.led_to,
        feedback=tuple(f.text for f in sorted(event.feedback.all(), key=lambda f: f.pk)),
    )


def offers(actor: Actor, permission: Permission = READ) -> QuerySet[SupervisionOffer]:
    """Return the supervision offered that this actor may see, the latest first."""
    return SupervisionOffer.rows(actor, permission).order_by("-period", "group", "id")


def supervision_in(actor: Actor, within: Period, of: Organisation | None = None) -> list[OfferLine]:
    """Return the supervision offered in a period, by group of staff."""
    found = offers(actor).filter(period__overlap=within)
    if of:
        found = found.filter(organisation=of)
    return [offer_line(offer) for offer in found.order_by("group", "id")]


def offer_line(offer: SupervisionOffer) -> OfferLine:
    """Return an offer of supervision as rooms above see it."""
    kinds = [("formal", offer.is_formal), ("informal", offer.is_informal)]
    modes = dict(SupervisionOffer.Mode.choices)
    return OfferLine(
        group=offer.group,
        formality=" and ".join(word for word, given in kinds if given),
        modes=tuple(modes[mode] for mode in offer.modes),
        period=when.words(offer.period),
    )
