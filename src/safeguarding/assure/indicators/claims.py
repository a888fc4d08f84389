"""
Whether a sentence that says "increased" or "improved" is borne out by the figures.

A rise of the whole may hide a fall of a part: the enquiries of one closed year rose over the footprint while one of its two
areas and the share of concerns that became an enquiry fell. The verdict says so in data that a paper can print.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from safeguarding.assure.indicators.derived import Movement
from safeguarding.assure.indicators.known import Known, fetch
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.periods import Period

FELL = {"up": "rose", "down": "fell", "no change": "did not change", "unknown": "is not known"}


class Standing(StrEnum):
    """What the figures say of a claim."""

    HOLDS = "holds"
    HOLDS_OVERALL = "holds overall but not everywhere"
    NO_PRIOR_VALUE = "no prior value"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True)
class Verdict:
    """What the figures say of a claim, with every movement that bears on it."""

    standing: Standing
    direction: str
    overall: Movement | None
    areas: tuple[tuple[str, Movement | None], ...]
    related: tuple[
        tuple[str, Movement], ...
    ]  # rates worked out of the same count, where they moved otherwise

    @property
    def against(self) -> tuple[str, ...]:
        """Return what does not bear the claim out, in words: South Cumbria fell (746 to 715)."""
        parts = [(name, m) for name, m in self.areas if m is None or m.direction != self.direction]
        return tuple(_words(name, movement) for name, movement in (*parts, *self.related))

    @property
    def words(self) -> str:
        """Return the verdict as one line: holds overall; South Cumbria fell (746 to 715)."""
        start = "holds overall" if self.standing is Standing.HOLDS_OVERALL else self.standing.value
        whole = [_words("the whole", self.overall)] if self.standing is Standing.CONTRADICTED else []
        return "; ".join([start, *whole, *self.against])


def _words(name: str, movement: Movement | None) -> str:
    if movement is None:
        return f"{name} has no prior value"
    return f"{name} {FELL[movement.direction]} ({movement.before.text} to {movement.after.text})"


def check_claim(
    actor: Actor,
    measure: str,
    areas: Sequence[Organisation],
    period: Period,
    direction: str,
    *,
    whole: Organisation | None = None,
    earlier: Period | None = None,
    known: Known | None = None,
) -> Verdict:
    """
    Check the claim that a measure moved in a direction, over a whole and in each of its areas.

    :param measure: the URN of an indicator.
    :param direction: up, down, no change, improved or worsened.
    :param whole: the commissioner whose areas they are; without one, a single place is its own whole.
    :param known: the figures of several claims, where they were fetched at once.
    :raises ValueError: if the direction is none of these, or "improved" is said of a measure that has no better way.
    """
    before = earlier or period.year_before()
    whole = whole or (areas[0] if len(areas) == 1 else actor.organisation)
    places = [whole, *(area for area in areas if area.pk != whole.pk)] if whole else list(areas)
    known = known or fetch(actor, _with_related({measure}), places, (period, before))
    way = _way(direction, known.definitions[measure].direction)
    overall = known.movement(measure, whole, period, before) if whole else None
    parts = tuple(
        (a.name, known.movement(measure, a, period, before)) for a in areas if not whole or a.pk != whole.pk
    )
    related = tuple(_otherwise(known, measure, whole, period, before, way)) if whole else ()
    return Verdict(_standing(overall, parts, related, way), way, overall, parts, related)


def fetch_for_claims(
    actor: Actor, measures: set[str], places: Sequence[Organisation], periods: Sequence[Period]
) -> Known:
    """Fetch at once what claims about these measures and periods rest on: also the year before, and the rates."""
    spans = {*periods, *(period.year_before() for period in periods)}
    return fetch(
        actor, _with_related(measures), places, sorted(spans, key=lambda p: (p.starts_on, p.ends_on))
    )


def _with_related(measures: set[str]) -> list[str]:
    rates = (d for d in collect.indicators() if d.derived and d.derived["numerator"] in measures)
    return sorted(measures | {d.urn for d in rates})


def _way(direction: str, better: str) -> str:
    if direction in ("up", "down", "no change"):
        return direction
    if direction not in ("improved", "worsened"):
        raise ValueError(f"{direction!r} is not up, down, no change, improved or worsened")
    if better == "neither":
        raise ValueError("Neither way is better for this measure, so it cannot be said to have improved")
    return better if direction == "improved" else {"up": "down", "down": "up"}[better]


def _otherwise(known: Known, measure: str, whole: Organisation, period: Period, before: Period, way: str):
    for urn, definition in known.definitions.items():
        if definition.derived and definition.derived["numerator"] == measure:
            movement = known.movement(urn, whole, period, before)
            if movement and movement.direction not in (way, "unknown"):
                yield definition.title, movement


def _standing(overall: Movement | None, parts, related, way: str) -> Standing:
    if overall is None or overall.direction == "unknown":
        return Standing.NO_PRIOR_VALUE
    if overall.direction != way:
        return Standing.CONTRADICTED
    otherwise = [m for _, m in parts if m is None or m.direction != way]
    return Standing.HOLDS_OVERALL if otherwise or related else Standing.HOLDS
