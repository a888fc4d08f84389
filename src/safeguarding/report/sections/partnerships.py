"""The partnerships and boards in which the organisation has a seat."""

from safeguarding.core.bodies import queries as bodies
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.models import Relation
from safeguarding.kit.documents.blocks import Block, Bullets, Paragraph, Table
from safeguarding.kit.documents.text import day
from safeguarding.report.sections.registry import Scope, section


@section("partnership-arrangements", "Safeguarding partnership arrangements")
def build(scope: Scope) -> list[Block]:
    """Name the partnerships that the organisation works with, since when, and its seats on boards and panels."""
    last = scope.period.ends_on
    found = organisations.related(scope.organisation, Relation.Kind.WORKS_WITH, last, as_parent=False)
    partners = list(found.exclude(kind__key="mash"))  # hubs are told where intelligence is
    seats = bodies.partnerships(scope.actor, scope.organisation, last)
    if not partners and not seats:
        return [Paragraph("No partnership is recorded for this organisation.")]
    said: list[Block] = []
    if partners:
        said.append(
            Paragraph(f"{scope.organisation.name} works with {len(partners)} partnerships and boards:")
        )
        said.append(Bullets(tuple(_since(partner) for partner in partners)))
    if seats:
        rows = tuple(
            (s.body.name, s.post.title if s.post else s.organisation.name, s.level or "not stated")
            for s in seats
        )
        said.append(Table("Seats on partnerships, boards and panels", ("Body", "Held by", "Level"), rows))
    return said


def _since(partner) -> str:
    return f"{partner.name}, since {day(partner.opened_on)}" if partner.opened_on else partner.name
