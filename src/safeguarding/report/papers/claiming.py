"""Holds the claims of a narrative against the figures: overall, in each area, and in the rates worked out of them."""

from dataclasses import dataclass

from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.kit.periods import Period
from safeguarding.report.papers.models import Claim
from safeguarding.report.sections.printing import areas_of, latest_of
from safeguarding.report.sections.registry import Scope

COLOURS = {
    assure.ClaimStanding.HOLDS: "green",
    assure.ClaimStanding.HOLDS_OVERALL: "yellow",
    assure.ClaimStanding.NO_PRIOR_VALUE: "orange",
    assure.ClaimStanding.CONTRADICTED: "red",
}


@dataclass(frozen=True)
class Judged:
    """A claim with what the figures say of it."""

    claim_id: str
    section: str
    words: str
    direction: str
    urn: str
    measure: str
    word: str
    colour: str
    lines: tuple[str, ...] | list[str]


def measures() -> list[tuple[str, str]]:
    """Return every measure that a claim can rest on, by URN and title."""
    return [(defined.urn, f"{defined.title} ({defined.family_title})") for defined in collect.indicators()]


def judge(scope: Scope, claims: list[Claim]) -> list[Judged]:
    """Return each claim with its verdict; the figures of all of them are asked for at once."""
    if not claims:
        return []
    measures = {made.measure for made in claims}
    periods = _periods(scope, measures)
    known = assure.figures_for_claims(scope.actor, measures, [scope.organisation], list(periods.values()))
    return [_judged(scope, made, periods[made.measure], known) for made in claims]


def _periods(scope: Scope, measures: set[str]) -> dict[str, Period]:
    """Return for each measure the period that a report on this scope tells."""
    places = [scope.organisation, *areas_of(scope)]
    told = collect.figures(
        scope.actor, measures, about=places, within=scope.period, split=None, as_known_on=scope.known_at
    )
    found: dict[str, set[Period]] = {measure: set() for measure in measures}
    for row in told:
        found[row.urn].add(row.period)
    return {measure: latest_of(scope, periods) or scope.period for measure, periods in found.items()}


def _judged(scope: Scope, made: Claim, period: Period, known: assure.KnownFigures) -> Judged:
    verdict = assure.check_claim(
        scope.actor,
        made.measure,
        areas_of(scope),
        period,
        made.direction,
        whole=scope.organisation,
        known=known,
    )
    return Judged(
        claim_id=str(made.public_id),
        section=made.section,
        words=made.words,
        direction=made.get_direction_display(),
        urn=made.measure,
        measure=known.definitions[made.measure].title,
        word=verdict.standing.value,
        colour=COLOURS[verdict.standing],
        lines=verdict.against,
    )
