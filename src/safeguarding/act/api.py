"""The door of the room act: what the rooms above may use."""

from safeguarding.act.strategy import operations as strategy_operations
from safeguarding.act.strategy.models import Aim, Plan
from safeguarding.act.strategy.summaries import (
    ActivitySummary,
    AimSummary,
    PlanSummary,
    activity_summaries,
    area_names,
    plan_summaries,
)
from safeguarding.act.supervision.operations import (
    add_feedback,
    correct_event,
    offer_supervision,
    record_event,
)
from safeguarding.act.supervision.queries import HeldEvent, OfferLine, events_in, supervision_in

__all__ = [
    "ActivitySummary",
    "Aim",
    "AimSummary",
    "HeldEvent",
    "OfferLine",
    "Plan",
    "PlanSummary",
    "activity_summaries",
    "add_feedback",
    "area_names",
    "correct_event",
    "events_in",
    "offer_supervision",
    "plan_summaries",
    "record_event",
    "strategy_operations",
    "supervision_in",
]
