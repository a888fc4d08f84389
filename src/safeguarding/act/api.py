"""The door of the room act: what the rooms above may use."""

from safeguarding.act.actions.evidence import attach as attach_to_action
from safeguarding.act.actions.models import Action
from safeguarding.act.actions.operations import Origin as ActionOrigin
from safeguarding.act.actions.operations import ask_for_check as ask_for_check_of_action
from safeguarding.act.actions.operations import cancel as cancel_action
from safeguarding.act.actions.operations import close as close_action
from safeguarding.act.actions.operations import finalise_and_open, note_progress, open_action
from safeguarding.act.actions.queries import ActionCounts, ActionLine, files_of, get_action
from safeguarding.act.actions.queries import counts as action_counts
from safeguarding.act.actions.queries import lines as actions_in
from safeguarding.act.actions.queries import to_be_done_by as actions_to_be_done_by
from safeguarding.act.disclosures import operations as disclosure_operations
from safeguarding.act.risks import operations as risk_operations
from safeguarding.act.risks.models import Risk
from safeguarding.act.risks.queries import RiskLine, risks_in
from safeguarding.act.strategy import operations as strategy_operations
from safeguarding.act.strategy.models import Aim, Plan
from safeguarding.act.strategy.summaries import (
    ActivitySummary,
    AimSummary,
    PlanSummary,
    activity_summaries,
    aims_by_id,
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
    "Action",
    "ActionCounts",
    "ActionLine",
    "ActionOrigin",
    "ActivitySummary",
    "Aim",
    "AimSummary",
    "HeldEvent",
    "OfferLine",
    "Plan",
    "PlanSummary",
    "Risk",
    "RiskLine",
    "action_counts",
    "actions_in",
    "actions_to_be_done_by",
    "activity_summaries",
    "aims_by_id",
    "add_feedback",
    "area_names",
    "ask_for_check_of_action",
    "attach_to_action",
    "cancel_action",
    "close_action",
    "correct_event",
    "disclosure_operations",
    "events_in",
    "finalise_and_open",
    "files_of",
    "get_action",
    "note_progress",
    "offer_supervision",
    "open_action",
    "plan_summaries",
    "record_event",
    "risk_operations",
    "risks_in",
    "strategy_operations",
    "supervision_in",
]
