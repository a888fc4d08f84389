"""Child deaths and reviews: counts by kind, with LeDeR apart because it is not a statutory review."""

from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.kit.documents.blocks import Block, Figure, Paragraph, Piece, Source, Table
from safeguarding.kit.documents.text import day
from safeguarding.kit.periods import Period
from safeguarding.report.sections.printing import (
    hash_of,
    key_of,
    known_on,
    latest_period,
    notes_of,
    printed,
    slug,
)
from safeguarding.report.sections.registry import Scope, section

DEATHS = (
    "deaths.children",
    "deaths.children-expected",
    "deaths.children-unexpected",
    "deaths.children-apparent-suicide",
)


@section("deaths-and-reviews", "Learning from incidents, child deaths and reviews")
def build(scope: Scope) -> list[Block]:
    """Give the deaths of children and the reviews of the period."""
    deaths = _told(scope, DEATHS)
    said: list[Block] = [_deaths(deaths), _table("Deaths of children", deaths)] if deaths else []
    counts = _counts(scope)
    said += _reviews(scope, [count for count in counts if not count.is_shown_apart])
    return said or [Paragraph("No child deaths or reviews are recorded for this period.")]


def _counts(scope: Scope) -> list[collect.ReviewTypeCount]:
    return scope.once(
        "review counts", lambda: collect.review_counts(scope.actor, scope.period, scope.organisation)
    )


def _lines(scope: Scope, key: str) -> list[collect.ReviewLine]:
    """Return the reviews of one kind; those of all kinds are asked for at once."""
    found = scope.once("reviews", lambda: collect.reviews_in(scope.actor, scope.period, scope.organisation))
    return [line for line in found if line.type == key]


def _reviews(scope: Scope, counts: list[collect.ReviewTypeCount]) -> list[Block]:
    """Count the register's reviews by kind, and say how far each kind is."""
    if not counts:
        return []
    rows = tuple((count.plural, _count(scope, count), _statuses(scope, count)) for count in counts)
    caption = f"Statutory and multi-agency reviews, {scope.period.label}"
    return [Table(caption, ("Kind", "Number", "How far they are"), rows)]


def _count(scope: Scope, count: collect.ReviewTypeCount, status: str = "") -> Figure:
    """Return a count of reviews that leads to its rows; a total that was only stated names its source."""
    rows = [line for line in _lines(scope, count.key) if not status or line.status == status]
    number = len(rows) if status else count.count
    return Figure(
        key=".".join(filter(None, ("reviews", count.key, slug(scope.period.label), slug(status)))),
        value=number,
        text=str(number),
        unit="reviews",
        source=Source(
            query="reviews by type",
            arguments={
                "title": count.plural,
                "place": scope.organisation.name,
                "period": scope.period.label,
            }
            | ({"status": status} if status else {}),
            rows=tuple(f"review:{line.public_id}" for line in rows),
            row_count=len(rows),
            row_hash=hash_of((line.public_id, line.status) for line in rows),
            as_at=f"{day(scope.period.starts_on)} to {day(scope.period.ends_on)}",
            as_known_on=known_on(scope),
            label=f"{count.plural} ({count.source})" if count.source else count.plural,
        ),
    )


def _statuses(scope: Scope, count: collect.ReviewTypeCount) -> str:
    """Say how many are due for publication, still running or complete; a stated total has no such rows."""
    if not count.rows:
        return "not stated"
    words = {line.status: line.status_words for line in _lines(scope, count.key)}
    known = {status: number for status, number in count.by_status.items() if status != "NOT_STATED"}
    return "; ".join(f"{number} {words[status].lower()}" for status, number in known.items()) or "not stated"


def _told(scope: Scope, urns: tuple[str, ...]) -> list[tuple[collect.Figure, Figure]]:
    """Return the figures of these measures in the order in which they are listed."""
    period: Period | None = latest_period(scope, urns, [scope.organisation])
    if period is None:
        return []
    found = collect.figures(
        scope.actor, urns, about=[scope.organisation], period=period, as_known_on=scope.known_at
    )
    found.sort(key=lambda row: urns.index(row.urn))
    return [
        (row, printed(scope, key_of(row.urn, scope, row.about, row.period), assure.as_derived(row)))
        for row in found
    ]


def _deaths(told: list[tuple[collect.Figure, Figure]]) -> Paragraph:
    """Say how the deaths divide, in the words of the child death review process."""
    figures = {row.urn: figure for row, figure in told}
    parts: list[Piece] = []
    if DEATHS[0] in figures:
        parts += ["In the period ", figures[DEATHS[0]], " children of the footprint died. "]
    if DEATHS[1] in figures and DEATHS[2] in figures:
        parts += [figures[DEATHS[1]], " of these deaths were expected and ", figures[DEATHS[2]], " were not"]
        parts += (
            [", including ", figures[DEATHS[3]], " by apparent suicide" if DEATHS[3] in figures else ""]
            if DEATHS[3] in figures
            else []
        )
        parts += [". "]
    return Paragraph(*(parts or ["The number of deaths is not complete."]))


def _table(caption: str, told: list[tuple[collect.Figure, Figure]]) -> Table:
    period = told[0][0].period.label
    rows = tuple((row.title, figure) for row, figure in told)
    return Table(f"{caption}, {period}", ("Kind", "Number"), rows, notes_of(row for row, _ in told))


@section("leder", "Learning from the lives and deaths of people with a learning disability (LeDeR)")
def leder(scope: Scope) -> list[Block]:
    """Give the LeDeR reviews of the period, apart from the statutory ones."""
    apart = [_count(scope, count) for count in _counts(scope) if count.is_shown_apart]
    if not apart:
        return [Paragraph("No LeDeR reviews are recorded for this period.")]
    return [
        Paragraph(
            "In the period the organisation was part of ",
            apart[0],
            " LeDeR reviews. LeDeR is not a statutory review, so these are not added to the reviews above.",
        )
    ]
