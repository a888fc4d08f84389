"""The tables of the room collect, gathered for Django."""

from safeguarding.collect.returns.models import Batch, FormerFigure, Indicator, Observation, Series, Total

__all__ = ["Batch", "FormerFigure", "Indicator", "Observation", "Series", "Total"]
