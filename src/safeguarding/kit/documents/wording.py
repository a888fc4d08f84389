"""The words that every writer says in the same way."""

from datetime import date

from safeguarding.kit.documents.blocks import Callout, Cell, Chart, Diagram, Document, Figure, Parts, words
from safeguarding.kit.documents.text import day, number


def front_rows(document: Document) -> list[tuple[str, Parts]]:
    """What stands on a cover: period, status, version and contributors when known, then the paper's own rows."""
    said = (
        *(("Period", document.period_label), ("Status", document.status), ("Version", document.version)),
        ("Contributors", ", ".join(document.contributors)),
    )
    return [*((name, (text,)) for name, text in said if text), *document.front]


def running_title(document: Document) -> str:
    """The title, with the version when there is one, as it stands at the foot of each page."""
    return f"{document.title} · Version {document.version}" if document.version else document.title


def cell_text(cell: Cell) -> str:
    """What stands in a cell of a table."""
    if isinstance(cell, Figure):
        return cell.shown
    return cell if isinstance(cell, str) else day(cell) if isinstance(cell, date) else number(cell)


def callout_title(callout: Callout) -> str:
    """The title of a callout; a decision says so in words, not by its colour alone."""
    return f"For decision: {callout.title}" if callout.kind == "decision" else callout.title


def picture_words(block: Chart | Diagram) -> str:
    """What a screen reader says of a picture."""
    if isinstance(block, Chart):
        return f"{block.title}. {words(block.conclusion)} The numbers stand in the table below."
    return f"{block.title}. The same is said in the list below."
