"""
Figures in a spreadsheet: one row for each figure.

Two layouts are read. Ours says everything; the short one (indicator, area, period, value, unit) is what people type.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from safeguarding.collect.imports.registry import (
    MOST_PREVIEW,
    Importer,
    Options,
    Prepared,
    SentFile,
    register,
)
from safeguarding.collect.returns import operations, packing, queries, rules
from safeguarding.collect.returns.figures import NewFigure
from safeguarding.collect.returns.formats import at_once
from safeguarding.collect.returns.formats.places import Places
from safeguarding.collect.returns.models import Batch, Indicator
from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.content import digest
from safeguarding.kit.periods import NotAPeriod, Period
from safeguarding.kit.quantities import Qualifier, State
from safeguarding.kit.spreadsheets import (
    Column,
    Format,
    Kind,
    Problem,
    Reading,
    Sheet,
    Unreadable,
    choice,
    date_,
    number,
    read_table_guarded,
    text,
)
from safeguarding.kit.spreadsheets.columns import Coded, read_columns


def _period(value: object) -> Period:
    if isinstance(value, str):
        try:
            return Period.parse(value)
        except NotAPeriod:
            pass
    try:
        day = date_.read(value)
    except Unreadable:
        raise Unreadable("is not a period such as 2019-20, Q2 2019/20, June 2019 or 31/03/2020") from None
    return Period(day, day)


period = Kind(_period, "A year, quarter, month or day, or two dates joined by “to”", "2019-20")
STATES = [state.value for state in State]
KNOWN = [q.value for q in Qualifier if q is not Qualifier.PERCENT_ONLY]
ABOUT = "The ODS code, or the name of the organisation or area"
OURS = Format(
    key="figures",
    title="Figures",
    columns=(
        Column("Indicator", text, help="Its title or its reference in the library of indicators"),
        Column("About", text, help=ABOUT),
        Column("Period", period),
        Column("Numerator", number, required=False),
        Column("Denominator", number, required=False),
        Column("Value", number, required=False, help="A count, or a percentage whose numbers are not known"),
        Column("State", choice(*STATES), required=False, help="Why there is no number"),
        Column("How well known", choice(*KNOWN), required=False),
        Column("Split", text, required=False),
        Column("Source", text, required=False, help="Where the figure was read"),
    ),
    unique=("Indicator", "About", "Period", "Split"),
)
SHORT = Format(
    key="figures-short",
    title="Figures, the short layout",
    columns=(
        Column("Indicator", text),
        Column("Area", text, help=ABOUT),
        Column("Period", period),
        Column("Value", number),
        Column("Unit", choice("count", "percent")),
    ),
    unique=("Indicator", "Area", "Period"),
)


def prepare(data: bytes, name: str, options: Options, by: Actor) -> Prepared:
    """Read a file of either layout and check every figure of it."""
    sheet = read_table_guarded(data, name)
    layout = layout_of(sheet)
    columns = read_columns(layout, sheet)
    return (columns and _at_once(columns, sheet, options, by)) or _row_by_row(layout, sheet, options, by)


HEADINGS = ("Indicator", "About", "Period", "Figure", "State")


def _at_once(columns: dict[str, Coded], sheet: Sheet, options: Options, by: Actor) -> Prepared | None:
    """Return a file without a fault; nothing where it has any."""
    names = queries.known_as(columns["indicator"].values)
    new = partial(_new, options=options)
    whole = at_once.checked(columns, names, by, new, MOST_PREVIEW)
    if whole is None:
        return None
    return Prepared(
        read_rows=whole.packed.count,
        rows=whole.packed.as_json(),
        count=whole.packed.count,
        headings=HEADINGS,
        preview=tuple(_shown(indicator, figure) for figure, indicator in whole.first),
        notes=_notes(sheet, sum(many for f, i, many in whole.alike if _is_bare(f, i))),
    )


def _row_by_row(layout: Format, sheet: Sheet, options: Options, by: Actor) -> Prepared:
    """Return a file with every fault of every row."""
    reading = layout.read(sheet)
    if reading.problems and not reading.rows:
        return Prepared(read_rows=0, problems=tuple(reading.problems))
    found, problems = _figures(reading, options, by)
    problems = sorted(
        [*reading.problems, *problems], key=lambda problem: (problem.row or 0, problem.column or "")
    )
    return Prepared(
        read_rows=len(reading.numbers),
        rows={} if problems else packing.pack(found).as_json(),
        count=len(found),
        problems=tuple(problems),
        headings=HEADINGS,
        preview=tuple(_shown(indicator, figure) for figure, indicator in found[:MOST_PREVIEW]),
        notes=_notes(sheet, sum(_is_bare(figure, indicator) for figure, indicator in found)),
    )


def _figures(
    reading: Reading, options: Options, by: Actor
) -> tuple[list[tuple[NewFigure, Indicator]], list[Problem]]:
    """Return the figures of all rows with their definitions, and every fault."""
    names = queries.known_as({row["indicator"] for row in reading.rows})
    places = Places(by)
    found: list[tuple[NewFigure, Indicator]] = []
    problems: list[Problem] = []
    seen: dict[tuple, int] = {}
    for number_, row in zip(reading.numbers, reading.rows, strict=True):
        figure, faults = _figure(row, names, places, options, by.today)
        if figure:
            key = (figure.urn, figure.split, figure.about.pk, figure.period)
            if (other := seen.setdefault(key, number_)) != number_:
                faults = [*faults, (None, f"The same figure is given twice: here and in row {other}.")]
            found.append((figure, names[row["indicator"]]))
        problems += [Problem(number_, column, words) for column, words in faults]
    return found, problems


def layout_of(sheet: Sheet) -> Format:
    """Return the layout that a sheet's headings follow; ours, unless it has the columns of the short one."""
    headings = {str(cell).strip().casefold() for cell in (sheet.rows[0] if sheet.rows else ())}
    return SHORT if "area" in headings and "about" not in headings else OURS


