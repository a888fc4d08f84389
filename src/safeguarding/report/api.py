"""The door of the room report: what the rooms above may use, and nothing else."""

from safeguarding.report.papers.files import written as written_files
from safeguarding.report.papers.models import Paper
from safeguarding.report.papers.operations import claim as claim_in_paper
from safeguarding.report.papers.operations import freeze as freeze_paper
from safeguarding.report.papers.operations import load_outline
from safeguarding.report.papers.operations import sign as sign_paper
from safeguarding.report.papers.operations import start as start_paper
from safeguarding.report.papers.operations import write as write_narrative
from safeguarding.report.papers.outlines import read as read_outline
from safeguarding.report.papers.queries import built as build_paper
from safeguarding.report.papers.queries import get_outline

__all__ = [
    "Paper",
    "build_paper",
    "claim_in_paper",
    "freeze_paper",
    "get_outline",
    "load_outline",
    "read_outline",
    "sign_paper",
    "start_paper",
    "write_narrative",
    "written_files",
]
