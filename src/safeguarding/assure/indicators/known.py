"""All the figures that a page or paragraph needs, fetched at once; every look-up after that asks no table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from safeguarding.assure.indicators import derived
from safeguarding.assure.indicators.derived import Derived, Movement
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.periods import Period


@dataclass(frozen=True)
class Known:
    """
    Figures by indicator, place and period, with the definitions that say how others are worked out.

    :param areas: the areas of a place, by its id: a commissioner's total is worked out over them.
    """

    definitions: dict[str, object]
    told: dict[tuple[str, int, Period], collect.Figure]
    areas: dict[int, list[Organisation]] = field(default_factory=dict)

    def value(self, urn: str, place: Organisation, period: Period) -> Derived | None:
        """Return what was told of a place, or what can be worked out: a ratio, or the total of its areas."""
        definition = self.definitions[urn]
        if definition.derived:
            return self._ratio(definition, place, period)
        if told := self.told.get((urn, place.pk, period)):
            return derived.of_one(told)
        parts = [self.told.get((urn, area.pk, period)) for area in self.areas.get(place.pk, ())]
        found = [part for part in parts if part]
        # A total without one of its areas would be a smaller number that looks like a fall.
        return derived.total(found, place.name) if found and len(found) == len(parts) else None

    def total(self, urn: str, place: Organisation, period: Period) -> Derived | None:
        """Return the sum over the areas of a place, whatever was told of the whole."""
        found = [self.told.get((urn, area.pk, period)) for area in self.areas.get(place.pk, ())]
        known = [part for part in found if part]
        return derived.total(known, place.name) if known and len(known) == len(found) else None

    def _ratio(self, definition, place: Organisation, period: Period) -> Derived | None:
        top = self.value(definition.derived["numerator"], place, period)
        bottom = self.value(definition.derived["denominator"], place, period)
        return derived.ratio(definition.title, definition.decimals, top, bottom) if top and bottom else None

    def movement(self, urn: str, place: Organisation, period: Period, earlier: Period) -> Movement | None:
        """Return how a figure moved between two periods; None where either is not there at all."""
        before, after = self.value(urn, place, earlier), self.value(urn, place, period)
        return Movement(before, after) if before and after else None


def fetch(
    actor: Actor,
    urns: Iterable[str],
    places: Sequence[Organisation],
    periods: Sequence[Period],
    as_known_on=None,
) -> Known:
    """Fetch the figures of indicators (and of those that they are worked out of) for places, their areas and periods."""
    definitions = {definition.urn: definition for definition in collect.indicators()}
    wanted = set(urns)
    for urn in tuple(wanted):
        if worked := definitions[urn].derived:
            wanted |= {worked["numerator"], worked["denominator"]}
    day = max(period.ends_on for period in periods)
    areas = {
        place.pk: list(organisations.areas(place, day)) for place in places if place.kind.is_commissioner
    }
    about = {place.pk: place for place in places} | {a.pk: a for found in areas.values() for a in found}
    span = Period(min(p.starts_on for p in periods), day)
    found = collect.figures(actor, wanted, about=about.values(), within=span, as_known_on=as_known_on)
    told = {(f.urn, f.about.pk, f.period): f for f in found if f.period in periods}
    return Known(definitions, told, areas)
