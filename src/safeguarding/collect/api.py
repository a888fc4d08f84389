"""The door of the room collect: what the rooms above may use."""

from safeguarding.collect.returns.figures import Figure, NewFigure
from safeguarding.collect.returns.figures import number_text as figure_number_text
from safeguarding.collect.returns.operations import File as FigureFile
from safeguarding.collect.returns.operations import NotRecorded as FiguresNotRecorded
from safeguarding.collect.returns.operations import correct as correct_figure
from safeguarding.collect.returns.operations import define as define_indicator
from safeguarding.collect.returns.operations import record_figures
from safeguarding.collect.returns.queries import (
    figure,
    figures,
    figures_by_id,
    get_observation,
    indicator,
    indicators,
    known_as,
)
from safeguarding.collect.returns.queries import periods as figure_periods
from safeguarding.collect.returns.queries import totals as figure_totals
from safeguarding.collect.reviews.operations import correct_review, reach_stage, record_review
from safeguarding.collect.reviews.operations import set_up_type as set_up_review_type
from safeguarding.collect.reviews.queries import ReviewLine, reviews_in
from safeguarding.collect.reviews.queries import TypeCount as ReviewTypeCount
from safeguarding.collect.reviews.queries import counts as review_counts
from safeguarding.collect.reviews.queries import due_for_publication as reviews_due_for_publication
from safeguarding.collect.reviews.queries import overdue as reviews_overdue
from safeguarding.collect.reviews.queries import type_of as review_type_of

__all__ = [
    "Figure",
    "FigureFile",
    "FiguresNotRecorded",
    "NewFigure",
    "ReviewLine",
    "ReviewTypeCount",
    "correct_figure",
    "correct_review",
    "define_indicator",
    "figure",
    "figure_number_text",
    "figure_periods",
    "figure_totals",
    "figures",
    "figures_by_id",
    "get_observation",
    "indicator",
    "indicators",
    "known_as",
    "reach_stage",
    "record_figures",
    "record_review",
    "review_counts",
    "review_type_of",
    "reviews_due_for_publication",
    "reviews_in",
    "reviews_overdue",
    "set_up_review_type",
]
