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

__all__ = [
    "Claim",
    "Freeze",
    "FrozenFigure",
    "NarrativeVersion",
    "Outline",
    "Paper",
    "PaperFile",
    "SignOff",
]
