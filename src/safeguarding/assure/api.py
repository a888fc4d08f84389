"""The door of the room assure: what the rooms above may use."""

from safeguarding.assure.conclusions.operations import conclude
from safeguarding.assure.conclusions.queries import concluded
from safeguarding.assure.indicators.claims import Standing as ClaimStanding
from safeguarding.assure.indicators.claims import Verdict as ClaimVerdict
from safeguarding.assure.indicators.claims import check_claim
from safeguarding.assure.indicators.claims import fetch_for_claims as figures_for_claims
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
from safeguarding.assure.indicators.showing import judged_tag
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
from safeguarding.assure.themes.models import Finding, Theme
from safeguarding.assure.themes.operations import code as code_judgement
from safeguarding.assure.themes.operations import record_finding, set_up_themes
from safeguarding.assure.themes.queries import (
    AuditFinding,
    ThemeCount,
    findings_in,
    get_finding,
    get_theme,
    themes,
)
from safeguarding.assure.themes.queries import counts as theme_counts
from safeguarding.assure.themes.queries import of_provider as themes_of
from safeguarding.assure.validation.models import Requirement, Validation
from safeguarding.assure.validation.operations import (
    Judged,
    NotYet,
    close_query,
    finalise,
    judge,
    reply,
    second,
)
from safeguarding.assure.validation.operations import ask as ask_provider
from safeguarding.assure.validation.operations import begin as begin_validation
from safeguarding.assure.validation.operations import release as release_validation
from safeguarding.assure.validation.queries import (
    Side,
    TrustStatus,
    ValidationLine,
    blockers,
    get_validation,
    short_answers,
    sides,
    summary,
    unsettled,
    wanted,
)
from safeguarding.assure.validation.queries import latest_of as validations_of
from safeguarding.assure.validation.queries import lines as validations_in
from safeguarding.assure.validation.queries import section_11 as section_11_status
from safeguarding.assure.visits.operations import add_finding, correct_visit, record_visit, withdraw_finding
from safeguarding.assure.visits.queries import FindingLine, VisitLine, visits_in, visits_to

__all__ = [
    "AuditFinding",
    "ClaimStanding",
    "ClaimVerdict",
    "DerivedFigure",
    "FigureCell",
    "FigureGap",
    "FigureLine",
    "FigureMovement",
    "FigureRating",
    "Finding",
    "FindingLine",
    "Judged",
    "KnownFigures",
    "NotYet",
    "ProcessCount",
    "ProviderEventLine",
    "Requirement",
    "Side",
    "SumCheck",
    "Theme",
    "ThemeCount",
    "TrustStatus",
    "Validation",
    "ValidationLine",
    "VisitLine",
    "add_finding",
    "area_total",
    "as_derived",
    "ask_provider",
    "begin_validation",
    "blockers",
    "check_claim",
    "conclude",
    "concluded",
    "check_sums",
    "close_query",
    "code_judgement",
    "correct_entry",
    "correct_visit",
    "define_identity",
    "derived_figure",
    "enter_process",
    "fetch_figures",
    "figure_board",
    "figure_movement",
    "figures_for_claims",
    "finalise",
    "findings_in",
    "gap_between",
    "get_finding",
    "get_theme",
    "get_validation",
    "judge",
    "judged_tag",
    "leave_process",
    "note_assurance",
    "note_event",
    "oversight_timeline",
    "process_counts",
    "processes_running",
    "provider_events_in",
    "rate_figure",
    "record_finding",
    "record_visit",
    "release_validation",
    "reply",
    "second",
    "section_11_status",
    "set_up_themes",
    "short_answers",
    "sides",
    "summary",
    "theme_counts",
    "themes",
    "themes_of",
    "unsettled",
    "validate_figure",
    "validated_figures",
    "validations_in",
    "validations_of",
    "visits_in",
    "visits_to",
    "wanted",
    "widest_gap",
    "withdraw_finding",
]
