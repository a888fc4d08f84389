"""Reads for pages and papers: values, changes, gaps, tables of places, and the sums that must come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from safeguarding.assure.indicators.derived import Derived, Gap, Movement, gap
from safeguarding.assure.indicators.known import Known, fetch
from safeguarding.assure.indicators.models import Identity, ValidatedFigure
from safeguarding.assure.indicators.rating import Rating, rate
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import is_mine, may, may_anywhere, organisations_where
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.models import Organisation, Relation
from safeguarding.kit.periods import Period
from safeguarding.kit.quantities import State, number_text

READ = Permission("KPI", "r")


def derived_figure(
    actor: Actor, urn: str, place: Organisation, period: Period, as_known_on=None
) -> Derived | None:
    """Return a figure as it was told or is worked out: a ratio of two counts, or a commissioner's total of its areas."""
    return fetch(actor, [urn], [place], [period], as_known_on).value(urn, place, period)


def area_total(actor: Actor, urn: str, commissioner: Organisation, period: Period) -> Derived | None:
    """Return the sum over a commissioner's areas, even where a figure of the whole was told as well."""
    return fetch(actor, [urn], [commissioner], [period]).total(urn, commissioner, period)


def movement(
    actor: Actor, urn: str, place: Organisation, period: Period, earlier: Period | None = None
) -> Movement | None:
    """Return how a figure moved, by default from the same period a year before."""
    before = earlier or period.year_before()
    return fetch(actor, [urn], [place], [period, before]).movement(urn, place, period, before)


def gap_between(actor: Actor, urn: str, places: Sequence[Organisation], period: Period) -> Gap | None:
    """Return how far the places are apart; None with fewer than two known."""
    known = fetch(actor, [urn], places, [period])
    return gap([value for place in places if (value := known.value(urn, place, period))])


@dataclass(frozen=True)
class Cell:
    """One figure of a table with its rating and its movement."""

    place: Organisation
    derived: Derived | None
    rating: Rating | None
    movement: Movement | None
    judged: ValidatedFigure | None = None

    @property
    def figure(self) -> collect.Figure | None:
        """Return the one figure that it is, where it is not worked out of several."""
        return self.derived.rows[0] if self.derived and len(self.derived.rows) == 1 else None


@dataclass(frozen=True)
class Line:
    """One indicator of a table: a cell for each place."""

    indicator: object
    cells: tuple[Cell, ...]
    whole: Cell | None = None

    @property
    def every(self) -> tuple[Cell, ...]:
        """Return every cell, that of the whole at the end."""
        return (*self.cells, *([self.whole] if self.whole else []))

    def with_judgements(self, judged: Mapping[str, ValidatedFigure]) -> Line:
        """Return the same line with what was made of each figure."""
        cells = tuple(_judged(cell, judged) for cell in self.cells)
        return replace(self, cells=cells, whole=_judged(self.whole, judged) if self.whole else None)


def board(
    actor: Actor,
    urns: Sequence[str],
    places: Sequence[Organisation],
    period: Period,
    *,
    whole: Organisation | None = None,
) -> list[Line]:
    """Return a table of indicators by places for one period, with a cell of the whole where one is asked for."""
    before = period.year_before()
    every = [*places, *([whole] if whole else [])]
    known = fetch(actor, urns, every, [period, before])
    lines = _lines(known, urns, places, period, before, whole)
    judged = validated(actor, [c.figure.public_id for line in lines for c in line.every if c.figure])
    return [line.with_judgements(judged) for line in lines]


def _lines(
    known: Known,
    urns: Sequence[str],
    places: Sequence[Organisation],
    period: Period,
    before: Period,
    whole: Organisation | None,
) -> list[Line]:
    return [
        Line(
            known.definitions[urn],
            tuple(_cell(known, urn, place, period, before) for place in places),
            _cell(known, urn, whole, period, before) if whole else None,
        )
        for urn in urns
    ]


def _judged(cell: Cell, judged: Mapping[str, ValidatedFigure]) -> Cell:
    return replace(cell, judged=judged.get(str(cell.figure.public_id))) if cell.figure else cell


def _cell(known: Known, urn: str, place: Organisation, period: Period, before: Period) -> Cell:
    value = known.value(urn, place, period)
    told = value.rows[0] if value and len(value.rows) == 1 else None
    return Cell(place, value, rate(told) if told else None, known.movement(urn, place, period, before))


