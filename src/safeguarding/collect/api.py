"""The door of the room collect: what the rooms above may use."""

from safeguarding.collect.returns.figures import Figure, NewFigure
from safeguarding.collect.returns.figures import number_text as figure_number_text
from safeguarding.collect.returns.operations import File as FigureFile
from safeguarding.collect.returns.operations import NotRecorded as FiguresNotRecorded
from safeguarding.collect.returns.operations import correct as correct_figure
from safeguarding.collect.returns.operations import define as define_indicator
from safeguarding.collect.returns.operations import record_figures
from safeguarding.collect.returns.queries import figure, figures, indicator, indicators, known_as
from safeguarding.collect.returns.queries import periods as figure_periods
from safeguarding.collect.returns.queries import totals as figure_totals

__all__ = [
    "Figure",
    "FigureFile",
    "FiguresNotRecorded",
    "NewFigure",
    "correct_figure",
    "define_indicator",
    "figure",
    "figure_number_text",
    "figure_periods",
    "figure_totals",
    "figures",
    "indicator",
    "indicators",
    "known_as",
    "record_figures",
]
