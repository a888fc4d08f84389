"""The tables of the room collect, gathered for Django."""

from safeguarding.collect.returns.models import Batch, FormerFigure, Indicator, Observation, Series, Total
from safeguarding.collect.reviews.models import Review, ReviewStage, ReviewType

__all__ = [
    "Batch",
    "FormerFigure",
    "Indicator",
    "Observation",
    "Review",
    "ReviewStage",
    "ReviewType",
    "Series",
    "Total",
]