Faults = list[tuple[str | None, str]]


def _figure(
    row: Mapping[str, Any], names: Mapping[str, Indicator], places: Places, options: Options, today: date
) -> tuple[NewFigure | None, Faults]:
    """Return the figure of one row, or what is wrong with it by column."""
    faults: Faults = []
    indicator = names.get(row["indicator"])
    if indicator is None:
        faults.append(("Indicator", f"“{row['indicator']}” is not in the library of indicators"))
    column = "Area" if "area" in row else "About"
    about = places.find(row[column.lower()], row["period"].ends_on)
    if isinstance(about, str):
        faults.append((column, f"“{row[column.lower()]}” {about}"))
    if indicator and (unit := row.get("unit")) and unit != indicator.unit:
        faults.append(("Unit", f"“{indicator.title}” is a {indicator.unit}, not a {unit}"))
    if faults or indicator is None or isinstance(about, str):
        return None, faults
    figure = _new(row, indicator, about, options)
    return figure, [(None, words) for words in rules.faults(figure, indicator, today)]


def _new(row: Mapping[str, Any], indicator: Indicator, about: Organisation, options: Options) -> NewFigure:
    known = row.get("how_well_known")
    return NewFigure(
        urn=indicator.urn,
        about=about,
        period=row["period"],
        numerator=row.get("numerator"),
        denominator=row.get("denominator"),
        value=row.get("value"),
        state=State(row.get("state") or State.VALUE.value),
        qualifiers=(Qualifier(known),) if known else (),
        split=row.get("split") or "",
        source=row.get("source") or options.source,
    )


def _is_bare(figure: NewFigure, indicator: Indicator) -> bool:
    """Test whether a figure is a percentage without its numbers."""
    return indicator.unit == "percent" and figure.numerator is None and figure.state is State.VALUE


def _notes(sheet: Sheet, bare: int) -> tuple[str, ...]:
    """Return what a reader should know of how the file was read."""
    told = []
    if bare:
        told.append(f"{bare} of the figures are percentages without their numbers, and are marked so.")
    if sheet.delimiter not in ("", ","):
        told.append(f"The columns are divided by “{sheet.delimiter}”.")
    if sheet.other_sheets:
        told.append(f"Only the first sheet was read, not {', '.join(sheet.other_sheets)}.")
    return tuple(told)


