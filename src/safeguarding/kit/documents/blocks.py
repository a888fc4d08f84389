"""The one document model: what a paper says, without saying how it looks in a browser, in Word or on paper.

Every class is frozen, cleans its own text (see `text.clean`) and turns lists into tuples, so that a document that
could be built can also be stored, compared and written. A number that came from data is always a `Figure`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from safeguarding.kit.documents import drawings
from safeguarding.kit.documents.text import clean

QUALIFIERS = ("", "approximately", "at least", "as-at date not stated", "percentage only")
# The five ways in which there is no number are five different words: interface.md, "Rules".
MISSING = ("nil return", "not collected", "not applicable", "suspended", "suppressed", "not stated")
STATES = ("value", *MISSING)
CALLOUT_KINDS = ("information", "warning", "decision")


def _tidy(value: Any) -> Any:
    """Clean a string, or every string in a list, tuple or dict; lists become tuples."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return tuple(_tidy(each) for each in value)
    if isinstance(value, dict):
        return {clean(str(key)): clean(str(each)) for key, each in value.items()}
    return value


class Tidy:
    """Anything of the model: cleans its fields when it is made."""

    def __post_init__(self) -> None:
        """Clean every field, then check."""
        for each in fields(self):  # type: ignore[arg-type]
            object.__setattr__(self, each.name, _tidy(getattr(self, each.name)))
        self.check()

    def check(self) -> None:
        """Refuse what must never be built.

        :raises ValueError: in the classes that have something to refuse.
        """


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


@dataclass(frozen=True)
class Source(Tidy):
    """Where a number came from, in enough detail to ask again.

    `query` names the query and `arguments` what it was asked; `rows` are the keys of the rows it read (may be empty
    when they are many), `row_count` how many there were and `row_hash` their SHA-256. `as_at` is the date the number
    is about and `as_known_on` the date on which it was read, both in words; `label` is what a reader calls the source.
    """

    query: str
    arguments: dict[str, str] = field(default_factory=dict)
    rows: tuple[str, ...] = ()
    row_count: int = 0
    row_hash: str = ""
    as_at: str = ""
    as_known_on: str = ""
    label: str = ""

    def __hash__(self) -> int:
        """Sources stand in sets and dicts although their arguments are a dict."""
        return hash(
            (self.query, tuple(sorted(self.arguments.items())), self.row_hash, self.as_at, self.label)
        )

    def __str__(self) -> str:
        """Name the source and its dates in one line, for a note."""
        as_at = f"as at {self.as_at}" if self.as_at else "as-at date not stated"
        known = f", as known on {self.as_known_on}" if self.as_known_on else ""
        return f"{self.label or self.query}, {as_at}{known}"


@dataclass(frozen=True)
class Figure(Tidy):
    """A number, or the word for its absence, with its source.

    `value` is the exact value and `text` what is printed (with its unit sign, such as "92.4%"); `unit` names the unit
    in words, such as "per cent of staff". `qualifier` is one of QUALIFIERS, `state` one of STATES. Only the state
    "value" has a value: a missing number is None and never 0, and a suppressed one does not travel in the document.

    :raises ValueError: for an unknown qualifier or state, a value without text, a state that contradicts the value,
        or a Decimal that is not finite.
    """

    key: str
    value: Decimal | int | date | None
    text: str
    unit: str
    source: Source
    qualifier: str = ""
    state: str = "value"

    def check(self) -> None:
        """See the class."""
        _require(self.qualifier in QUALIFIERS, f"{self.qualifier!r} is not a qualifier")
        _require(self.state in STATES, f"{self.state!r} is not a state of a figure")
        _require(
            (self.value is None) == (self.state != "value"),
            f"a figure in state {self.state!r} has that value",
        )
        _require(bool(self.text) or self.value is None, "a figure with a value needs its text")
        _require(not isinstance(self.value, Decimal) or self.value.is_finite(), "a figure must be finite")

    @property
    def shown(self) -> str:
        """What the reader sees: the text with its qualifier, or the word for the missing value."""
        text = self.text or self.state
        if self.qualifier in ("approximately", "at least"):
            return f"{self.qualifier} {text}"
        return f"{text} ({self.qualifier})" if self.qualifier else text


@dataclass(frozen=True)
class Strong(Tidy):
    """A few words that carry weight."""

    text: str


Piece = str | Figure | Strong
Parts = tuple[Piece, ...]
Cell = str | int | Decimal | date | Figure


def _pieces(value: Piece | Iterable[Piece]) -> Parts:
    return (value,) if isinstance(value, str | Figure | Strong) else tuple(value)


class _InParts(Tidy):
    """A block with one run of parts, which may be given as a plain string."""

    parts: Parts

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", _pieces(self.parts))
        super().__post_init__()


class _InItems(Tidy):
    """A list whose items may be given as plain strings."""

    items: tuple[Parts, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(_pieces(item) for item in self.items))
        super().__post_init__()


@dataclass(frozen=True)
class Heading(Tidy):
    """A heading inside a part; `level` 1 stands directly under the part's own title, 3 is the deepest.

    :raises ValueError: for any other level, or no text.
    """

    text: str
    level: int = 1

    def check(self) -> None:
        """See the class."""
        _require(self.level in (1, 2, 3), "a heading has level 1, 2 or 3")
        _require(bool(self.text.strip()), "a heading needs text")


@dataclass(frozen=True, init=False)
class Paragraph(_InParts):
    """Running text: `Paragraph("At ", when, ", ", share, " of staff were in date.")`."""

    parts: Parts

    def __init__(self, *parts: Piece) -> None:
        """Take the parts one by one."""
        object.__setattr__(self, "parts", parts)
        self.__post_init__()