@dataclass(frozen=True)
class Check:
    """Whether one sum came out, in words, with the figures it was made of."""

    title: str
    verdict: str  # "holds", "differs by one", "fails", "cannot be checked"
    words: str
    rows: tuple[collect.Figure, ...]

    @property
    def is_warning(self) -> bool:
        """Tell whether a person should look: one more or less may be a child who moved on the day of the count."""
        return self.verdict == "differs by one"


def identities() -> list[Identity]:
    """Return the latest version of every sum that must come out, by title."""
    found = Identity.objects.order_by("key", "-version").distinct("key")
    return sorted(found, key=lambda identity: (identity.title, identity.key))


def check_identities(actor: Actor, place: Organisation, period: Period) -> list[Check]:
    """Check every sum of which at least the whole or one part is known for a place and period."""
    areas = list(organisations.areas(place, period.ends_on))
    kept = identities()
    urns = {name.partition("#")[0] for identity in kept for name in (identity.whole, *identity.parts)}
    found = collect.figures(actor, urns, about=[place, *areas], period=period, split=None)
    told = {(f"{f.urn}#{f.split}".rstrip("#"), f.about.pk): f for f in found}
    checks = [_check(identity, place, areas, told) for identity in kept]
    return [check for check in checks if check.rows]


def _check(identity: Identity, place: Organisation, areas: Sequence[Organisation], told: dict) -> Check:
    whole = told.get((identity.whole, place.pk))
    if identity.over == Identity.Over.AREAS:
        parts = [told.get((identity.whole, area.pk)) for area in areas]
    else:
        parts = [told.get((name, place.pk)) for name in identity.parts]
    known = [part for part in parts if part]
    rows = tuple(f for f in (whole, *parts) if f)
    if whole is None or not parts or len(known) < len(parts) or any(f.exact is None for f in rows):
        return Check(identity.title, "cannot be checked", _unknown(whole, parts), rows)
    return Check(identity.title, *verdict([part.exact for part in known], whole.exact), rows)


def _unknown(whole: collect.Figure | None, parts: Sequence[collect.Figure | None]) -> str:
    if whole is None:
        return "The figure of the whole is not known."
    missing = sum(part is None or part.exact is None for part in parts) or len(parts) or 1
    return f"{missing} of the parts {'is' if missing == 1 else 'are'} not known."


def verdict(parts: Sequence[Fraction], whole: Fraction) -> tuple[str, str]:
    """Return whether parts add up to a whole, and the sum in words: 8 + 10 = 18."""
    made = sum(parts, Fraction(0))
    left = " + ".join(number_text(part) for part in parts)
    if made == whole:
        return "holds", f"{left} = {number_text(whole)}"
    off = abs(made - whole)
    words = f"{left} = {number_text(made)}, not {number_text(whole)}"
    return ("differs by one" if off == 1 else "fails"), words


JUDGE = Permission("VAL", "r")


def judgements(actor: Actor) -> QuerySet[ValidatedFigure]:
    """Return what was made of claimed figures: our own judgements, and what was released about us; the oldest first."""
    found = ValidatedFigure.rows(actor, JUDGE)
    if may_anywhere(actor, READ):
        found = found | ValidatedFigure.objects.filter(is_mine(actor, "about"), released_at__isnull=False)
    described = found.select_related("observation", "organisation", "validated_by")
    return described.order_by("recorded_at", "id")


def validated(actor: Actor, figure_ids: Iterable) -> dict[str, ValidatedFigure]:
    """Return the latest judgement of each claimed figure that the actor may read, by the figure's public id."""
    found = judgements(actor).filter(observation__public_id__in=list(figure_ids))
    return {str(one.observation.public_id): one for one in found}


def claims_with_verdicts(actor: Actor) -> QuerySet[collect.Observation]:
    """
    Return the claimed figures in reach, each with the latest verdict on it that the actor may read, if there is one.

    The room below cannot list this: it does not know that figures are judged.
    """
    latest = judgements(actor).filter(observation=OuterRef("pk")).order_by("-recorded_at", "-id")
    return collect.observations(actor).annotate(
        verdict=Subquery(latest.values("verdict")[:1]),
        judged_version=Subquery(latest.values("claimed_version")[:1]),
        judged_at=Subquery(latest.values("validated_at")[:1]),
    )


