"""The door of the room act: what the rooms above may use."""

from safeguarding.act.supervision.operations import (
    add_feedback,
    correct_event,
    offer_supervision,
    record_event,
)
from safeguarding.act.supervision.queries import HeldEvent, OfferLine, events_in, supervision_in

__all__ = [
    "HeldEvent",
    "OfferLine",
    "add_feedback",
    "correct_event",
    "events_in",
    "offer_supervision",
    "record_event",
    "supervision_in",
]
