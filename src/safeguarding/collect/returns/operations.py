"""Writes of indicators and figures: checked, all or nothing, corrected without loss, recorded once a batch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from safeguarding.collect.returns import packing, queries, rules
from safeguarding.collect.returns.figures import NewFigure
from safeguarding.collect.returns.models import Batch, Indicator, Observation, Series
from safeguarding.collect.returns.packing import Packed
from safeguarding.collect.returns.storing import Resolved, Stored, store
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import organisations_where, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation, Relation
from safeguarding.kit import content
from safeguarding.kit.refusals import NothingChanged, Refused, Stale

WRITE = Permission("KPI", "w")


class DefinitionChanged(Refused):
    """A definition of the same name and version says something else than the one that is kept."""


class NotRecorded(Refused):
    """Figures that cannot be recorded as they stand; every fault is named."""

    def __init__(self, faults: Mapping[int, Sequence[str]]) -> None:
        self.faults = {number: list(words) for number, words in faults.items()}
        super().__init__("\n".join(f"Figure {n + 1}: {' '.join(words)}" for n, words in self.faults.items()))


class FileSeenBefore(Refused):
    """The very same file came before; it changes nothing."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        super().__init__(
            f"This file was imported on {batch.recorded_at:%-d %B %Y}. Nothing was changed by sending it again."
        )


class CheckedOtherwise(Refused):
    """The definitions by which figures were checked are not those of now."""


@dataclass(frozen=True)
class File:
    """The file that figures came in: what it is called, its hash and the format that read it."""

    name: str
    sha256: str
    format: str
    read_rows: int


@transaction.atomic
def define(*, definition: Mapping[str, Any], by: Actor, at: datetime) -> bool:
    """
    Add one version of an indicator's definition; returns whether it is new.

    :raises DefinitionChanged: if the same version is kept with other words: a change needs a new version.
    """
    require(by, Permission("FWK", "w"), by.organisation)
    digest = content.digest(definition)
    kept = Indicator.objects.filter(urn=definition["urn"], version=definition["version"]).first()
    if kept:
        if kept.digest != digest:
            raise DefinitionChanged(
                f"{kept.urn} version {kept.version} is kept with other words. Give the change a new version number."
            )
        return False
    Indicator(**content.plain(dict(definition)), digest=digest, loaded_at=at, loaded_by=by.user).save()
    for split in ("", *definition.get("splits", ())):
        _series(definition["urn"], split)
    record(
        "indicator.defined", about=None, by=by, at=at, urn=definition["urn"], version=definition["version"]
    )
    return True


def _series(urn: str, split: str) -> Series:
    return Series.objects.get_or_create(urn=urn, split=split)[0]


@transaction.atomic
def record_figures(
    *,
    figures: Sequence[NewFigure],
    provenance: str,
    source: str,
    by: Actor,
    at: datetime,
    file: File | None = None,
    reason: str = "",
) -> Batch:
    """
    Record figures together: all of them or none. What is known already is left alone, what differs is corrected.

    :param provenance: "return", "import" or "total"; a total without rows must name its source.
    :raises NotRecorded: with every fault of every figure, by its place in the list.
    :raises FileSeenBefore: if the very same file came before.
    """
    places = list({figure.about.pk: figure.about for figure in figures}.values())
    into = _opened_to(places, provenance, source, by, at, file)
    defined = _definitions({figure.urn for figure in figures})
    _check(figures, defined, provenance, source, by)
    packed = packing.pack((figure, defined[figure.urn]) for figure in figures)
    return _record(packed, defined, into, reason)