def narrow_to_verdict(rows: QuerySet, chosen: str) -> QuerySet:
    """Keep the figures with one verdict, those without any, or those corrected since somebody judged them."""
    if chosen == "none":
        return rows.filter(verdict=None)
    if chosen == "corrected":
        return rows.filter(~Q(judged_version=F("version")), judged_version__isnull=False)
    return rows.filter(verdict=chosen, judged_version=F("version"))


def is_of_an_earlier_claim(judged: ValidatedFigure) -> bool:
    """Tell whether the claim was corrected after it was judged."""
    return judged.claimed_version != judged.observation.version


def own_figure(claim: collect.Figure, judged: ValidatedFigure) -> collect.Figure | None:
    """Return the figure that a commissioner holds to be right, written as the claim is; None where it gave none."""
    if judged.verdict == ValidatedFigure.Verdict.ACCEPTED or (
        judged.numerator is None and judged.value is None
    ):
        return None
    return replace(
        claim,
        qualifiers=(),
        state=State.VALUE,
        numerator=judged.numerator,
        denominator=judged.denominator,
        value=judged.value,
    )


def may_judge(actor: Actor, observation: collect.Observation) -> bool:
    """Tell whether the actor may accept, query or dispute a figure; nobody judges their own."""
    return observation.accountable != actor.organisation and may(
        actor, Permission("VAL", "w"), observation.accountable
    )


def wholes(actor: Actor) -> list[Organisation]:
    """Return the organisations whose figures are shown as one: the acting one, and the commissioners it succeeded."""
    own = organisations_where(actor, READ).filter(is_mine(actor, "pk")).select_related("kind")
    return sorted(own, key=lambda o: (o.pk != actor.acting_for.pk, o.name))


def periods_of(actor: Actor, urns: Sequence[str]) -> list[Period]:
    """Return the periods of which any of these indicators, or what it is worked out of, has a figure; newest first."""
    return collect.figure_periods(actor, urns)


def places_of(
    actor: Actor, urns: Sequence[str], period: Period, whole: Organisation | None
) -> list[Organisation]:
    """Return the places that have a figure of these indicators in a period, without the whole itself, by name."""
    found = collect.figures(actor, urns, period=period)
    places = {f.about.pk: f.about for f in found if whole is None or f.about.pk != whole.pk}
    return sorted(places.values(), key=lambda place: (place.kind_id, place.name))


def through_time(actor: Actor, urn: str) -> dict[Organisation, dict[Period, collect.Figure]]:
    """Return the figures of an indicator by place and period, places by name."""
    series: dict[Organisation, dict[Period, collect.Figure]] = {}
    for figure in collect.figures(actor, [urn]):
        series.setdefault(figure.about, {})[figure.period] = figure
    return dict(sorted(series.items(), key=lambda item: (item[0].name, item[0].pk)))


def sums(actor: Actor) -> list[tuple[Organisation, Period, Check]]:
    """Check every sum of every whole and period that the actor may see, asking as often for many as for one."""
    kept = identities()
    urns = {name.partition("#")[0] for identity in kept for name in (identity.whole, *identity.parts)}
    found = collect.figures(actor, urns, split=None)
    told: dict[Period, dict] = {}
    for f in found:
        told.setdefault(f.period, {})[(f"{f.urn}#{f.split}".rstrip("#"), f.about.pk)] = f
    places = wholes(actor)
    areas = {place.pk: areas_ever(place) for place in places}
    checks = [
        (place, period, _check(identity, place, areas[place.pk], told[period]))
        for period in sorted(told, key=lambda p: (p.ends_on, p.starts_on), reverse=True)
        for place in places
        for identity in kept
    ]
    return [
        row for row in checks if row[2].rows and row[2].verdict != "cannot be checked" or _half_known(row[2])
    ]


def _half_known(check: Check) -> bool:
    """Tell whether a sum lacks a part of which the whole is known, which is worth a look."""
    return check.verdict == "cannot be checked" and len(check.rows) > 1


def areas_ever(place: Organisation) -> list[Organisation]:
    """Return every area that a commissioner has or had."""
    found = Relation.objects.filter(parent=place, kind=Relation.Kind.AREA_OF).select_related("child__kind")
    return [relation.child for relation in found.order_by("child__name", "id")]
