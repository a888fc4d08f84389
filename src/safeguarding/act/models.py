"""The tables of the room act, gathered for Django."""

from safeguarding.act.actions.models import Action, ActionFile, ActionStep
from safeguarding.act.disclosures.models import Disclosure
from safeguarding.act.risks.models import Risk
from safeguarding.act.strategy.models import (
    Achievement,
    Activity,
    Aim,
    AimStatus,
    CoreArea,
    Plan,
    PlanSection,
    Project,
    ProjectItem,
)
from safeguarding.act.supervision.models import Event, EventFeedback, SupervisionOffer

__all__ = [
    "Achievement",
    "Action",
    "ActionFile",
    "ActionStep",
    "Activity",
    "Aim",
    "AimStatus",
    "CoreArea",
    "Disclosure",
    "Event",
    "EventFeedback",
    "Plan",
    "PlanSection",
    "Project",
    "ProjectItem",
    "Risk",
    "SupervisionOffer",
]
