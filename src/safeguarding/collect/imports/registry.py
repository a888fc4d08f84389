"""Which files can be imported. A format lives in the topic that owns the table it fills, and registers itself here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.periods import Period
from safeguarding.kit.spreadsheets import Format, Problem

MOST_PREVIEW = 200


@dataclass(frozen=True)
class Options:
    """What a person says beside the file, where its format asks for it."""

    as_at: date | None = None
    about: Organisation | None = None
    source: str = ""
    reported_for: Period | None = None  # where only the period is known and not the day of the count


@dataclass(frozen=True)
class Prepared:
    """
    What a file says, checked and not yet stored.

    :param rows: what would be stored, as JSON can hold it and the format's own storing reads it; of a person-level file
        sums only.
    :param count: how many figures that is.
    :param preview: the first of them for a person to look at, below `headings`.
    """

    read_rows: int
    rows: Any = field(default_factory=list)
    count: int = 0
    problems: tuple[Problem, ...] = ()
    headings: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SentFile:
    """A file as its sender knows it."""

    name: str
    sha256: str
    read_rows: int


class Operations(Protocol):
    """The one write of a format, in the topic whose table it fills; it records the one audit record of the batch."""

    def store(self, *, rows: Any, file: SentFile, by: Actor, at: datetime) -> dict[str, Any]:
        """Store all rows or none; returns what became of them."""

    def covers(self, rows: Any) -> list[str]:
        """Return about whom and when the rows have something to say, each as `{public id} {first day} {last day}`."""


@dataclass(frozen=True)
class Importer:
    """One kind of file: how it is read, and which operation stores it."""

    key: str
    title: str
    help: str
    formats: tuple[Format, ...]
    prepare: Callable[[bytes, str, Options, Actor], Prepared]
    operations: Operations
    asks: tuple[str, ...] = ()  # "as_at", "about", "reported_for", "source"

    @property
    def template(self) -> Format:
        """Return the layout that we offer; others may be read as well."""
        return self.formats[0]


IMPORTERS: dict[str, Importer] = {}


def register(importer: Importer) -> Importer:
    """Add a kind of file to those that can be imported."""
    IMPORTERS[importer.key] = importer
    return importer
