"""
Training compliance from an employer's staff record: one row for each member of staff and competence.

Read in memory, added up, and dropped: no row about a person is stored, logged or quoted, and a fault names the row and the
column and never what the cell says.

Who is compliant on the day asked for is decided by the dates and not by the status, which says how things stood when the
file was made: a competence counts from the day it was achieved to the day it expires, both included. Only where neither
date is given does the status decide. A competence that is not required is not counted. Rows that are the same are counted
once; so is a person with several rows of one competence, who is compliant if one of them counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from safeguarding.collect.imports.registry import Importer, Options, Prepared, register
from safeguarding.collect.returns import queries, rules
from safeguarding.collect.returns.figures import NewFigure
from safeguarding.collect.returns.formats.figures import StoringSums, kept
from safeguarding.collect.returns.formats.places import Places
from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.periods import Period
from safeguarding.kit.quantities import Qualifier, ratio_text, rounded
from safeguarding.kit.spreadsheets import (
    Column,
    FileRefused,
    Format,
    Problem,
    Reading,
    choice,
    date_,
    read_table_guarded,
    text,
)

OTHER = "training.competence"
YES = ("Y", "Yes")


def _check(*, date_achieved: date | None, expiry_date: date | None, **_: Any) -> str | None:
    if date_achieved and expiry_date and expiry_date < date_achieved:
        return "The expiry date is before the date achieved."
    return None


LAYOUT = Format(
    key="training",
    title="Safeguarding training compliance",
    columns=(
        Column("Organisation", text),
        Column("Assignment Number", text, help="Used to count each person once, then dropped"),
        Column("Staff Group", text, required=False),
        Column("Competence Name", text, also_called=("Competence",)),
        Column("Competence Required", choice("Y", "N", "Yes", "No")),
        Column("Date Achieved", date_, required=False),
        Column("Expiry Date", date_, required=False),
        Column("Status", text, required=False),
    ),
    check=_check,
    person_level=True,
    other_columns=True,
)


@dataclass(frozen=True)
class Compliance:
    """How many of those who need one competence hold it."""

    organisation: str
    competence: str
    compliant: int
    required: int

    @property
    def percent(self) -> float:
        """Return the percentage, to one decimal place."""
        return float(rounded(Decimal(100 * self.compliant) / self.required, 1))


@dataclass(frozen=True)
class Training:
    """What a file comes to: rows accepted, faults, and sums."""

    accepted: int
    problems: tuple[Problem, ...]
    sums: tuple[Compliance, ...] = ()
    disagreements: int = 0  # rows whose status says otherwise than their dates on the day
    organisations: tuple[str, ...] = field(default=())

    def together(self) -> list[Compliance]:
        """Return the sums over all organisations of the file, by competence."""
        names = sorted({one.competence for one in self.sums})
        return [self._of(name) for name in names]

    def _of(self, name: str) -> Compliance:
        parts = [one for one in self.sums if one.competence == name]
        return Compliance("", name, sum(p.compliant for p in parts), sum(p.required for p in parts))


def read(data: bytes, name: str, as_at: date) -> Training:
    """
    Add up a file on a day. Asks no table, so that a dry run needs no database.

    :raises FileRefused: if it is no spreadsheet that can be read.
    """
    return added_up(LAYOUT.read(read_table_guarded(data, name)), as_at)


def added_up(reading: Reading, as_at: date) -> Training:
    """Add up the rows of a reading on a day."""
    people: dict[tuple[str, str, str], bool] = {}
    disagreements = 0
    for row in reading.rows:
        if row["competence_required"] not in YES:
            continue
        holds = is_compliant(row, as_at)
        disagreements += holds != _says_compliant(row)
        key = (row["organisation"], row["competence_name"], row["assignment_number"])
        people[key] = people.get(key, False) or holds
    counts: dict[tuple[str, str], list[int]] = {}
    for (organisation, competence, _), holds in people.items():
        count = counts.setdefault((organisation, competence), [0, 0])
        count[0] += holds
        count[1] += 1
    return Training(
        accepted=len(reading.rows),
        problems=tuple(reading.problems),
        sums=tuple(Compliance(*key, *count) for key, count in sorted(counts.items())),
        disagreements=disagreements,
        organisations=tuple(sorted({row["organisation"] for row in reading.rows})),
    )


def is_compliant(row: Mapping[str, Any], as_at: date) -> bool:
    """Decide whether a required competence is held on a day: by its dates, and by its status only without any."""
    achieved, expires = row["date_achieved"], row["expiry_date"]
    if achieved is None and expires is None:
        return _says_compliant(row)
    if achieved is None and not _says_compliant(row):
        return False
    return (achieved is None or achieved <= as_at) and (expires is None or as_at <= expires)


def _says_compliant(row: Mapping[str, Any]) -> bool:
    return (row["status"] or "").casefold() == "compliant"


def new_figures(
    training: Training, about: Mapping[str, Organisation], period: Period, source: str = ""
) -> list[NewFigure]:
    """Return the sums as figures about organisations; a competence without an indicator of its own is a split."""
    known = queries.known_as({one.competence for one in training.sums})
    together: dict[tuple[int, str], list[int]] = {}
    for one in training.sums:
        count = together.setdefault((about[one.organisation].pk, one.competence), [0, 0])
        count[0] += one.compliant
        count[1] += one.required
    places = {place.pk: place for place in about.values()}
    return [
        NewFigure(
            urn=known[competence].urn if competence in known else OTHER,
            split="" if competence in known else competence[:100],
            about=places[place],
            period=period,
            numerator=Decimal(compliant),
            denominator=Decimal(required),
            source=source,
        )
        for (place, competence), (compliant, required) in sorted(together.items())
    ]


def prepare(data: bytes, name: str, options: Options, by: Actor) -> Prepared:
    """Read a file, add it up and keep the sums; its rows are gone when this returns."""
    if options.as_at is None:
        raise FileRefused("Say on which day the training is to be counted.")
    training = read(data, name, options.as_at)
    about, problems = _about(training, options, by)
    problems = [*training.problems, *problems]
    figures = [] if problems else _reported(training, about, options, options.as_at)
    problems += _faults(figures, by.today)
    return Prepared(
        read_rows=training.accepted,
        rows=[kept(figure) for figure in figures],
        count=len(training.together()),
        problems=tuple(problems),
        headings=("Competence", "In date", "Required", "Percentage"),
        preview=tuple(_shown(one) for one in training.together()),
        notes=_notes(training),
    )


def _reported(
    training: Training, about: Mapping[str, Organisation], options: Options, as_at: date
) -> list[NewFigure]:
    """Return the sums for the day of the count, or for a period with the note that its day is not stated."""
    period = options.reported_for or Period(as_at, as_at)
    figures = new_figures(training, about, period, options.source)
    known = (Qualifier.AS_AT_UNKNOWN,) if options.reported_for else ()
    return [replace(figure, qualifiers=known) for figure in figures]


def _about(training: Training, options: Options, by: Actor) -> tuple[dict[str, Organisation], list[Problem]]:
    """Return whose figures each organisation of the file means: the one that was said, or the one of that name."""
    if options.about:
        return dict.fromkeys(training.organisations, options.about), []
    places, about, problems = Places(by), {}, []
    for name in training.organisations:
        found = places.find(name, options.as_at or by.today)
        if isinstance(found, str):
            problems.append(
                Problem(None, "Organisation", f"An organisation of the file {found}. Say whose it is.")
            )
        else:
            about[name] = found
    return about, problems


def _faults(figures: Sequence[NewFigure], today: date) -> list[Problem]:
    defined = {indicator.urn: indicator for indicator in queries.indicators("training")}
    words = {words for figure in figures for words in rules.faults(figure, defined[figure.urn], today)}
    return [Problem(None, None, each) for each in sorted(words)]


def _notes(training: Training) -> tuple[str, ...]:
    if not training.disagreements:
        return ()
    return (
        f"In {training.disagreements} rows the status says otherwise than the dates. The dates of the day count.",
    )


def _shown(one: Compliance) -> tuple[str, ...]:
    return one.competence, str(one.compliant), str(one.required), ratio_text(one.compliant, one.required)


def answer(training: Training) -> dict[str, Any]:
    """Return what the command line prints for a machine."""
    return {
        "accepted": training.accepted,
        "rejected": [{"row": p.row, "column": p.column, "reason": p.reason} for p in training.problems],
        "figures": [
            {
                "competence": one.competence,
                "compliant": one.compliant,
                "required": one.required,
                "percent": one.percent,
            }
            for one in training.together()
        ],
    }


TRAINING = register(
    Importer(
        key="training",
        title="Training compliance from a staff record",
        help="One row for each member of staff and competence. The rows are added up and dropped: none is stored.",
        formats=(LAYOUT,),
        prepare=prepare,
        operations=StoringSums(),
        asks=("as_at", "about", "reported_for"),
    )
)
