"""Reads of indicators and of figures, as they are known now or were known on a day."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeguarding.collect.returns.figures import Figure, NewFigure
from safeguarding.collect.returns.models import Batch, FormerFigure, Indicator, Observation, Told, Total
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import on_day
from safeguarding.core.organisations.models import ContractParty, Organisation
from safeguarding.kit.periods import Period
from safeguarding.kit.quantities import Qualifier, State

READ = Permission("KPI", "r")


def indicators(family: str = "") -> list[Indicator]:
    """Return the latest version of every indicator, or of one family, by family and title."""
    found = Indicator.objects.order_by("urn", "-version").distinct("urn")
    chosen = found.filter(family=family) if family else found
    return sorted(chosen, key=lambda i: (i.family_title, i.title, i.urn))


def indicator(urn: str, version: int | None = None) -> Indicator:
    """
    Return one version of an indicator's definition, by default the latest.

    :raises Indicator.DoesNotExist: if there is no such indicator or version.
    """
    found = Indicator.objects.filter(urn=urn)
    found = found if version is None else found.filter(version=version)
    if latest := found.order_by("-version").first():
        return latest
    raise Indicator.DoesNotExist(urn)


def get_indicator(urn: str) -> Indicator:
    """Return the latest definition of an indicator, or 404."""
    try:
        return indicator(urn)
    except Indicator.DoesNotExist:
        raise Http404 from None


def versions(urn: str) -> list[Indicator]:
    """Return every version of an indicator, newest first."""
    return list(Indicator.objects.filter(urn=urn).order_by("-version"))


def observations(actor: Actor, permission: Permission = READ) -> QuerySet[Observation]:
    """Return the figures for which this person, acting for this organisation, holds the permission."""
    return (
        Observation.rows(actor, permission)
        .select_related("series", "indicator", "about__kind", "returned_by", "organisation")
        .order_by("series__urn", "series__split", "about__name", "starts_on", "ends_on", "id")
    )


def observation_title(row: Observation) -> str:
    """Return what a figure counts, with its split where it has one."""
    return f"{row.indicator.title}: {row.series.split}" if row.series.split else row.indicator.title


def get_observation(actor: Actor, public_id: UUID, permission: Permission = READ) -> Observation:
    """Return one figure, or 404 so that nobody learns that it exists."""
    try:
        return observations(actor, permission).get(public_id=public_id)
    except Observation.DoesNotExist:
        raise Http404 from None


def figures(
    actor: Actor,
    urns: Iterable[str] | None = None,
    *,
    about: Iterable[Organisation] | None = None,
    period: Period | None = None,
    within: Period | None = None,
    split: str | None = "",
    as_known_on: datetime | None = None,
) -> list[Figure]:
    """
    Return the figures that the actor may see, in order of indicator, place and time.

    :param period: exactly this period; `within`: every period inside this one.
    :param split: "" for the whole, a word for that split, None for all of them.
    :param as_known_on: the moment whose knowledge is wanted; what was corrected later is shown as it stood.
    """
    found = observations(actor)
    if urns is not None:
        found = found.filter(series__urn__in=list(urns))
    if about is not None:
        found = found.filter(about__in=list(about))
    if period is not None:
        found = found.filter(starts_on=period.starts_on, ends_on=period.ends_on)
    if within is not None:
        found = found.filter(starts_on__gte=within.starts_on, ends_on__lte=within.ends_on)
    if split is not None:
        found = found.filter(series__split=split)
    known = list(found) if as_known_on is None else _as_known(found, as_known_on)
    return _one_for_each(known)


def figures_by_id(actor: Actor, public_ids: Iterable[str]) -> list[Figure]:
    """Return those of these figures that the actor may see, as they are known now."""
    return [as_figure(row) for row in observations(actor).filter(public_id__in=list(public_ids))]


def figure(actor: Actor, urn: str, about: Organisation, period: Period, **more) -> Figure | None:
    """Return the figure of one indicator about one organisation for exactly one period, if it is known."""
    found = figures(actor, [urn], about=[about], period=period, **more)
    return found[0] if found else None


def _as_known(found: QuerySet[Observation], moment: datetime) -> list[Observation]:
    """Return the rows as they stood at a moment: later corrections undone, later arrivals left out."""
    rows = {row.pk: row for row in found}
    later = [pk for pk, row in rows.items() if row.recorded_at > moment]
    former = FormerFigure.objects.filter(
        observation__in=later, recorded_at__lte=moment, superseded_at__gt=moment
    ).select_related("indicator")
    for told in former:
        _put_back(rows[told.observation_id], told)
        later.remove(told.observation_id)
    return [row for pk, row in rows.items() if pk not in set(later)]


def _put_back(row: Observation, told: FormerFigure) -> None:
    for field in Told._meta.get_fields():
        setattr(row, field.name, getattr(told, field.name))
    row.indicator = told.indicator


def _one_for_each(rows: Sequence[Observation]) -> list[Figure]:
    """Return one figure for each series, place and period: the subject's own word before what others recorded of it."""
    chosen: dict[tuple, Observation] = {}
    for row in rows:
        key = (row.series_id, row.about_id, row.starts_on, row.ends_on)
        if key not in chosen or _weight(row) > _weight(chosen[key]):
            chosen[key] = row
    return [as_figure(row) for row in chosen.values()]