@transaction.atomic
def record_checked(*, packed: Packed, source: str, by: Actor, at: datetime, file: File) -> Batch:
    """
    Record the figures of a file that were checked when it was read: all of them or none.

    What is wrong with a figure depends on the figure, its definition and the day, and a period that had ended then has
    ended now. So where the definitions are still the same, what was found then holds.

    :raises CheckedOtherwise: if a definition was changed after the check.
    :raises FileSeenBefore: if the very same file came before.
    """
    into = _opened_to(queries.places_by_id({pk for pk, _ in packed.subjects}), "import", source, by, at, file)
    defined = _definitions(packing.urns(packed))
    if {urn: indicator.version for urn, indicator in defined.items()} != packed.versions:
        raise CheckedOtherwise("A definition was changed after this file was checked. Send the file again.")
    return _record(packed, defined, into, "")


@dataclass(frozen=True)
class _Into:
    """What figures are recorded in: who may, about whom, and how they came."""

    places: Sequence[Organisation]
    accountable: Mapping[int, Organisation]
    provenance: str
    source: str
    by: Actor
    at: datetime
    file: File | None


def _opened_to(
    places: Sequence[Organisation],
    provenance: str,
    source: str,
    by: Actor,
    at: datetime,
    file: File | None,
) -> _Into:
    """Refuse whoever may not write about every place, and a file that came before."""
    accountable = _accountable(places, by)
    _require_all(places, accountable, by)
    if file and (earlier := queries.batch_of_file(by, file.format, file.sha256)):
        raise FileSeenBefore(earlier)
    return _Into(places, accountable, provenance, source, by, at, file)


def _record(packed: Packed, defined: Mapping[str, Indicator], into: _Into, reason: str) -> Batch:
    """Open a batch, store the figures in it, close it and note it in the audit."""
    batch = _open_batch(into)
    outcome = store(
        packed,
        _resolved(packed, defined, into),
        batch,
        provenance=into.provenance,
        source=into.source,
        reason=reason or (f"Sent again in {into.file.name}" if into.file else ""),
    )
    _close_batch(batch, outcome)
    record(
        "figures.recorded",
        about=batch,
        by=into.by,
        at=into.at,
        concerning=[*into.places, *into.accountable.values()],
        added=outcome.added,
        corrected=outcome.corrected,
        unchanged=outcome.unchanged,
        way=batch.way,
    )
    return batch


def _accountable(places: Sequence[Organisation], by: Actor) -> dict[int, Organisation]:
    """Return whose figures those about each place are: its own, or those of the commissioner whose area it is."""
    areas = [place.pk for place in places if place.kind.key == "area"]
    found = {place.pk: place for place in places}
    if areas:
        stand = Relation.objects.filter(kind=Relation.Kind.AREA_OF, child__in=areas)
        for relation in stand.select_related("parent").order_by("starts_on"):
            found[relation.child_id] = relation.parent
    return found


def _require_all(places: Sequence[Organisation], accountable: Mapping[int, Organisation], by: Actor) -> None:
    """Refuse unless the actor may write about every place; one question for all."""
    elsewhere = [place for place in places if by.organisation is None or place.pk != by.organisation.pk]
    if len(elsewhere) < len(places) or not places:
        require(by, WRITE, by.organisation)
    reached = (
        set(
            organisations_where(by, WRITE)
            .filter(pk__in=[p.pk for p in elsewhere])
            .values_list("pk", flat=True)
        )
        if elsewhere
        else set()
    )
    for place in elsewhere:
        # A provider also returns figures about an area of its commissioner: they are its own record.
        if place.pk not in reached and not _provides_for(accountable[place.pk], by):
            require(by, WRITE, place)


def _provides_for(commissioner: Organisation, by: Actor) -> bool:
    """Test whether the acting organisation may return figures to this commissioner about its areas."""
    from_contract = queries.commissioners_of(by)
    return (
        commissioner.pk in from_contract
        and organisations_where(by, WRITE).filter(pk=by.acting_for.pk).exists()
    )


def _definitions(urns: Iterable[str]) -> dict[str, Indicator]:
    found = Indicator.objects.filter(urn__in=list(urns)).order_by("urn", "-version").distinct("urn")
    return {defined.urn: defined for defined in found}


