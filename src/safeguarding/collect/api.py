"""The door of the room collect: what the rooms above may use."""

from safeguarding.collect.alerts import operations as alert_operations
from safeguarding.collect.assessments.evidence import add_files as add_evidence_files
from safeguarding.collect.assessments.models import Answer, Round, SelfAssessment
from safeguarding.collect.assessments.operations import (
    DECLARATION,
    CannotIssue,
    Given,
    NotReady,
    add_evidence,
    ask_executive,
    chase,
    close_round,
    hand_back,
    issue_round,
    mark_validation,
    resume_round,
    save_answers,
    send_back,
    submit,
    suspend_round,
    withdraw,
)
from safeguarding.collect.assessments.queries import (
    SENT,
    Outline,
    Result,
    answers,
    assessments,
    board,
    evidence,
    files_of,
    get_assessment,
    get_round,
    get_sent,
    is_overdue,
    of_kinds,
    optimism,
    outline,
    ratings,
    result,
    rounds,
    steps_apart,
)
from safeguarding.collect.assessments.standing import (
    returns_asked,
    returns_next,
    returns_owed,
    returns_waiting,
)
from safeguarding.collect.frameworks.models import FrameworkVersion, Question, Standard
from safeguarding.collect.frameworks.operations import AnotherWording, add_framework
from safeguarding.collect.frameworks.queries import (
    NOT_APPLICABLE,
    find_framework,
    frameworks,
    rating_words,
    standing,
)
from safeguarding.collect.imports.registry import IMPORTERS, Importer, SentFile
from safeguarding.collect.imports.registry import Options as ImportOptions
from safeguarding.collect.imports.registry import Prepared as PreparedImport
from safeguarding.collect.returns.figures import Figure, NewFigure
from safeguarding.collect.returns.figures import number_text as figure_number_text
from safeguarding.collect.returns.formats.training import answer as training_answer
from safeguarding.collect.returns.formats.training import new_figures as training_figures
from safeguarding.collect.returns.formats.training import read as read_training
from safeguarding.collect.returns.models import Observation
from safeguarding.collect.returns.operations import File as FigureFile
from safeguarding.collect.returns.operations import NotRecorded as FiguresNotRecorded
from safeguarding.collect.returns.operations import correct as correct_figure
from safeguarding.collect.returns.operations import define as define_indicator
from safeguarding.collect.returns.operations import record_figures
from safeguarding.collect.returns.queries import (
    as_figure,
    figure,
    figures,
    figures_by_id,
    get_indicator,
    get_observation,
    indicator,
    indicators,
    known_as,
    observation_title,
    observations,
)
from safeguarding.collect.returns.queries import periods as figure_periods
from safeguarding.collect.returns.queries import totals as figure_totals
from safeguarding.collect.reviews.operations import correct_review, reach_stage, record_review
from safeguarding.collect.reviews.operations import set_up_type as set_up_review_type
from safeguarding.collect.reviews.queries import ReviewLine, reviews, reviews_in
from safeguarding.collect.reviews.queries import TypeCount as ReviewTypeCount
from safeguarding.collect.reviews.queries import counts as review_counts
from safeguarding.collect.reviews.queries import due_for_publication as reviews_due_for_publication
from safeguarding.collect.reviews.queries import overdue as reviews_overdue
from safeguarding.collect.reviews.queries import type_of as review_type_of
from safeguarding.collect.sealed import operations as sealed_operations

__all__ = [
    "AnotherWording",
    "Answer",
    "CannotIssue",
    "DECLARATION",
    "Figure",
    "FigureFile",
    "FiguresNotRecorded",
    "FrameworkVersion",
    "Given",
    "IMPORTERS",
    "ImportOptions",
    "Importer",
    "NOT_APPLICABLE",
    "NewFigure",
    "NotReady",
    "Observation",
    "Outline",
    "PreparedImport",
    "Question",
    "Result",
    "ReviewLine",
    "ReviewTypeCount",
    "Round",
    "SENT",
    "SelfAssessment",
    "SentFile",
    "Standard",
    "add_evidence",
    "add_evidence_files",
    "add_framework",
    "alert_operations",
    "answers",
    "as_figure",
    "ask_executive",
    "assessments",
    "board",
    "chase",
    "close_round",
    "correct_figure",
    "correct_review",
    "define_indicator",
    "evidence",
    "figure",
    "figure_number_text",
    "figure_periods",
    "figure_totals",
    "figures",
    "figures_by_id",
    "files_of",
    "find_framework",
    "frameworks",
    "get_assessment",
    "get_indicator",
    "get_observation",
    "get_round",
    "get_sent",
    "hand_back",
    "indicator",
    "indicators",
    "is_overdue",
    "issue_round",
    "known_as",
    "mark_validation",
    "observation_title",
    "observations",
    "of_kinds",
    "optimism",
    "outline",
    "rating_words",
    "ratings",
    "reach_stage",
    "read_training",
    "record_figures",
    "record_review",
    "result",
    "resume_round",
    "returns_next",
    "returns_asked",
    "returns_owed",
    "returns_waiting",
    "review_counts",
    "review_type_of",
    "reviews",
    "reviews_due_for_publication",
    "reviews_in",
    "reviews_overdue",
    "rounds",
    "save_answers",
    "sealed_operations",
    "send_back",
    "set_up_review_type",
    "standing",
    "steps_apart",
    "submit",
    "suspend_round",
    "training_answer",
    "training_figures",
    "withdraw",
]
