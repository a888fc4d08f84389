"""
Reads the published files into plain facts: bodies, relations and successions. Asks no table.

The layouts are those of the Organisation Data Service: 27 columns without headings (trusts, practices), 6 (membership of
practices), 16 with headings (practices, networks, commissioners), 3 (succession); and of the ONS look-up from CCG to ICB.
Addresses, telephone numbers and names of persons in them are passed over.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from safeguarding.kit.quantities import rounded
from safeguarding.kit.spreadsheets import FileRefused, Sheet

CODE = re.compile(r"[A-Z0-9]{2,9}")
# Health and Care Act 2022, section 14: on this day the integrated care boards took over from the CCGs.
ICBS_BEGIN = date(2022, 7, 1)
CCGS_END = ICBS_BEGIN - timedelta(days=1)
MONTHS = dict(
    zip(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        range(1, 13),
        strict=True,
    )
)


@dataclass(frozen=True)
class Body:
    """An organisation with its code, and from when to when the code meant it."""

    code: str
    name: str
    kind: str
    opened: date | None = None
    closed: date | None = None


@dataclass(frozen=True)
class Tie:
    """How one organisation stands to another, by their codes."""

    child: str
    parent: str
    kind: str
    starts: date | None
    ends: date | None = None


@dataclass(frozen=True)
class Step:
    """One organisation taking over from another, by their codes."""

    old: str
    new: str
    on: date
    kind: str = ""  # found from all the steps of a file where it is not said
    share: Decimal | None = None


Fact = Body | Tie | Step


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be taken, and why."""

    row: int
    column: str | None
    reason: str


