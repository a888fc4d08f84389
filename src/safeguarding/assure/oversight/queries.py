"""Reads about closer oversight of providers: rows, counts by kind of provider, and one provider's timeline."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeguarding.assure.oversight.models import AssuranceSource, ProcessEntry, ProviderEvent
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import when
from safeguarding.kit.periods import Period

READ = Permission("INT", "r")


@dataclass(frozen=True)
class ProcessCount:
    """How many providers of a kind entered a process in a period, and how many left it."""

    process: str
    process_words: str
    provider_kind: str
    provider_kind_words: str
    entered: int
    left: int
    left_improved: int


@dataclass(frozen=True)
class EventLine:
    """What befell a provider, as rooms above see it."""

    public_id: UUID
    kind: str
    kind_words: str
    provider_kind: str
    happened: str
    summary: str
    transition: str
    supported_by: str


@dataclass(frozen=True)
class Moment:
    """One thing on a provider's timeline."""

    on: Period
    text: str
    detail: str
    kind: str
    public_id: UUID

    @property
    def when(self) -> str:
        """Return when it was, as far as it is known."""
        return when.words(self.on)


def entries(actor: Actor, permission: Permission = READ) -> QuerySet[ProcessEntry]:
    """Return the processes entered that this actor may see, running ones first, the latest first."""
    found = ProcessEntry.rows(actor, permission).select_related("about__kind", "organisation")
    return found.order_by("-entered", "about__name", "id")


def get_entry(actor: Actor, public_id: UUID, permission: Permission = READ) -> ProcessEntry:
    """Return one provider's time in a process, or 404 so that nobody learns that it exists."""
    try:
        return entries(actor, permission).get(public_id=public_id)
    except ProcessEntry.DoesNotExist:
        raise Http404 from None


def events(actor: Actor, permission: Permission = READ) -> QuerySet[ProviderEvent]:
    """Return what befell providers, the latest first."""
    found = ProviderEvent.rows(actor, permission).select_related(
        "about__kind", "moved_to", "supported_by", "organisation"
    )
    return found.order_by("-happened", "about__name", "id")


def get_event(actor: Actor, public_id: UUID, permission: Permission = READ) -> ProviderEvent:
    """Return one event, or 404 so that nobody learns that it exists."""
    try:
        return events(actor, permission).get(public_id=public_id)
    except ProviderEvent.DoesNotExist:
        raise Http404 from None


def sources(actor: Actor, permission: Permission = READ) -> QuerySet[AssuranceSource]:
    """Return the occasions on which assurance was had, the latest first."""
    found = AssuranceSource.rows(actor, permission).select_related("about__kind", "organisation")
    return found.order_by("-on", "about__name", "id")


def process_counts(actor: Actor, within: Period, of: Organisation | None = None) -> list[ProcessCount]:
    """Count, by process and kind of provider, who entered and who left in a period."""
    entered: Counter = Counter()
    left: Counter = Counter()
    improved: Counter = Counter()
    words: dict[tuple[str, str], tuple[str, str]] = {}
    for entry in entries(actor).filter(**_of(of)):
        key = (entry.process, entry.about.kind.key)
        words[key] = (entry.get_process_display(), entry.about.kind.name)
        entered[key] += within.contains(entry.entered)
        gone = entry.left is not None and within.contains(entry.left)
        left[key] += gone
        improved[key] += gone and entry.exit == ProcessEntry.Exit.IMPROVED
    return [
        ProcessCount(key[0], words[key][0], key[1], words[key][1], entered[key], left[key], improved[key])
        for key in sorted(words)
        if entered[key] or left[key]
    ]


def running(actor: Actor, on: date, of: Organisation | None = None) -> list[ProcessEntry]:
    """Return the providers in a process on a day."""
    found = entries(actor).filter(entered__startswith__lte=on, **_of(of))
    return [entry for entry in found if entry.left is None or entry.left.ends_on >= on]


def events_in(
    actor: Actor, within: Period, of: Organisation | None = None, **wanted: object
) -> list[EventLine]:
    """Return what befell providers in a period, earliest first."""
    found = events(actor).filter(happened__overlap=within, **_of(of), **wanted)
    return [_line(event) for event in found.order_by("happened", "id")]


def _line(event: ProviderEvent) -> EventLine:
    return EventLine(
        public_id=event.public_id,
        kind=event.kind,
        kind_words=event.get_kind_display(),
        provider_kind=event.about.kind.name,
        happened=when.words(event.happened),
        summary=event.summary,
        transition=event.transition,
        supported_by=event.supported_by.name if event.supported_by else "",
    )


def timeline(actor: Actor, about: Organisation) -> list[Moment]:
    """Return what is held about one provider, the latest first: processes, events and how assurance was had."""
    moments = []
    for entry in entries(actor).filter(about=about):
        name = entry.get_process_display()
        moments.append(Moment(entry.entered, f"Entered: {name}", entry.reason, "entry", entry.public_id))
        if entry.left:
            text = f"Left: {name} ({entry.get_exit_display().lower()})"
            moments.append(Moment(entry.left, text, entry.exit_evidence, "entry", entry.public_id))
    for event in events(actor).filter(about=about):
        moments.append(
            Moment(event.happened, event.get_kind_display(), event.summary, "event", event.public_id)
        )
    for source in sources(actor).filter(about=about):
        moments.append(Moment(source.on, source.get_means_display(), source.note, "source", source.public_id))
    return sorted(moments, key=lambda moment: (moment.on.ends_on, moment.on.starts_on), reverse=True)


def _of(organisation: Organisation | None) -> dict[str, Organisation]:
    return {"organisation": organisation} if organisation else {}