def _weight(row: Observation) -> tuple:
    return row.organisation_id == row.accountable_id, row.recorded_at, row.pk


def as_figure(row: Observation) -> Figure:
    """Return a row as the plain value that other rooms read."""
    definition = row.indicator
    return Figure(
        public_id=row.public_id,
        urn=row.series.urn,
        split=row.series.split,
        title=definition.title,
        unit=definition.unit,
        direction=definition.direction,
        decimals=definition.decimals,
        about=row.about,
        returned_by=row.returned_by.name,
        period=Period(row.starts_on, row.ends_on),
        numerator=row.numerator,
        denominator=row.denominator,
        value=row.value,
        state=State(row.state),
        qualifiers=tuple(Qualifier(q) for q in row.qualifiers),
        provenance=row.provenance,
        source=row.source,
        definition=definition.version,
        version=row.version,
        recorded_at=row.recorded_at,
        targets=tuple(definition.targets),
    )


def history(observation: Observation) -> list[FormerFigure]:
    """Return what a figure was known as before, newest first."""
    found = FormerFigure.objects.filter(observation=observation)
    return list(found.select_related("recorded_by", "batch", "indicator").order_by("-version"))


def totals(actor: Actor, urns: Iterable[str], accountable: Organisation, within: Period) -> list[Total]:
    """Return the kept sums over the areas of a commissioner for each period inside another."""
    found = Total.rows(actor, READ).filter(
        series__urn__in=list(urns),
        accountable=accountable,
        starts_on__gte=within.starts_on,
        ends_on__lte=within.ends_on,
    )
    return list(found.select_related("series").order_by("series__urn", "series__split", "starts_on", "id"))


def periods(actor: Actor, urns: Iterable[str] | None = None) -> list[Period]:
    """Return every period for which the actor may see a figure, newest first."""
    found = Observation.rows(actor, READ)
    if urns is not None:
        found = found.filter(series__urn__in=list(urns))
    dates = found.order_by("-ends_on", "starts_on").values_list("starts_on", "ends_on").distinct()
    return [Period(first, last) for first, last in dates]


def batches(actor: Actor) -> QuerySet[Batch]:
    """Return what the acting organisation sent or typed, newest first."""
    return Batch.rows(actor, READ).select_related("recorded_by").order_by("-recorded_at", "-id")


def get_batch(actor: Actor, public_id: UUID) -> Batch:
    """Return one batch, or 404."""
    try:
        return batches(actor).get(public_id=public_id)
    except Batch.DoesNotExist:
        raise Http404 from None


def batch_of_file(actor: Actor, format_key: str, sha256: str) -> Batch | None:
    """Return the batch that this very file made before, if it did."""
    return batches(actor).filter(format=format_key, sha256=sha256).first()


def known_as(names: Iterable[str]) -> dict[str, Indicator]:
    """Return the indicator that each name means: its URN, its title or a name that it has in files of others."""
    wanted = {name.casefold(): name for name in names}
    found: dict[str, Indicator] = {}
    for defined in indicators():
        for name in (defined.urn, defined.title, *defined.known_as):
            if name.casefold() in wanted:
                found[wanted[name.casefold()]] = defined
    return found


def as_new(observation: Observation, **changed) -> NewFigure:
    """Return a figure that is known as one to record, with something changed."""
    told = NewFigure(
        urn=observation.series.urn,
        about=observation.about,
        period=Period(observation.starts_on, observation.ends_on),
        qualifiers=tuple(Qualifier(q) for q in observation.qualifiers),
        split=observation.series.split,
        returned_by=observation.returned_by,
        source=observation.source,
    )
    return replace(told, **changed)


def former_figure(observation: Observation, told: FormerFigure) -> Figure:
    """Return what a figure was known as before one of its corrections."""
    row = copy(observation)
    _put_back(row, told)
    return as_figure(row)


def known_on(observation: Observation, moment: datetime) -> Figure | None:
    """Return one figure as it was known at a moment; None if it was not known yet."""
    found = _as_known(observations_of(observation), moment)
    return as_figure(found[0]) if found else None


def observations_of(observation: Observation) -> QuerySet[Observation]:
    """Return one row with all that is read beside it."""
    found = Observation.objects.filter(pk=observation.pk)
    return found.select_related("series", "indicator", "about__kind", "returned_by", "organisation")


def commissioners_of(actor: Actor) -> set[int]:
    """Return the ids of the commissioners to whose contracts the acting organisation is the provider today."""
    live = ContractParty.objects.filter(on_day(actor.today), provider=actor.organisation)
    return set(live.values_list("organisation_id", flat=True))


def places(public_ids: Iterable[UUID]) -> list[Organisation]:
    """Return organisations by their public ids, with their kinds."""
    return list(Organisation.objects.filter(public_id__in=list(public_ids)).select_related("kind"))


def places_by_id(ids: Iterable[int | None]) -> list[Organisation]:
    """Return organisations by their ids, with their kinds."""
    return list(Organisation.objects.filter(pk__in=list(ids)).prefetch_related("kind"))
