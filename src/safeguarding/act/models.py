"""The tables of the room act, gathered for Django."""

from safeguarding.act.supervision.models import Event, EventFeedback, SupervisionOffer

__all__ = ["Event", "EventFeedback", "SupervisionOffer"]
