"""
Foreign keys that cannot lead to another organisation's row: the database compares more than the id.

A model says in `ties` which of its foreign keys must agree with it in further columns. `fasten` makes of each a
composite foreign key, after every migration, as `rowsecurity.secure` makes the policies; Django 5.2 itself knows none.
Referential checks go around row security, so a tie holds for rows that the writer cannot even see.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.db import models


@dataclass(frozen=True)
class Tie:
    """
    One foreign key and what its row must share with ours: `Tie("post", organisation="organisation")`.

    :param key: the foreign key.
    :param shared: our columns, and by what names the other table knows the same.
    """

    key: str
    shared: tuple[tuple[str, str], ...]

    def __init__(self, key: str, **shared: str) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "shared", tuple(sorted(shared.items())))


@dataclass(frozen=True)
class Fastening:
    """A tie as the database has it: a unique key on the one table, and the foreign key of the other."""

    table: str
    columns: tuple[str, ...]
    other: str
    other_columns: tuple[str, ...]

    @property
    def unique(self) -> str:
        """Return the name of the unique key that the foreign key needs."""
        return _name("tied", self.other, *self.other_columns)

    @property
    def name(self) -> str:
        """Return the name of the foreign key."""
        return _name("tie", self.table, *self.columns, self.other, *self.other_columns)


def fastenings(tables: list[type[models.Model]]) -> list[Fastening]:
    """Return what the declared ties come to, by table."""
    return [fastening(model, tie) for model in tables for tie in getattr(model, "ties", ())]


def fasten(cursor, tables: list[type[models.Model]]) -> None:
    """Make the declared ties that are missing and take away those that nobody declares any more; safe to run twice."""
    declared = fastenings(tables)
    standing = _standing(cursor)
    keys, uniques = {each.name for each in declared}, {each.unique for each in declared}
    for name, table in standing.items():
        if name.startswith("tie_") and name not in keys:
            cursor.execute(f"alter table {table} drop constraint {name}")
    for name, table in standing.items():
        if name.startswith("tied_") and name not in uniques:
            cursor.execute(f"alter table {table} drop constraint {name}")
    for each in declared:
        if each.unique not in standing:
            columns = ", ".join(each.other_columns)
            cursor.execute(f"alter table {each.other} add constraint {each.unique} unique ({columns})")
            standing[each.unique] = each.other
    for each in declared:
        if each.name not in standing:
            cursor.execute(
                f"alter table {each.table} add constraint {each.name} foreign key ({', '.join(each.columns)})"
                f" references {each.other} ({', '.join(each.other_columns)})"
            )


def _standing(cursor) -> dict[str, str]:
    cursor.execute(
        "select conname, conrelid::regclass::text from pg_constraint"
        " where connamespace = 'public'::regnamespace and conname ~ '^tied?_'"
    )
    return dict(cursor.fetchall())


def fastening(model: type[models.Model], tie: Tie) -> Fastening:
    """Return what one tie of a model comes to."""
    key = model._meta.get_field(tie.key)
    other = key.related_model
    return Fastening(
        table=model._meta.db_table,
        columns=(key.column, *(model._meta.get_field(ours).column for ours, _ in tie.shared)),
        other=other._meta.db_table,
        other_columns=("id", *(other._meta.get_field(theirs).column for _, theirs in tie.shared)),
    )


def _name(*parts: str) -> str:
    """Return a name that fits into the 63 letters of PostgreSQL and stays the same from run to run."""
    whole = "_".join(parts)
    return f"{whole[:50]}_{sha256(whole.encode()).hexdigest()[:8]}"
