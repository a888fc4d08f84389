"""How many staff are in date with safeguarding training, and whether that meets the target of the day."""

from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.kit.charts.columns import columns
from safeguarding.kit.documents.blocks import Block, Chart, Figure, Paragraph, Table
from safeguarding.kit.periods import Period
from safeguarding.report.sections.printing import key_of, latest_period, notes_of, printed
from safeguarding.report.sections.registry import Scope, section
from safeguarding.report.sections.words import listed

FAMILY = "training"


@section("training", "Effective supervision and training")
def build(scope: Scope) -> list[Block]:
    """Say which competences meet their target, and show all of them in a chart with its table."""
    urns = [defined.urn for defined in collect.indicators(FAMILY)]
    period = latest_period(scope, urns, [scope.organisation])
    told = _told(scope, urns, period) if period else []
    if not told:
        return [Paragraph("No training figures have been returned for this period.")]
    figures = [_figure(scope, row) for row in told]
    return [_chart(scope, told, figures, period), *_below(told, figures)]


def _told(scope: Scope, urns: list[str], period: Period) -> list[collect.Figure]:
    return collect.figures(
        scope.actor, urns, about=[scope.organisation], period=period, split=None, as_known_on=scope.known_at
    )


def _figure(scope: Scope, row: collect.Figure) -> Figure:
    key = key_of(row.urn, scope, row.about, row.period, row.split)
    return printed(scope, key, assure.as_derived(row), "per cent of the staff who need it")


def _chart(scope: Scope, told: list[collect.Figure], figures: list[Figure], period: Period) -> Chart:
    names = [row.split or row.title for row in told]
    rows = tuple(
        (name, figure, _parts(row), _target(row))
        for name, figure, row in zip(names, figures, told, strict=True)
    )
    table = Table(
        f"Staff in date with safeguarding training, {period.label}",
        ("Competence", "In date", "Staff", "Target"),
        rows,
        notes_of(told),
    )
    values = [figure.value for figure in figures]
    svg = columns(f"Safeguarding training compliance, {period.label}", names, {"In date": values}, "%")
    return Chart(f"Safeguarding training compliance, {period.label}", svg, table, _conclusion(told, figures))


def _parts(row: collect.Figure) -> str:
    return f"{row.numerator:,.0f} of {row.denominator:,.0f}" if row.has_parts else "numbers not given"


def _target(row: collect.Figure) -> str:
    rating = assure.rate_figure(row)
    return f"{rating.words}: target {rating.target}%" if rating else "No target"


def _conclusion(told: list[collect.Figure], figures: list[Figure]) -> tuple[str | Figure, ...]:
    """Say the lowest and the highest, and how many meet their target."""
    known = [(f.value, f, row) for f, row in zip(figures, told, strict=True) if f.value is not None]
    if not known:
        return ("No competence has a figure.",)
    least, most = min(known, key=lambda k: k[0]), max(known, key=lambda k: k[0])
    if len(known) == 1:
        return (f"{least[2].title}: ", least[1], ".")
    return (
        "Compliance runs from ",
        least[1],
        f" ({least[2].title}) to ",
        most[1],
        f" ({most[2].title}).",
    )


def _below(told: list[collect.Figure], figures: list[Figure]) -> list[Block]:
    """Name the competences that miss their target, each with its figure and why it was rated so."""
    missed = [
        (row, figure, rating)
        for row, figure in zip(told, figures, strict=True)
        if (rating := assure.rate_figure(row)) and rating.letter != "G"
    ]
    if not missed:
        return [Paragraph("Every competence with a target meets it.")]
    names = listed([row.split or row.title for row, _, _ in missed])
    return [Paragraph(f"Below the target of the day: {names}. ", missed[0][2].reason, ".")]
