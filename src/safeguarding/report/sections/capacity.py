"""The Mental Capacity Act and what replaces the deprivation of liberty safeguards: milestones as they were re-planned."""

from safeguarding.core.vocabulary import queries as vocabulary
from safeguarding.kit.documents.blocks import Block, Bullets, Paragraph, Table
from safeguarding.kit.periods import add_months, known_words
from safeguarding.report.sections import activities
from safeguarding.report.sections.registry import Scope, section


@section("mental-capacity", "Mental Capacity Act, deprivation of liberty and Liberty Protection Safeguards")
def build(scope: Scope) -> list[Block]:
    """Give every milestone of the law that was planned anew, with its dates, and what was done meanwhile."""
    # A report is written in the year after its period, and tells no later news than that.
    moved = vocabulary.moved_milestones(scope.actor, add_months(scope.period.ends_on, 12))
    said: list[Block] = []
    if moved:
        rows = tuple((m.title, m.source, known_words(m.original) or "not stated", _latest(m)) for m in moved)
        columns = ("Milestone", "Source", "First planned for", "Now planned for")
        said.append(Table("Milestones of the law that were planned anew", columns, rows))
    done = activities.told(scope, activities.CAPACITY)
    said += [Bullets(tuple(each.text for each in done))] if done else []
    return said or [Paragraph("No change of the law on mental capacity is recorded.")]


def _latest(milestone: vocabulary.Replanned) -> str:
    """Say the last date with the reason for it."""
    when, why = milestone.dates[-1]
    return f"{known_words(when) or 'no date'} ({why})" if why else known_words(when) or "no date"
