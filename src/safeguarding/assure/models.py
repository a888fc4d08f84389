"""The tables of the room assure, gathered for Django."""

from safeguarding.assure.indicators.models import Identity, ValidatedFigure
from safeguarding.assure.oversight.models import AssuranceSource, ProcessEntry, ProviderEvent
from safeguarding.assure.visits.models import Visit, VisitFinding

__all__ = [
    "AssuranceSource",
    "Identity",
    "ProcessEntry",
    "ProviderEvent",
    "ValidatedFigure",
    "Visit",
    "VisitFinding",
]
