"""Puts a paper together: each section's blocks from the registers, and the narrative with its figures filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from safeguarding.kit.documents.blocks import Block, Document, Figure, Heading, Paragraph, Part, figures
from safeguarding.kit.documents.text import day
from safeguarding.kit.periods import Period
from safeguarding.report.papers import narrative
from safeguarding.report.sections import catalogue
from safeguarding.report.sections.registry import Scope

NOT_WRITTEN = "Nothing has been written here yet."


@dataclass(frozen=True)
class Cover:
    """What stands on the front of a paper beside its content."""

    title: str
    organisation: str
    status: str
    version: str
    front: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Built:
    """A paper as the registers and its authors have it now."""

    document: Document
    figures: dict[str, Figure]
    sections: dict[str, list[Block]]  # what each section took from the registers
    disagreeing: list[str] = field(default_factory=list)  # keys under which two different numbers stand


def build(parts: list[dict], texts: Mapping[str, str], scope: Scope, cover: Cover) -> Built:
    """
    Build a paper.

    :param parts: as an outline has them: key, title, numbered, sections.
    :param texts: what stands as narrative, by section key.
    """
    keys = [section["key"] for part in parts for section in part["sections"]]
    sections = {key: catalogue.get_section(key).build(scope) for key in keys}
    found, disagreeing = _figures_of(sections)
    document = Document(
        title=cover.title,
        subtitle=period_words(scope.period),
        organisation=cover.organisation,
        period_label=scope.period.label,
        status=cover.status,
        version=cover.version,
        front=cover.front,
        parts=tuple(_parts(parts, sections, texts, found)),
    )
    return Built(document, found, sections, disagreeing)


def _figures_of(sections: Mapping[str, list[Block]]) -> tuple[dict[str, Figure], list[str]]:
    """Return every figure by its key, and the keys under which the sections do not agree."""
    everything = Document("all", "", "", "", "", "", parts=(Part("", "", "all", _flat(sections)),))
    found: dict[str, Figure] = {}
    disagreeing = []
    for figure in figures(everything):
        first = found.setdefault(figure.key, figure)
        if (first.value, first.state) != (figure.value, figure.state):
            disagreeing.append(figure.key)
    return found, sorted(set(disagreeing))


def _flat(sections: Mapping[str, list[Block]]) -> tuple[Block, ...]:
    return tuple(block for blocks in sections.values() for block in blocks)


def _parts(
    parts: list[dict],
    sections: Mapping[str, list[Block]],
    texts: Mapping[str, str],
    found: Mapping[str, Figure],
) -> Iterator[Part]:
    """Number the parts from 1, in order, leaving out those that the outline leaves without a number."""
    number = 0
    for part in parts:
        numbered = part.get("numbered", True)
        number += numbered
        blocks = tuple(
            block
            for section in part["sections"]
            for block in _section(section, sections[section["key"]], texts.get(section["key"], ""), found)
        )
        yield Part(str(number) if numbered else "", part["title"], part["key"], blocks)


def _section(
    section: dict, generated: list[Block], text: str, found: Mapping[str, Figure]
) -> Iterator[Block]:
    """Give one section its heading, what was written, and then what the registers hold."""
    yield Heading(section.get("title") or catalogue.get_section(section["key"]).title, 1)
    written = narrative.blocks(text, found)
    yield from written
    yield from generated
    if not written and not generated:
        yield Paragraph(NOT_WRITTEN)


def period_words(period: Period) -> str:
    """Write the period out, so that nobody has to guess what fifteen months they are."""
    return f"{day(period.starts_on)} to {day(period.ends_on)}"
