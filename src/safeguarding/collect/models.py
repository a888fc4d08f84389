"""The tables of the room collect, gathered for Django."""

from safeguarding.collect.alerts.models import AdultAlert
from safeguarding.collect.assessments.models import (
    Answer,
    AssessmentStep,
    Evidence,
    Round,
    SelfAssessment,
    Submission,
)
from safeguarding.collect.frameworks.models import FrameworkVersion, Question, Standard
from safeguarding.collect.imports.models import SentIn
from safeguarding.collect.returns.models import Batch, FormerFigure, Indicator, Observation, Series, Total
from safeguarding.collect.reviews.models import Review, ReviewStage, ReviewType
from safeguarding.collect.sealed.models import SealedNote

__all__ = [
    "AdultAlert",
    "Answer",
    "AssessmentStep",
    "Batch",
    "Evidence",
    "FormerFigure",
    "FrameworkVersion",
    "Indicator",
    "Observation",
    "Question",
    "Review",
    "ReviewStage",
    "ReviewType",
    "Round",
    "SealedNote",
    "SelfAssessment",
    "SentIn",
    "Series",
    "Standard",
    "Submission",
    "Total",
]
