"""Inspections and peer reviews of councils and others: what was seen well, what is to improve, what follows."""

from collections.abc import Iterator

from safeguarding.assure import api as assure
from safeguarding.kit.documents.blocks import Block, Bullets, Figure, Heading, Paragraph, Source
from safeguarding.report.sections.printing import hash_of, known_on, slug
from safeguarding.report.sections.registry import Scope, section

HEADINGS = {
    "STRENGTH": "Seen well:",
    "IMPROVEMENT": "To be improved:",
    "PRIORITY": "Priority areas for action:",
}


@section("inspections", "Inspections and journeys of improvement")
def build(scope: Scope) -> list[Block]:
    """Tell each visit of the period under the body that was visited."""
    found = assure.visits_in(scope.actor, scope.period, scope.organisation)
    if not found:
        return [Paragraph("No inspections or peer reviews are recorded for this period.")]
    return [block for visit in found for block in _visit(scope, visit)]


def _visit(scope: Scope, visit: assure.VisitLine) -> Iterator[Block]:
    by = f" by {visit.inspector}" if visit.inspector else ""
    yield Heading(f"{visit.about}: {visit.kind_words.lower()}{by}, {visit.on}", 2)
    if visit.focus or visit.themes:
        yield Paragraph("Focus: ", "; ".join(filter(None, (visit.focus, ", ".join(visit.themes)))), ".")
    if visit.summary:
        yield Paragraph(visit.summary)
    for kind, words in HEADINGS.items():
        points = tuple(finding.text for finding in visit.findings if finding.kind == kind)
        if points:
            yield Paragraph(words)
            yield Bullets(points)
    if visit.priority_areas is not None:  # none found is a finding; nothing said is not
        yield Paragraph("Priority areas for action raised: ", _priority_areas(scope, visit), ".")
    if visit.follow_up:
        body = f" ({visit.follow_up_body})" if visit.follow_up_body else ""
        yield Paragraph(f"What follows{body}: {visit.follow_up}")


def _priority_areas(scope: Scope, visit: assure.VisitLine) -> Figure:
    number = visit.priority_areas
    return Figure(
        key=f"inspections.{slug(visit.about)}.{slug(visit.on)}.priority-areas",
        value=number,
        text=str(number),
        unit="priority areas for action",
        source=Source(
            query="visits and inspections",
            arguments={"about": visit.about, "when": visit.on},
            rows=(f"visit:{visit.public_id}",),
            row_count=1,
            row_hash=hash_of([(visit.public_id, number)]),
            as_at=visit.on,
            as_known_on=known_on(scope),
            label=f"{visit.kind_words} of {visit.about}",
        ),
    )
