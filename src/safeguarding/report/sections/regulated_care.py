"""Regulated care: who entered and left a quality process, what befell providers, and what was done to support them."""

from safeguarding.assure import api as assure
from safeguarding.kit.documents.blocks import Block, Bullets, Figure, Paragraph, Source, Table
from safeguarding.kit.documents.text import day
from safeguarding.report.sections import activities
from safeguarding.report.sections.printing import hash_of, known_on, slug
from safeguarding.report.sections.registry import Scope, section


@section("regulated-care", "Regulated care")
def build(scope: Scope) -> list[Block]:
    """Count entries and exits by process and kind of provider; never name a provider."""
    counts = assure.process_counts(scope.actor, scope.period, scope.organisation)
    events = assure.provider_events_in(scope.actor, scope.period, scope.organisation)
    said: list[Block] = [_processes(scope, counts)] if counts else []
    said += _events(events)
    said += activities.under_headings(activities.told(scope, activities.REGULATED))
    return said or [Paragraph("No provider entered or left a quality process in this period.")]


def _processes(scope: Scope, counts: list[assure.ProcessCount]) -> Table:
    rows = tuple(
        (
            count.process_words,
            count.provider_kind_words,
            _number(scope, count, "entered", count.entered),
            _number(scope, count, "left", count.left),
            _number(scope, count, "left-improved", count.left_improved),
        )
        for count in counts
    )
    columns = ("Process", "Kind of provider", "Entered", "Left", "Left with improvement sustained")
    return Table("Providers in quality processes", columns, rows)


def _number(scope: Scope, count: assure.ProcessCount, what: str, number: int) -> Figure:
    asked = {
        "process": count.process,
        "kind": count.provider_kind,
        "what": what,
        "period": scope.period.label,
    }
    label = f"{count.process_words}, {count.provider_kind_words.lower()}: {what.replace('-', ' ')}"
    return Figure(
        key=f"processes.{slug(count.process)}.{slug(count.provider_kind)}.{what}.{slug(scope.period.label)}",
        value=number,
        text=str(number),
        unit="providers",
        source=Source(
            query="entries and exits of quality processes",
            arguments=asked,
            row_count=number,
            row_hash=hash_of([(number, *asked.values())]),
            as_at=f"{day(scope.period.starts_on)} to {day(scope.period.ends_on)}",
            as_known_on=known_on(scope),
            label=label,
        ),
    )


def _events(events: list[assure.ProviderEventLine]) -> list[Block]:
    if not events:
        return []
    items = tuple(
        " ".join(
            filter(
                None, (f"{e.provider_kind}, {e.kind_words.lower()} ({e.happened}).", e.summary, e.transition)
            )
        )
        for e in events
    )
    return [Paragraph("What befell providers in the period:"), Bullets(items)]
