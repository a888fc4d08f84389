"""Number the sources of a document's figures in the order in which they are first met."""

from collections.abc import Iterable

from safeguarding.kit.documents.blocks import Chart, Document, Figure, Source, Table, figures

HEADING = "Sources of figures"


def numbered(document: Document) -> dict[Source, int]:
    """Every source once, with its number from 1."""
    return {source: count for count, source in enumerate(_once(figures(document)), start=1)}


def of_table(table: Table) -> list[Source]:
    """Every source of a table once. When there is just one, it is named beneath and not in each cell."""
    return _once(cell for row in table.rows for cell in row if isinstance(cell, Figure))


def shared(block: Table | Chart) -> Source | None:
    """The one source of everything in a table or of a chart's table, if it has just one."""
    found = of_table(block.table if isinstance(block, Chart) else block)
    return found[0] if len(found) == 1 else None


def _once(of: Iterable[Figure]) -> list[Source]:
    return list(dict.fromkeys(figure.source for figure in of))


def details(source: Source) -> list[str]:
    """What the appendix says of a source: name, date, date known, rows read, the question, and the check code."""
    asked = ", ".join(f"{name}: {value}" for name, value in sorted(source.arguments.items()))
    return [
        source.label or source.query,
        source.as_at or "not stated",
        source.as_known_on or "not stated",
        f"{source.row_count:,}" if source.row_count or source.rows else "not stated",
        f"{source.query} ({asked})" if asked else source.query,
        source.row_hash[:12] or "none",
    ]


def in_one_line(source: Source) -> str:
    """The same as one sentence, so that the sources of a long paper fill two pages and not fifteen."""
    label, *said = details(source)
    named = (f"{name.lower()} {words}" for name, words in zip(COLUMNS[2:], said, strict=True))
    return f"{label}: {'; '.join(named)}."


COLUMNS = ("Number", "Source", "As at", "As known on", "Rows read", "Question", "Check code")
EXPLAINED = (
    "Each raised number in this paper leads here. The check code is the start of the SHA-256 of the rows that were "
    "read; the same rows always give the same code."
)
