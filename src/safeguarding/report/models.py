"""The tables of the room report, gathered for Django."""

from safeguarding.report.papers.models import (
    Claim,
    Freeze,
    FrozenFigure,
    NarrativeVersion,
    Outline,
    Paper,
    PaperFile,
    SignOff,
)
from safeguarding.report.publishing.models import Publication

__all__ = [
    "Claim",
    "Freeze",
    "FrozenFigure",
    "NarrativeVersion",
    "Outline",
    "Paper",
    "PaperFile",
    "Publication",
    "SignOff",
]
