"""The tables of the room assure, gathered for Django."""

from safeguarding.assure.conclusions.models import Conclusion
from safeguarding.assure.indicators.models import Identity, ValidatedFigure
from safeguarding.assure.oversight.models import AssuranceSource, ProcessEntry, ProviderEvent
from safeguarding.assure.themes.models import Coding, Finding, Theme
from safeguarding.assure.validation.models import (
    Judgement,
    QueryMessage,
    Requirement,
    Validation,
    ValidationQuery,
)
from safeguarding.assure.visits.models import Visit, VisitFinding

__all__ = [
    "AssuranceSource",
    "Coding",
    "Conclusion",
    "Finding",
    "Identity",
    "Judgement",
    "ProcessEntry",
    "ProviderEvent",
    "QueryMessage",
    "Requirement",
    "Theme",
    "ValidatedFigure",
    "Validation",
    "ValidationQuery",
    "Visit",
    "VisitFinding",
]