def _shown(indicator: Indicator, figure: NewFigure) -> tuple[str, ...]:
    parts = f"{figure.numerator:f} of {figure.denominator:f}" if figure.denominator is not None else ""
    alone = figure.value if figure.value is not None else figure.numerator
    shown = parts or (f"{alone:f}{'%' if indicator.unit == 'percent' else ''}" if alone is not None else "")
    return (indicator.title, figure.about.name, figure.period.label, shown, figure.state.value)


def kept(figure: NewFigure) -> dict[str, Any]:
    """Return a figure as JSON holds it between the check and the storing."""
    return {
        "urn": figure.urn,
        "about": str(figure.about.public_id),
        "starts": figure.period.starts_on.isoformat(),
        "ends": figure.period.ends_on.isoformat(),
        "numbers": [
            None if n is None else f"{n:f}" for n in (figure.numerator, figure.denominator, figure.value)
        ],
        "state": figure.state.value,
        "qualifiers": [q.value for q in figure.qualifiers],
        "split": figure.split,
        "source": figure.source,
    }


def _back(row: Mapping[str, Any], places: Mapping[UUID, Organisation]) -> NewFigure:
    numerator, denominator, value = (None if n is None else Decimal(n) for n in row["numbers"])
    return NewFigure(
        urn=row["urn"],
        about=places[UUID(row["about"])],
        period=Period(date.fromisoformat(row["starts"]), date.fromisoformat(row["ends"])),
        numerator=numerator,
        denominator=denominator,
        value=value,
        state=State(row["state"]),
        qualifiers=tuple(Qualifier(q) for q in row["qualifiers"]),
        split=row["split"],
        source=row["source"],
    )


class Storing:
    """Stores the checked figures of a file through the one operation that records such."""

    def store(self, *, rows: Mapping[str, Any], file: SentFile, by: Actor, at: datetime) -> dict[str, Any]:
        """Record all figures of a file in one batch; the same file twice changes nothing and says so."""
        packed = packing.unpacked(rows)
        sent = operations.File(file.name, packed.mark(file.sha256), OURS.key, file.read_rows)
        try:
            batch = operations.record_checked(packed=packed, source=file.name, by=by, at=at, file=sent)
        except operations.FileSeenBefore as before:
            return nothing_new(before, packed.count)
        return receipt(batch)

    def covers(self, rows: Mapping[str, Any]) -> list[str]:
        """Return about whom and when the figures have something to say."""
        return packing.unpacked(rows).covers


class StoringSums:
    """Stores the few sums of a staff record through the one operation that records figures."""

    def store(
        self, *, rows: Sequence[Mapping[str, Any]], file: SentFile, by: Actor, at: datetime
    ) -> dict[str, Any]:
        """Record all sums of a file in one batch; the same file twice changes nothing and says so."""
        wanted = {UUID(row["about"]) for row in rows}
        places = {o.public_id: o for o in queries.places(wanted)}
        # The sums of a staff record depend on the day asked for, so what is stored is part of the mark.
        sent = operations.File(file.name, digest([file.sha256, list(rows)]), OURS.key, file.read_rows)
        try:
            batch = operations.record_figures(
                figures=[_back(row, places) for row in rows],
                provenance="import",
                source=file.name,
                by=by,
                at=at,
                file=sent,
            )
        except operations.FileSeenBefore as before:
            return nothing_new(before, len(rows))
        return receipt(batch)

    def covers(self, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """Return about whom and when the sums have something to say."""
        return sorted({f"{row['about']} {row['starts']} {row['ends']}" for row in rows})


def nothing_new(before: operations.FileSeenBefore, count: int) -> dict[str, Any]:
    """Return what became of the figures of a file that came before."""
    return {"added": 0, "corrected": 0, "unchanged": count, "note": str(before)}


def receipt(batch: Batch) -> dict[str, Any]:
    """Return what became of the figures of a file."""
    return {
        "batch": str(batch.public_id),
        "added": batch.added,
        "corrected": batch.corrected,
        "unchanged": batch.unchanged,
    }


FIGURES = register(
    Importer(
        key="figures",
        title="Figures of any indicator",
        help="One row for each figure: which indicator, about which organisation or area, for which period.",
        formats=(OURS, SHORT),
        prepare=prepare,
        operations=Storing(),
        asks=("source",),
    )
)