@dataclass(frozen=True)
class Bullets(_InItems):
    """A list without order; each item is a tuple of parts, or a string."""

    items: tuple[Parts, ...]


@dataclass(frozen=True)
class Numbered(_InItems):
    """A list counted from 1; each item is a tuple of parts, or a string."""

    items: tuple[Parts, ...]


@dataclass(frozen=True)
class Table(Tidy):
    """Rows under named columns; the first column heads its row; `notes` stand beneath.

    :raises ValueError: without a caption or columns, or when a row has more or fewer cells than there are columns.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def check(self) -> None:
        """See the class."""
        _require(bool(self.caption.strip()), "a table needs a caption")
        _require(bool(self.columns), "a table needs columns")
        _require(
            all(len(row) == len(self.columns) for row in self.rows),
            "every row needs one cell for each column",
        )

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Say for each column whether it holds numbers, which stand on the right; the row header never does."""
        return (False, *(_holds_numbers([row[i] for row in self.rows]) for i in range(1, len(self.columns))))


def _holds_numbers(cells: list[Cell]) -> bool:
    """Whether there is a number and nothing but numbers, missing figures and blanks."""
    values = [cell.value if isinstance(cell, Figure) else cell for cell in cells if cell != ""]
    numbers = [isinstance(value, int | Decimal) for value in values if value is not None]
    return bool(numbers) and all(numbers)


@dataclass(frozen=True)
class Chart(Tidy):
    """A drawing of a table. `conclusion` is the sentence that says what to conclude (a string or parts).

    :raises ValueError: without a title or conclusion, or when the drawing holds anything but shapes and words.
    """

    title: str
    svg: str
    table: Table
    conclusion: Parts

    def __post_init__(self) -> None:
        """Take a plain sentence too."""
        object.__setattr__(self, "conclusion", _pieces(self.conclusion))
        super().__post_init__()

    def check(self) -> None:
        """See the class."""
        _require(isinstance(self.table, Table), "a chart needs its table")
        _require(
            bool(self.title.strip()) and bool(words(self.conclusion).strip()), "a chart needs a conclusion"
        )
        drawings.require_harmless(self.svg)


@dataclass(frozen=True)
class Diagram(Tidy):
    """A drawing that is not of numbers, such as a governance chart, with the same said as a list.

    :raises ValueError: without a title or list, or when the drawing holds anything but shapes and words.
    """

    title: str
    svg: str
    text_alternative: Bullets

    def check(self) -> None:
        """See the class."""
        _require(bool(self.title.strip()) and bool(self.text_alternative.items), "a diagram needs its words")
        drawings.require_harmless(self.svg)


@dataclass(frozen=True)
class Callout(_InParts):
    """Something set apart; `kind` is "information", "warning" or "decision" (what the reader is asked to decide).

    :raises ValueError: for another kind, or no title.
    """

    kind: str
    title: str
    parts: Parts

    def check(self) -> None:
        """See the class."""
        _require(self.kind in CALLOUT_KINDS, f"{self.kind!r} is not a kind of callout")
        _require(bool(self.title.strip()), "a callout needs a title")


@dataclass(frozen=True)
class Quotation(Tidy):
    """Somebody's words; `said_by` is a role or a group and never a patient's name."""

    text: str
    said_by: str


@dataclass(frozen=True)
class SummaryList(Tidy):
    """Names and what they stand for; each row is (name, parts), the parts possibly a string."""

    rows: tuple[tuple[str, Parts], ...]

    def __post_init__(self) -> None:
        """Take plain strings too."""
        object.__setattr__(self, "rows", tuple((name, _pieces(parts)) for name, parts in self.rows))
        super().__post_init__()


Block = (
    Heading | Paragraph | Bullets | Numbered | Table | Chart | Diagram | Callout | Quotation | SummaryList
)  # fmt: skip


@dataclass(frozen=True)
class Part(Tidy):
    """A numbered part of a document; `key` is its name in addresses and links, for example "training"."""

    number: str
    title: str
    key: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Document(Tidy):
    """A whole paper. `front` is what stands in the box on the cover: rows of (name, parts).

    `status` is in words ("Draft for comment"), `version` as printed ("0.3"), `contributors` are roles.

    :raises ValueError: without a title, or when two parts share a key.
    """

    title: str
    subtitle: str
    organisation: str
    period_label: str
    status: str
    version: str
    contributors: tuple[str, ...] = ()
    front: tuple[tuple[str, Parts], ...] = ()
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        """Take plain strings in the front rows too."""
        object.__setattr__(self, "front", SummaryList(self.front).rows)
        super().__post_init__()

    def check(self) -> None:
        """See the class."""
        keys = [part.key for part in self.parts]
        _require(bool(self.title.strip()), "a document needs a title")
        _require(len(set(keys)) == len(keys), "two parts of a document share a key")


def figures(document: Document) -> Iterator[Figure]:
    """Walk all figures of a document in reading order; a figure that stands twice comes twice."""
    return _figures_in((document.front, document.parts))


def _figures_in(value: Any) -> Iterator[Figure]:
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _figures_in(each)
    elif isinstance(value, Chart):  # its sentence stands above its table
        yield from _figures_in((value.conclusion, value.table))
    elif isinstance(value, Tidy) and not isinstance(value, Source | Strong):
        for each in fields(value):  # type: ignore[arg-type]
            yield from _figures_in(getattr(value, each.name))


def words(parts: Iterable[Piece]) -> str:
    """The parts as one plain string."""
    return "".join(
        part if isinstance(part, str) else getattr(part, "shown", "") or part.text for part in parts
    )
