"""Training, forums and other events that the team held or took part in, with attendance or that it is not stated."""

from safeguarding.act import api as act
from safeguarding.kit.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Figure,
    Paragraph,
    Quotation,
    Source,
    Table,
)
from safeguarding.report.sections.printing import hash_of, known_on, slug
from safeguarding.report.sections.registry import Scope, section


@section("events", "Events held and supervision offered")
def build(scope: Scope) -> list[Block]:
    """List the events of the period, what was said of them, and the supervision on offer."""
    events = act.events_in(scope.actor, scope.period, scope.organisation)
    offers = act.supervision_in(scope.actor, scope.period, scope.organisation)
    said: list[Block] = (
        [_table(scope, events)] if events else [Paragraph("No events are recorded for this period.")]
    )
    said += [Quotation(words, _who(event)) for event in events for words in event.feedback]
    return said + _supervision(offers)


def _table(scope: Scope, events: list[act.HeldEvent]) -> Table:
    rows = tuple(
        (f"{event.title}, {event.held}", event.kind_words, _topics(event), _attendance(scope, event))
        for event in events
    )
    return Table(
        "Events of the period",
        ("Event and when it was held", "Kind", "Topics and audience", "People who came"),
        rows,
    )


def _topics(event: act.HeldEvent) -> str:
    audience = f"for {', '.join(event.audience)}" if event.audience else ""
    host = f"held by {event.host}" if event.host else ""
    return "; ".join(filter(None, (", ".join(event.topics), audience, host, event.led_to)))


def _attendance(scope: Scope, event: act.HeldEvent) -> Cell:
    """Give the number of people who came as a figure; where it is not stated, say so and never 0."""
    if event.attended is None:
        return event.attendance
    return Figure(
        key=f"events.{slug(event.title)}.{slug(event.held)}.attended",
        value=event.attended,
        text=f"{event.attended:,}",
        unit="people",
        source=Source(
            query="events held",
            arguments={"event": event.title, "when": event.held},
            rows=(f"event:{event.public_id}",),
            row_count=1,
            row_hash=hash_of([(event.public_id, event.attended)]),
            as_at=event.held,
            as_known_on=known_on(scope),
            label=f"{event.title}, attendance",
        ),
    )


def _who(event: act.HeldEvent) -> str:
    """Name whom a quotation comes from by their group; never a person."""
    return f"{', '.join(event.audience) or 'A participant'}, on {event.title}"


def _supervision(offers: list[act.OfferLine]) -> list[Block]:
    if not offers:
        return []
    points = tuple(f"{offer.group}: {offer.formality} supervision{_modes(offer)}" for offer in offers)
    return [Paragraph("Safeguarding supervision was offered to:"), Bullets(points)]


def _modes(offer: act.OfferLine) -> str:
    return f" ({', '.join(offer.modes)})" if offer.modes else ""