def _check(
    figures: Sequence[NewFigure],
    defined: Mapping[str, Indicator],
    provenance: str,
    source: str,
    by: Actor,
) -> None:
    faults: dict[int, list[str]] = {}
    seen: dict[tuple, int] = {}
    for number, figure in enumerate(figures):
        if figure.urn not in defined:
            found = [f"There is no indicator “{figure.urn}”."]
        else:
            found = rules.faults(figure, defined[figure.urn], by.today)
        if provenance == Observation.Provenance.TOTAL and not (figure.source or source):
            found.append("Name the source of a total whose rows are not held.")
        key = (figure.urn, figure.split, figure.about.pk, figure.period)
        if key in seen:
            found.append(f"The same figure is given twice: here and as figure {seen[key] + 1}.")
        seen.setdefault(key, number)
        if found:
            faults[number] = found
    if faults:
        raise NotRecorded(faults)


def _open_batch(into: _Into) -> Batch:
    ways = {"return": Batch.Way.PAGE, "import": Batch.Way.FILE, "total": Batch.Way.TOTAL}
    file = into.file
    batch = Batch(
        organisation=into.by.organisation,
        way=ways[into.provenance],
        format=file.format if file else "",
        file_name=file.name if file else "",
        sha256=file.sha256 if file else "",
        source=into.source,
        read_rows=file.read_rows if file else 0,
        at=into.at,
        recorded_by=into.by.user,
    )
    batch.save()
    return batch


def _close_batch(batch: Batch, outcome: Stored) -> None:
    batch.added, batch.corrected, batch.unchanged = outcome.added, outcome.corrected, outcome.unchanged
    batch.save(update_fields=["added", "corrected", "unchanged"])


def _resolved(packed: Packed, defined: Mapping[str, Indicator], into: _Into) -> Resolved:
    """Return the ids that the lists of a packed text stand for."""
    series = _all_series({(urn, split) for urn, split in packed.series})
    accountable = [into.accountable[about] for about, _ in packed.subjects]
    return Resolved(
        series=[series[urn, split] for urn, split in packed.series],
        indicators=[defined[urn].pk for urn, _ in packed.series],
        about=[about for about, _ in packed.subjects],
        accountable=[organisation.pk for organisation in accountable],
        returned_by=[
            said or _sender(whose, into.by).pk
            for (_, said), whose in zip(packed.subjects, accountable, strict=True)
        ],
    )


def _sender(accountable: Organisation, by: Actor) -> Organisation:
    """Return who returned a figure where nobody says: whoever records it."""
    return by.organisation or accountable


def _all_series(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    found = Series.objects.filter(urn__in={urn for urn, _ in wanted})
    known = {(urn, split): pk for urn, split, pk in found.values_list("urn", "split", "pk")}
    for urn, split in wanted - known.keys():
        known[urn, split] = _series(urn, split).pk
    return known


@transaction.atomic
def correct(
    *,
    observation: Observation,
    version: int,
    figure: NewFigure,
    reason: str,
    by: Actor,
    at: datetime,
) -> Observation:
    """
    Correct one figure, saying why; what it was before stays in its history.

    :raises Stale: if somebody corrected it after the page was opened.
    :raises NotRecorded: if the new figure is wrong, or no reason is given.
    :raises NothingChanged: if it says what is known already.
    """
    require(by, WRITE, observation.organisation)
    fresh = Observation.objects.select_for_update(of=("self",)).get(pk=observation.pk)
    if fresh.version != version:
        raise Stale
    if not reason.strip():
        raise NotRecorded({0: ["Say why the figure is corrected."]})
    batch = record_figures(
        figures=[figure], provenance="return", source=figure.source, by=by, at=at, reason=reason.strip()
    )
    if not batch.corrected:
        raise NothingChanged("This is the figure that is known already. Change it, or go back.")
    fresh.refresh_from_db()
    record("figure.corrected", about=fresh, by=by, at=at, concerning=[fresh.about], version=fresh.version)
    return fresh
