"""The door of the room report: what the rooms above may use, and nothing else."""

from safeguarding.report.papers.models import Paper
from safeguarding.report.papers.operations import build_files as build_report
from safeguarding.report.papers.operations import claim as claim_in_paper
from safeguarding.report.papers.operations import freeze as freeze_paper
from safeguarding.report.papers.operations import load_outline
from safeguarding.report.papers.operations import sign as sign_paper
from safeguarding.report.papers.operations import start as start_paper
from safeguarding.report.papers.operations import write as write_narrative
from safeguarding.report.papers.outlines import read as read_outline
from safeguarding.report.papers.queries import built as build_paper
from safeguarding.report.papers.queries import get_outline, get_paper
from safeguarding.report.publishing.operations import publish as publish_figures

__all__ = [
    "Paper",
    "build_paper",
    "build_report",
    "claim_in_paper",
    "freeze_paper",
    "get_outline",
    "get_paper",
    "load_outline",
    "publish_figures",
    "read_outline",
    "sign_paper",
    "start_paper",
    "write_narrative",
]
