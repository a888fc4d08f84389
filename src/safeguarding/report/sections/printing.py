"""Turns figures of the registers into printed figures, each with the question, rows and dates that it rests on."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import quantities
from safeguarding.kit.documents.blocks import Figure, Source
from safeguarding.kit.documents.text import day
from safeguarding.kit.periods import Period
from safeguarding.kit.quantities import Qualifier
from safeguarding.report.sections.registry import Scope

PLACES = 10  # of the exact value that is kept beside what is printed
FRONT = {Qualifier.APPROXIMATE: "approximately", Qualifier.AT_LEAST: "at least"}
# Said once beneath a table instead of in each of its cells.
NOTES = {
    Qualifier.PERCENT_ONLY: "Percentages were given without their numbers, so they cannot be added or checked.",
    Qualifier.AS_AT_UNKNOWN: "The source gives the year and not the day that these figures are as at.",
}


def slug(words: str) -> str:
    """Return words as a part of a figure's key: small letters and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))


def key_of(measure: str, scope: Scope, place: Organisation | None, period: Period, more: str = "") -> str:
    """Return the name by which narrative refers to a figure, such as adults.concerns.south-cumbria.2019-20."""
    where = "total" if place is None or place.pk == scope.organisation.pk else slug(place.name)
    return ".".join(filter(None, (measure, where, slug(period.label), more)))


def known_on(scope: Scope) -> str:
    """Return the day as known on which the registers are read, in words."""
    return day(scope.known_at.date() if scope.known_at else scope.actor.today)


def printed(
    scope: Scope, key: str, value: assure.DerivedFigure, unit: str = "", question: str = "figures told"
) -> Figure:
    """Return one worked-out or told figure as it is printed."""
    arguments = {
        "title": value.title,
        "place": value.place,
        "period": value.period.label,
        "working": value.working,
    }
    if value.unit == "percent" and value.numerator is not None and value.denominator is not None:
        arguments |= {
            "numerator": str(exactly(value.numerator)),
            "denominator": str(exactly(value.denominator)),
        }
    source = source_of(scope, question, arguments, value.rows, value.title, value.period)
    state = _state(value)
    return Figure(
        key=key,
        value=exactly(value.exact),
        text=value.text if value.exact is not None else "",
        unit=unit or value.title,
        source=source,
        qualifier=next((FRONT[q] for q in FRONT if q in value.qualifiers), "") if state == "value" else "",
        state=state,
    )


def _state(value: assure.DerivedFigure) -> str:
    if value.exact is not None:
        return "value"
    told = value.rows[0].state.value if len(value.rows) == 1 else "not stated"
    return "not applicable" if told == "value" else told


def exactly(value: Fraction | int | Decimal | None) -> Decimal | None:
    """Return the value that is kept, free of zeros that say nothing."""
    if value is None:
        return None
    kept = quantities.rounded(value, PLACES)
    return Decimal(int(kept)) if kept == kept.to_integral_value() else kept.normalize()


def source_of(
    scope: Scope,
    question: str,
    arguments: dict[str, str],
    rows: Sequence[collect.Figure],
    label: str,
    period: Period,
) -> Source:
    """Return where a figure of the registers came from."""
    unknown = any(Qualifier.AS_AT_UNKNOWN in row.qualifiers for row in rows)
    said = {row.source for row in rows if row.source}
    return Source(
        query=question,
        arguments=arguments,
        rows=tuple(f"figure:{row.public_id}" for row in rows),
        row_count=len(rows),
        row_hash=hash_of(
            (row.public_id, row.version, row.state.value, row.numerator, row.denominator, row.value)
            for row in rows
        ),
        as_at="" if unknown else _as_at(period),
        as_known_on=known_on(scope),
        label=f"{label} ({', '.join(sorted(said))})" if said else label,
    )


def _as_at(period: Period) -> str:
    return period.label if period.days == 1 else f"{day(period.starts_on)} to {day(period.ends_on)}"


def hash_of(rows: Iterable[tuple]) -> str:
    """Return the SHA-256 of rows in a fixed order; the same rows always give the same code."""
    lines = sorted("|".join(_plain(cell) for cell in row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _plain(cell: object) -> str:
    return str(cell.normalize()) if isinstance(cell, Decimal) else str(cell)


def counted(
    scope: Scope,
    key: str,
    rows: Sequence[object],
    kind: str,
    question: str,
    label: str,
    as_at: date | None = None,
) -> Figure:
    """Return how many rows of a register there are, as a figure that leads to those rows."""
    number = len(rows)
    return Figure(
        key=f"{key}.{slug(scope.period.label)}",
        value=number,
        text=quantities.number_text(number),
        unit=label,
        source=Source(
            query=question,
            arguments={"organisation": scope.organisation.name, "period": scope.period.label},
            rows=tuple(f"{kind}:{_identity(row)}" for row in rows),
            row_count=number,
            row_hash=hash_of((_identity(row), getattr(row, "version", 1)) for row in rows),
            as_at=day(as_at or scope.period.ends_on),
            as_known_on=known_on(scope),
            label=label,
        ),
    )


def _identity(row: object) -> str:
    return str(getattr(row, "public_id", None) or getattr(row, "key", None) or row.pk)


def notes_of(rows: Iterable[collect.Figure]) -> tuple[str, ...]:
    """Return what must be said once beneath a table of these figures."""
    told = {qualifier for row in rows for qualifier in row.qualifiers}
    return tuple(words for qualifier, words in NOTES.items() if qualifier in told)


def areas_of(scope: Scope) -> list[Organisation]:
    """Return the areas of the organisation at the end of the period."""
    return scope.once("areas", lambda: list(organisations.areas(scope.organisation, scope.period.ends_on)))


def latest_period(
    scope: Scope, urns: Sequence[str], about: Sequence[Organisation] | None = None
) -> Period | None:
    """Return the period to report: the report's own where figures are told for it, else the last one inside it."""
    places = about or [scope.organisation, *areas_of(scope)]
    told = collect.figures(
        scope.actor, urns, about=places, within=scope.period, split=None, as_known_on=scope.known_at
    )
    return latest_of(scope, {row.period for row in told})


def latest_of(scope: Scope, periods: set[Period]) -> Period | None:
    """Return the period to report of those for which something is told."""
    if scope.period in periods:
        return scope.period
    return max(periods, key=lambda period: (period.ends_on, period.days), default=None)


def periods_of_sums(scope: Scope) -> list[Period]:
    """Return the periods inside the report's own whose sums are worth checking: its own, and its last day."""
    last = Period(scope.period.ends_on, scope.period.ends_on)
    return [scope.period, last] if last != scope.period else [last]
