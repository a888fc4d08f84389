"""Child deaths and reviews: counts by kind, with LeDeR apart because it is not a statutory review."""

from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.kit.documents.blocks import Block, Figure, Paragraph, Piece, Table
from safeguarding.kit.periods import Period
from safeguarding.report.sections.printing import key_of, latest_period, notes_of, printed
from safeguarding.report.sections.registry import Scope, section

DEATHS = (
    "deaths.children",
    "deaths.children-expected",
    "deaths.children-unexpected",
    "deaths.children-apparent-suicide",
)
REVIEWS = (
    "reviews.serious-case",
    "reviews.multi-agency",
    "reviews.domestic-homicide",
    "reviews.safeguarding-adult",
)
LEDER = "reviews.leder"


@section("deaths-and-reviews", "Learning from incidents, child deaths and reviews")
def build(scope: Scope) -> list[Block]:
    """Give the deaths of children and the reviews of the period."""
    deaths, reviews = _told(scope, DEATHS), _told(scope, REVIEWS)
    said: list[Block] = [_deaths(deaths), _table("Deaths of children", deaths)] if deaths else []
    said += [_table("Statutory and multi-agency reviews", reviews)] if reviews else []
    return said or [Paragraph("No child deaths or reviews are recorded for this period.")]


def _told(scope: Scope, urns: tuple[str, ...]) -> list[tuple[collect.Figure, Figure]]:
    """Return the figures of these measures in the order in which they are listed."""
    period: Period | None = latest_period(scope, urns)
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
    told = _told(scope, (LEDER,))
    if not told:
        return [Paragraph("No LeDeR reviews are recorded for this period.")]
    return [
        Paragraph(
            "In the period the organisation was part of ",
            told[0][1],
            " LeDeR reviews. LeDeR is not a statutory review, so these are not added to the reviews above.",
        )
    ]