@dataclass
class Said:
    """What a file says: the facts of each row, and the rows that cannot be taken."""

    rows: list[tuple[int, list[Fact]]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


class Wrong(ValueError):  # noqa: N818 - the reason for which a row is rejected, not an error
    """A row that cannot be taken: the column and the reason."""

    def __init__(self, column: str | None, reason: str) -> None:
        self.column, self.reason = column, reason
        super().__init__(reason)


def code(text: Any, column: str) -> str:
    """Return a code in capitals, or refuse it."""
    said = str(text).strip().upper()
    if not CODE.fullmatch(said):
        raise Wrong(column, "This is not a code of the Organisation Data Service.")
    return said


def day(text: Any, column: str, *, must: bool = False) -> date | None:
    """Return a day written 20170401, 2017-04-01 or 01Jan2022; nothing where nothing is written."""
    said = str(text).strip()
    if not said and not must:
        return None
    try:
        if re.fullmatch(r"\d{8}", said):
            return date(int(said[:4]), int(said[4:6]), int(said[6:]))
        if found := re.fullmatch(r"(\d\d)([A-Z][a-z]{2})(\d{4})", said):
            return date(int(found[3]), MONTHS.get(found[2], 0), int(found[1]))
        return date.fromisoformat(said)
    except ValueError:
        raise Wrong(column, "This is not a date.") from None


def name(text: Any, column: str) -> str:
    """Return a name on one line, or refuse an empty or too long one."""
    said = " ".join(str(text).split())
    if not said:
        raise Wrong(column, "Nothing is given.")
    if len(said) > 200:
        raise Wrong(column, "The name is longer than 200 characters.")
    return said


def _dates(first: Any, last: Any) -> tuple[date | None, date | None]:
    opened, closed = day(first, "Open date"), day(last, "Close date")
    if opened and closed and closed < opened:
        raise Wrong("Close date", "It closes before it opens.")
    return opened, closed


def trust(row: Sequence[Any]) -> Iterator[Fact]:
    """Read one NHS trust of etr.csv."""
    opened, closed = _dates(row[10], row[11])
    yield Body(code(row[0], "Organisation code"), name(row[1], "Name"), "nhs-trust", opened, closed)


def practice(row: Sequence[Any]) -> Iterator[Fact]:
    """Read one practice of epraccur.csv; prescribing setting 4 is a GP practice, others prescribe elsewhere."""
    opened, closed = _dates(row[10], row[11])
    own = code(row[0], "Organisation code")
    kind = "gp-practice" if str(row[25]).strip() == "4" else "provider"
    yield Body(own, name(row[1], "Name"), kind, opened, closed)
    if str(row[14]).strip():
        joined, left = day(row[15], "Join date"), day(row[16], "Left date")
        yield Tie(own, code(row[14], "Commissioner"), "MEMBER_OF", joined, left)


def membership(row: Sequence[Any]) -> Iterator[Fact]:
    """Read one membership of a practice in a commissioner of epcmem.csv."""
    joined, left = day(row[3], "Join date", must=True), day(row[4], "Left date")
    if joined and left and left < joined:
        raise Wrong("Left date", "It left before it joined.")
    yield Tie(code(row[0], "Organisation code"), code(row[1], "Parent code"), "MEMBER_OF", joined, left)


def practice_map(row: dict[str, Any]) -> Iterator[Fact]:
    """Read one practice with its network, CCG, partnership and region on the day of the extract."""
    on = day(row["EXTRACT_DATE"], "EXTRACT_DATE", must=True)
    own, ccg = code(row["PRACTICE_CODE"], "PRACTICE_CODE"), code(row["CCG_CODE"], "CCG_CODE")
    stp, region = code(row["STP_CODE"], "STP_CODE"), code(row["COMM_REGION_CODE"], "COMM_REGION_CODE")
    yield Body(own, name(row["PRACTICE_NAME"], "PRACTICE_NAME"), "gp-practice")
    yield Body(ccg, name(row["CCG_NAME"], "CCG_NAME"), "ccg", closed=CCGS_END)
    yield Body(stp, name(row["STP_NAME"], "STP_NAME"), "stp", closed=CCGS_END)
    yield Body(region, name(row["COMM_REGION_NAME"], "COMM_REGION_NAME"), "region")
    yield Tie(own, ccg, "MEMBER_OF", on, CCGS_END)
    yield Tie(ccg, stp, "PART_OF", on, CCGS_END)
    yield Tie(stp, region, "IN_REGION", on, CCGS_END)
    network = str(row["PCN_CODE"]).strip().upper()
    if network not in ("", "U", "-"):
        yield Body(code(network, "PCN_CODE"), name(row["PCN_NAME"], "PCN_NAME"), "pcn")
        yield Tie(own, network, "PART_OF", on)


def step(row: dict[str, Any]) -> Iterator[Fact]:
    """Read one succession of one code by another."""
    old, new = code(row["old_code"], "old_code"), code(row["new_code"], "new_code")
    if old == new:
        raise Wrong("new_code", "The old and the new code are the same.")
    yield Step(old, new, day(row["date"], "date", must=True) or ICBS_BEGIN)


def from_ccg_to_icb(rows: Sequence[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, list[Fact]]]:
    """
    Read the look-up of CCGs to sub-ICB locations and ICBs.

    A CCG of which a few places went to another board passes to the board with most of it; the rest is a split that
    gives no rights to its records.
    """
    together: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for number, row in rows:
        together.setdefault(row["ccg21_code"], []).append((number, row))
    for parts in together.values():
        parts.sort(key=lambda part: -int(part[1]["lsoa_count"]))
        whole = sum(int(row["lsoa_count"]) for _, row in parts)
        own = code(parts[0][1]["sicbl22_code_h"], "sicbl22_code_h")
        for place, (number, row) in enumerate(parts):
            share = rounded(Decimal(100 * int(row["lsoa_count"])) / whole, 2) if len(parts) > 1 else None
            yield number, list(_geography(row, own, main=place == 0, share=share))


def _geography(row: dict[str, Any], own: str, *, main: bool, share: Decimal | None) -> Iterator[Fact]:
    icb, location = code(row["icb22_code_h"], "icb22_code_h"), code(row["sicbl22_code_h"], "sicbl22_code_h")
    yield Body(own, name(row["ccg21_name"], "ccg21_name"), "ccg", closed=CCGS_END)
    yield Body(icb, name(row["icb22_name"], "icb22_name"), "icb", opened=ICBS_BEGIN)
    yield Body(location, name(row["sicbl22_name"], "sicbl22_name"), "sub-icb", opened=ICBS_BEGIN)
    yield Tie(location, icb, "PART_OF", ICBS_BEGIN)
    yield Step(own, icb, ICBS_BEGIN, "TRANSFER" if main else "SPLIT", share)


@dataclass(frozen=True)
class Layout:
    """How one kind of file is laid out."""

    title: str
    width: int
    read: Callable[[Any], Iterator[Fact]] | None
    headings: tuple[str, ...] = ()


MAP = (
    "PUBLICATION EXTRACT_DATE PRACTICE_CODE PRACTICE_NAME PRACTICE_POSTCODE PCN_CODE PCN_NAME ONS_CCG_CODE CCG_CODE"
    " CCG_NAME ONS_STP_CODE STP_CODE STP_NAME ONS_COMM_REGION_CODE COMM_REGION_CODE COMM_REGION_NAME"
)
LOOK_UP = (
    "ccg21_code ccg21_name stp21_code stp21_name sicbl22_code sicbl22_code_h sicbl22_name icb22_code icb22_code_h"
    " icb22_name lsoa_count"
)
LAYOUTS = {
    "trusts": Layout("NHS trusts (etr)", 27, trust),
    "practices": Layout("GP practices (epraccur)", 27, practice),
    "membership": Layout("Membership of practices (epcmem)", 6, membership),
    "practice-map": Layout("Practices, networks and commissioners", 16, practice_map, tuple(MAP.split())),
    "succession": Layout("Succession of codes", 3, step, ("old_code", "new_code", "date")),
    "geography": Layout("CCG to sub-ICB location and ICB", 11, None, tuple(LOOK_UP.split())),
}


def read(sheet: Sheet, kind: str) -> Said:
    """
    Return what a file of a kind says.

    :raises FileRefused: if it is laid out otherwise.
    """
    layout, said = LAYOUTS[kind], Said()
    rows = list(enumerate(sheet.rows, 1))
    if layout.headings:
        _check_headings(sheet, layout)
        rows = rows[1:]
    found = []
    for number, cells in rows:
        if not any(str(cell).strip() for cell in cells):
            continue
        if len(cells) != layout.width:
            said.rejected.append(
                Rejected(number, None, f"The row has {len(cells)} columns, not {layout.width}.")
            )
        else:
            found.append(
                (number, dict(zip(layout.headings, cells, strict=True)) if layout.headings else cells)
            )
    if not found:
        raise FileRefused(f"No row of this file is laid out as a file of “{layout.title}” is.")
    _read_rows(layout, found, said)
    return said


def _check_headings(sheet: Sheet, layout: Layout) -> None:
    given = tuple(str(cell).strip() for cell in sheet.rows[0]) if sheet.rows else ()
    if given != layout.headings:
        missing = [heading for heading in layout.headings if heading not in given]
        what = f"It lacks {', '.join(missing)}." if missing else "Its columns are others or stand otherwise."
        raise FileRefused(f"This is not a file of “{layout.title}”. {what}")


def _read_rows(layout: Layout, found: list[tuple[int, Any]], said: Said) -> None:
    if layout.read is None:
        good = [(number, row) for number, row in found if _countable(number, row, said)]
        try:
            said.rows.extend(from_ccg_to_icb(good))
        except Wrong as wrong:
            raise FileRefused(f"Column {wrong.column}: {wrong.reason}") from None
        said.rows.sort(key=lambda row: row[0])
        return
    for number, row in found:
        try:
            said.rows.append((number, list(layout.read(row))))
        except Wrong as wrong:
            said.rejected.append(Rejected(number, wrong.column, wrong.reason))


def _countable(number: int, row: dict[str, Any], said: Said) -> bool:
    if str(row["lsoa_count"]).strip().isdigit() and int(row["lsoa_count"]) > 0:
        return True
    said.rejected.append(Rejected(number, "lsoa_count", "This is not a number above 0."))
    return False
