"""
Foreign keys that are checked once a statement instead of once a row, for tables into which thousands of rows come at once.

PostgreSQL asks for each row and each of its foreign keys by itself whether the other row stands; with nine keys that took
longer than all the rest of storing a month's file. A model names in `checked_together` the keys, and in `tied_together`
the ties (`ties.Tie`), that are asked about as sets: a trigger of the whole statement looks through what arrived.

That comes to the same only where the other row can never go away again, so their tables are sealed here: no row of
them is deleted and nothing changes that a key compares, whoever writes. And whoever writes must be able to read the other
row, or it is not found and the write is refused: it stands in a table that is open to everyone, or shares our organisation.
"""

from django.db import models

from safeguarding.core.access.ties import Fastening, fastening

# The error is the one that a foreign key gives, so that whoever waits for an IntegrityError gets it.
CHECK = """
create or replace function {table}_keys() returns trigger language plpgsql as $$
begin{checks}
  return null;
end $$
"""
ONE = """
  if exists (select from (select distinct {columns} from arrived where {first} is not null) a ({other_columns})
      where not exists (select from {other} o where {same})) then
    raise foreign_key_violation using constraint = '{name}', table = '{table}',
      message = 'a row of {table} names a row of {other} that does not stand: {name}'; end if;"""
SEALED = """
create or replace function core_sealed() returns trigger language plpgsql as $$
begin raise foreign_key_violation using message = 'rows of ' || tg_table_name || ' stand for good'; end $$
"""


class NotOpen(ValueError):
    """A key that is checked as a set leads to a table that not everybody may read."""


def keys_of(model: type[models.Model]) -> list[Fastening]:
    """Return the declared keys of a table that are checked once a statement."""
    tied = [fastening(model, tie) for tie in getattr(model, "tied_together", ())]
    return [_single(model, key) for key in getattr(model, "checked_together", ())] + tied


def install(cursor, tables: list[type[models.Model]]) -> None:
    """Make the triggers of the declared keys and seal the tables that they lead to; safe to run twice."""
    cursor.execute(SEALED)
    compared: dict[str, set[str]] = {}
    for model in tables:
        if keys := keys_of(model):
            _check(cursor, model._meta.db_table, keys)
            for key in keys:
                compared.setdefault(key.other, set()).update(key.other_columns)
    for other, columns in sorted(compared.items()):
        _seal(cursor, other, sorted(columns))


def _single(model: type[models.Model], key: str) -> Fastening:
    field = model._meta.get_field(key)
    other = field.related_model
    if not other.reach.open_to_all:
        raise NotOpen(
            f"{other._meta.label} is not open to everybody: keep a foreign key of the database to it."
        )
    return Fastening(model._meta.db_table, (field.column,), other._meta.db_table, ("id",))


def _check(cursor, table: str, keys: list[Fastening]) -> None:
    checks = [
        ONE.format(
            table=table,
            name=key.name,
            columns=", ".join(key.columns),
            first=key.columns[0],
            other=key.other,
            other_columns=", ".join(key.other_columns),
            same=" and ".join(f"o.{column} = a.{column}" for column in key.other_columns),
        )
        for key in keys
    ]
    cursor.execute(CHECK.format(table=table, checks="".join(checks)))
    for verb in ("insert", "update"):
        cursor.execute(
            f"create or replace trigger {table}_keys_{verb} after {verb} on {table}"
            f" referencing new table as arrived for each statement execute function {table}_keys()"
        )


def _seal(cursor, table: str, columns: list[str]) -> None:
    """Let no row of a table be deleted, and nothing change that a key compares."""
    changed = " or ".join(f"old.{column} is distinct from new.{column}" for column in columns)
    cursor.execute(
        f"create or replace trigger {table}_sealed before delete on {table} for each row execute function core_sealed()"
    )
    cursor.execute(
        f"create or replace trigger {table}_sealed_key before update on {table} for each row"
        f" when ({changed}) execute function core_sealed()"
    )
