"""The door of the room assure: what the rooms above may use."""

from safeguarding.assure.indicators.claims import Standing as ClaimStanding
from safeguarding.assure.indicators.claims import Verdict as ClaimVerdict
from safeguarding.assure.indicators.claims import check_claim
from safeguarding.assure.indicators.derived import Derived as DerivedFigure
from safeguarding.assure.indicators.derived import Gap as FigureGap
from safeguarding.assure.indicators.derived import Movement as FigureMovement
from safeguarding.assure.indicators.derived import gap as widest_gap
from safeguarding.assure.indicators.derived import of_one as as_derived
from safeguarding.assure.indicators.known import Known as KnownFigures
from safeguarding.assure.indicators.known import fetch as fetch_figures
from safeguarding.assure.indicators.operations import define_identity, validate_figure
from safeguarding.assure.indicators.queries import Cell as FigureCell
from safeguarding.assure.indicators.queries import Check as SumCheck
from safeguarding.assure.indicators.queries import Line as FigureLine
from safeguarding.assure.indicators.queries import area_total, derived_figure, gap_between
from safeguarding.assure.indicators.queries import board as figure_board
from safeguarding.assure.indicators.queries import check_identities as check_sums
from safeguarding.assure.indicators.queries import movement as figure_movement
from safeguarding.assure.indicators.queries import validated as validated_figures
from safeguarding.assure.indicators.rating import Rating as FigureRating
from safeguarding.assure.indicators.rating import rate as rate_figure
from safeguarding.assure.oversight.operations import (
    correct_entry,
    enter_process,
    leave_process,
    note_assurance,
    note_event,
)
from safeguarding.assure.oversight.queries import EventLine as ProviderEventLine
from safeguarding.assure.oversight.queries import ProcessCount, process_counts
from safeguarding.assure.oversight.queries import events_in as provider_events_in
from safeguarding.assure.oversight.queries import running as processes_running
from safeguarding.assure.oversight.queries import timeline as oversight_timeline
from safeguarding.assure.visits.operations import add_finding, correct_visit, record_visit, withdraw_finding
from safeguarding.assure.visits.queries import FindingLine, VisitLine, visits_in

__all__ = [
    "ClaimStanding",
    "ClaimVerdict",
    "DerivedFigure",
    "FigureCell",
    "FigureGap",
    "FigureLine",
    "FigureMovement",
    "FigureRating",
    "FindingLine",
    "KnownFigures",
    "ProcessCount",
    "ProviderEventLine",
    "SumCheck",
    "VisitLine",
    "add_finding",
    "area_total",
    "as_derived",
    "check_claim",
    "check_sums",
    "correct_entry",
    "correct_visit",
    "define_identity",
    "derived_figure",
    "enter_process",
    "fetch_figures",
    "figure_board",
    "figure_movement",
    "gap_between",
    "leave_process",
    "note_assurance",
    "note_event",
    "oversight_timeline",
    "process_counts",
    "processes_running",
    "provider_events_in",
    "rate_figure",
    "record_visit",
    "validate_figure",
    "validated_figures",
    "visits_in",
    "widest_gap",
    "withdraw_finding",
]
