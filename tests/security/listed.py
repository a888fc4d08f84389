"""
Who may read a restricted record, worked out a second time: from its level, its list, who is kept out and broken glass.

The rules are those of the security plan (1.1 levels, 1.3 lists and exclusions, 1.5 break-glass), not the product's code.
"""

from dataclasses import dataclass
from functools import cached_property

import psycopg

OPENERS = {"R01", "R02", "R12"}  # executive lead, head of safeguarding, Caldicott Guardian
OVERSEERS = {
    "R12",
    "R13",
}  # who looks over emergency openings: the guardian and the lead for information governance
# What is kept of a record beside its words, with the column that says of which record.
AROUND = {"core.RestrictedRecord": "record", "core.NamedPerson": "record", "core.Exclusion": "record"}


@dataclass(frozen=True)
class Entry:
    """What is kept of one restricted record."""

    level: int
    resource: str
    organisation: int
    opened_by: int


@dataclass
class Lists:
    """The levels, lists, exclusions and openings as they stand, read by the superuser."""

    superuser: psycopg.Connection

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Return what is kept of each record, by its public id."""
        asked = "select record, level, resource, organisation_id, opened_by_id from core_restrictedrecord"
        return {str(record): Entry(*rest) for record, *rest in self.superuser.execute(asked)}

    @cached_property
    def named(self) -> set[tuple[str, int]]:
        """Return who is on which list now."""
        return self._pairs(
            "select record, user_id from core_namedperson where until is null or until > now()"
        )

    @cached_property
    def kept_out(self) -> set[tuple[str, int]]:
        """Return who is kept from which record now."""
        return self._pairs("select record, user_id from core_exclusion where ended_at is null")

    @cached_property
    def opened(self) -> set[tuple[str, int]]:
        """Return who has broken the glass of which record within the hour."""
        return self._pairs("select record, opened_by_id from core_opening where until > now()")

    def _pairs(self, asked: str) -> set[tuple[str, int]]:
        return {(str(record), user) for record, user in self.superuser.execute(asked)}

    @cached_property
    def openings(self) -> dict[int, tuple[int, int, int]]:
        """Return for whom somebody broke the glass, whose record it was, and who it was."""
        asked = "select id, organisation_id, owner_id, opened_by_id from core_opening"
        return {pk: tuple(rest) for pk, *rest in self.superuser.execute(asked)}

    @cached_property
    def _records(self) -> dict[tuple[str, int], str]:
        found = {}
        for label, column in AROUND.items():
            table = label.lower().replace(".", "_")
            for pk, record in self.superuser.execute(f"select id, {column} from {table}"):
                found[label, pk] = str(record)
        waiting = "select p.id, r.record from core_proposal p join core_restrictedrecord r on r.id = p.restricted_id"
        return found | {("core.Proposal", pk): str(record) for pk, record in self.superuser.execute(waiting)}

    def standing(self, user: int | None, record: str) -> str:
        """Say how somebody stands to a record: kept out, named, or neither."""
        if (record, user) in self.kept_out:
            return "kept out"
        return "named" if (record, user) in self.named else "restricted"

    def may_read_words(self, user: int | None, record: str, by_name: bool, by_place: bool) -> bool:
        """
        Tell whether somebody may read the words of a record.

        :param by_name: whether their role reads records of this kind on whose list they stand.
        :param by_place: whether their role reads records of this kind of that organisation.
        """
        entry, standing = self.entries.get(record), self.standing(user, record)
        if entry is None or standing == "kept out":
            return False
        if entry.level == 4:
            return standing == "named" and (by_name or by_place)
        return by_place or (by_name and standing == "named") or (record, user) in self.opened

    def is_around(self, label: str) -> bool:
        """Test whether a table keeps something about restricted records that is none of their words."""
        return label in (*AROUND, "core.Proposal", "core.Opening")

    def may_read_around(self, label: str, pk: int, reader, mine: set[int], writes: set[str]) -> bool:
        """
        Tell whether somebody may read what is kept of a record: who looks after its list may, and whoever opened it.

        :param mine: the reader's organisation with all that it stands for.
        :param writes: the kinds of record that the reader's role writes by role.
        """
        if label == "core.Opening":
            acting, owner, who = self.openings[pk]
            return who == reader.user or (reader.role in OVERSEERS and bool({acting, owner} & mine))
        record = self._records[label, pk]
        entry = self.entries[record]
        if entry.organisation not in mine or (record, reader.user) in self.kept_out:
            return False
        looks_after = entry.level == 3 and entry.resource in writes
        return reader.role in OPENERS or entry.opened_by == reader.user or looks_after
