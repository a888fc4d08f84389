"""Holds the claims of a narrative against the figures: overall, in each area, and in the rates worked out of them."""

from dataclasses import dataclass

from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.core.organisations import queries as organisations
from safeguarding.report.papers.models import Claim
from safeguarding.report.sections.printing import latest_period
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
    """Return each claim with its verdict."""
    titles = {defined.urn: defined.title for defined in collect.indicators()} if claims else {}
    areas = list(organisations.areas(scope.organisation, scope.period.ends_on)) if claims else []
    return [_judged(scope, made, titles[made.measure], areas) for made in claims]


def _judged(scope: Scope, made: Claim, title: str, areas: list) -> Judged:
    period = latest_period(scope, [made.measure]) or scope.period
    verdict = assure.check_claim(
        scope.actor, made.measure, areas, period, made.direction, whole=scope.organisation
    )
    return Judged(
        claim_id=str(made.public_id),
        section=made.section,
        words=made.words,
        direction=made.get_direction_display(),
        urn=made.measure,
        measure=title,
        word=verdict.standing.value,
        colour=COLOURS[verdict.standing],
        lines=verdict.against,
    )
