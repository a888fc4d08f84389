"""
Row-level security as declared by the models: the backstop beneath the querysets.

Each model says in `reach` whose rows it holds. `secure` turns that into policies, grants and triggers after every
migration, so that a table that nobody has declared is closed to the application: it has no grant at all.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

from safeguarding.core.access import ties, together
from safeguarding.core.audit import triggers

APP_ROLE = "safeguarding_app"
OWNER_ROLE = "safeguarding_owner"

# What the application may know of its own context. Every setting is transaction-local; an empty setting is no context.
FUNCTIONS = """
create or replace function app_organisation() returns bigint stable language sql as
$$ select nullif(current_setting('app.organisation', true), '')::bigint $$;
create or replace function app_user() returns bigint stable language sql as
$$ select nullif(current_setting('app.user', true), '')::bigint $$;
create or replace function app_level() returns int stable language sql as
$$ select coalesce(nullif(current_setting('app.level', true), '')::int, 0) $$;
create or replace function app_today() returns date stable language sql as
$$ select coalesce(nullif(current_setting('app.today', true), '')::date, current_date) $$;
create or replace function app_mine() returns setof bigint stable language sql as
$$ select app_organisation()
   union all
   select ancestor_id from core_lineage where descendant_id = app_organisation() and from_on <= app_today() $$;
"""


@dataclass(frozen=True)
class Reach:
    """
    Whose rows a table holds, said once and used by the querysets and by the database.

    :param own: foreign keys to organisations; a row belongs to each of them ("o" of the access matrix).
    :param contracted: foreign keys to organisations whose rows their commissioners may read ("c" and "p").
    :param dated: the row's own date, so that a contract that has ended still shows its own years; none means today.
    :param when: extra SQL on `row` (or on its parent) that must hold before a commissioner reads it.
    :param unless: the same rule as a queryset condition; both are tested against each other.
    :param parent: a foreign key of the same room whose reach this row shares.
    :param open_to_all: True for words and registers that every signed-in person and the public pages may read.
    :param also: further SQL on `row` that opens it, such as a released validation for its provider.
    :param write: SQL on `row` that must hold for a write, when it is narrower than reading.
    :param insert: SQL on `row` that must hold for a new row, when it differs from reading.
    :param shared: True when an organisation may share its rows of this kind with another for a time.
    :param listed: True when each row has a level, a list of named people and people kept out (`core.restricted`); a row
        that was not entered there is shown to nobody.
    :param about: the column with the id of the restricted record that a row tells of, or null: whoever is kept from that
        record is not shown the row either.
    :param append_only: True when the application may add rows and never change them.
    :param deletable: True when the application may delete rows (sessions, drafts of lists; of a listed kind, where two
        people agreed to dispose of it).
    :param forgets: columns of a table that is only added to, which may be emptied where two people agreed to dispose of
        the record that they tell of.
    :param tells_of: SQL that selects the id of that record from `old`, as text, or the ids of several.
    """

    own: tuple[str, ...] = ()
    contracted: tuple[str, ...] = ()
    dated: str = ""
    when: str = ""
    unless: models.Q | None = None
    parent: str = ""
    open_to_all: bool = False
    also: str = ""
    write: str = ""
    insert: str = ""
    shared: bool = False
    listed: bool = False
    about: str = ""
    append_only: bool = False
    deletable: bool = False
    forgets: tuple[str, ...] = ()
    tells_of: str = ""


OPEN = Reach(open_to_all=True)


def reading(model: type[models.Model], alias: str = "", *, only_reading: bool = True) -> str:
    """
    Return the SQL condition under which a row of this model may be read in the current context.

    :param only_reading: False for what may be written: whoever broke the glass reads and no more.
    """
    reach: Reach = model.reach
    row = alias or model._meta.db_table
    if reach.open_to_all:
        return "true"
    parts = [_belongs(row, _column(model, name)) for name in reach.own]
    parts += [_contracted(model, row, name) for name in reach.contracted]
    parts += [_shared(model, row, name) for name in reach.own if reach.shared]
    if reach.listed:
        parts += [NAMED.format(row=row), *([OPENED.format(row=row)] if only_reading else [])]
    if reach.parent:
        parts.append(_as_parent(model, row))
    if reach.also:
        parts.append(f"({reach.also.replace('row.', row + '.')})")
    # First what is looked up in a list that is made once, then what asks about each row: the first that holds is enough.
    parts.sort(key=lambda part: "exists (" in part)
    condition = "(" + " or ".join(parts) + ")" if parts else "false"
    if reach.listed:
        kept = EXCLUDED.format(record=f"{row}.public_id")
        condition = f"({condition} and {WITHIN_LEVEL.format(row=row)} and not {kept})"
    if reach.about:
        told = f"{row}.{reach.about}"
        condition = f"({condition} and ({told} is null or not {EXCLUDED.format(record=told)}))"
    return condition


# Who is named on a row, has broken the glass of it, or is kept from it. The moment is the database's own.
NAMED = (
    "{row}.public_id in (select n.record from core_namedperson n where n.user_id = app_user()"
    " and n.since <= statement_timestamp() and (n.until is null or n.until > statement_timestamp()))"
)
OPENED = (
    "{row}.public_id in (select o.record from core_opening o where o.opened_by_id = app_user()"
    " and o.organisation_id = app_organisation() and o.until > statement_timestamp())"
)
# An L4 record is read by the people on its list: no organisation, contract or share opens it.
WITHIN_LEVEL = (
    "{row}.public_id in (select r.record from core_restrictedrecord r where r.level <= app_level() and (r.level < 4"
    " or " + NAMED.replace("{row}.public_id", "r.record") + "))"
)
EXCLUDED = (
    "{record} in (select x.record from core_exclusion x where x.user_id = app_user() and x.ended_at is null)"
)


def _column(model: type[models.Model], name: str) -> str:
    return model._meta.get_field(name).column


def _belongs(row: str, column: str) -> str:
    return f"{row}.{column} in (select app_mine())"


def _contracted(model: type[models.Model], row: str, name: str) -> str:
    """A commissioner reads what its providers sent, on the days of its contract."""
    reach: Reach = model.reach
    on = f"{row}.{_column(model, reach.dated)}" if reach.dated else "app_today()"
    if reach.dated:
        # The date must fall in the contract of this very provider, so the condition looks at the row.
        condition = (
            f"exists (select 1 from core_contractparty c where c.provider_id = {row}.{_column(model, name)}"
            f" and c.organisation_id in (select app_mine())"
            f" and c.starts_on <= {on} and (c.ends_on is null or c.ends_on >= {on}))"
        )
    else:
        condition = (
            f"{row}.{_column(model, name)} in (select c.provider_id from core_contractparty c"
            f" where c.organisation_id in (select app_mine())"
            f" and c.starts_on <= {on} and (c.ends_on is null or c.ends_on >= {on}))"
        )
    if reach.when:
        condition = f"({condition} and {reach.when.replace('row.', row + '.')})"
    return condition


def _shared(model: type[models.Model], row: str, name: str) -> str:
    """Another organisation reads what its owner shares with it today; a draft stays with its owner."""
    condition = (
        f"{row}.{_column(model, name)} in (select s.organisation_id from core_share s"
        f" where s.shared_with_id = app_organisation() and s.resource = '{model.resource}'"
        f" and s.starts_on <= app_today() and s.ends_on >= app_today() and s.ended_at is null)"
    )
    if model.reach.when:
        condition = f"({condition} and {model.reach.when.replace('row.', row + '.')})"
    return condition


def _as_parent(model: type[models.Model], row: str) -> str:
    """
    A row that shares its parent's reach; `when` may narrow a commissioner's.

    The parent's own policy decides which parents the subquery finds, so its condition is not written here again: the
    planner would work through it twice for every statement.
    """
    field = model._meta.get_field(model.reach.parent)
    parent = field.related_model
    condition = f"parent.id = {row}.{field.column}"
    if model.reach.when:
        own = " or ".join(_belongs("parent", _column(parent, name)) for name in parent.reach.own) or "false"
        condition += f" and ({own} or {model.reach.when.replace('row.', 'parent.')})"
    return f"exists (select 1 from {parent._meta.db_table} parent where {condition})"


def our_models() -> list[type[models.Model]]:
    """Return every model of the five rooms, many-to-many link tables included."""
    rooms = [apps.get_app_config(label) for label in ("core", "collect", "assure", "act", "report")]
    return [
        model
        for room in rooms
        for model in room.get_models(include_auto_created=True)
        if not model._meta.proxy
    ]


def reach_of(model: type[models.Model]) -> Reach:
    """Return the declared reach; a link table without a declaration shares that of the model that owns it."""
    if not hasattr(model, "reach") and model._meta.auto_created:
        owner = next(f for f in model._meta.fields if f.related_model is model._meta.auto_created)
        shared = reach_of(owner.related_model).open_to_all
        model.reach = Reach(
            parent="" if shared else owner.name, open_to_all=shared, deletable=True
        )  # what every person may read, they may read with its links
    return model.reach


# A table to the planner, which may join it anew for every row; a list, which it makes once for the statement.
A_TABLE, A_LIST = "in (select app_mine())", "= any (array(select app_mine()))"


def policies(model: type[models.Model]) -> list[str]:
    """Return the statements that close a table, open it by its declared reach and grant what the reach allows."""
    return [statement.replace(A_TABLE, A_LIST) for statement in _policies(model)]


def _policies(model: type[models.Model]) -> list[str]:
    reach, table = reach_of(model), model._meta.db_table
    using, changes = reading(model), reading(model, only_reading=False)
    write = reach.write.replace("row.", f"{table}.") or (
        "app_user() is not null" if reach.open_to_all else reading(model, only_reading=False)
    )
    insert = reach.insert.replace("row.", f"{table}.") or write
    statements = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        *(f"drop policy if exists {table}_{verb} on {table}" for verb in ("read", "add", "change", "remove")),
        f"create policy {table}_read on {table} for select using ({using})",
        f"create policy {table}_add on {table} for insert with check ({insert})",
        f"revoke all on {table} from {APP_ROLE}",
        f"grant select, insert on {table} to {APP_ROLE}",
    ]
    if not reach.append_only:
        statements += [
            f"create policy {table}_change on {table} for update using ({changes}) with check ({write})",
            f"grant update on {table} to {APP_ROLE}",
        ]
    if reach.forgets:
        statements += [
            f"create policy {table}_change on {table} for update using ({changes}) with check ({changes})",
            f"grant update ({', '.join(reach.forgets)}) on {table} to {APP_ROLE}",
        ]
    if reach.deletable:
        statements += [
            f"create policy {table}_remove on {table} for delete using ({write})",
            f"grant delete on {table} to {APP_ROLE}",
        ]
    return statements


# Tables of libraries: no organisation's rows; the application reads and writes them before anyone is known.
LIBRARY_TABLES = ("django_session", "account_", "mfa_", "socialaccount_", "usersessions_", "procrastinate_")
READ_ONLY_LIBRARY_TABLES = (
    "django_content_type",
    "django_migrations",
    "auth_permission",
    "auth_group",
    "django_site",
)


def prepare(cursor) -> None:
    """Create what migrations need: extensions."""
    for extension in ("btree_gist", "pg_trgm", "unaccent"):
        cursor.execute(f"create extension if not exists {extension}")


def secure(cursor) -> None:
    """Write every policy, grant, trigger and tie anew from the models' declarations; safe to run at any time."""
    cursor.execute(FUNCTIONS)
    cursor.execute(f"grant usage on schema public to {APP_ROLE}")
    for model in our_models():
        for statement in policies(model):
            cursor.execute(statement)
    cursor.execute("select tablename from pg_tables where schemaname = 'public'")
    for (table,) in cursor.fetchall():
        if table.startswith(LIBRARY_TABLES):
            cursor.execute(f"grant select, insert, update, delete on {table} to {APP_ROLE}")
        elif table.startswith(READ_ONLY_LIBRARY_TABLES):
            cursor.execute(f"grant select on {table} to {APP_ROLE}")
    for table in ("core_auditrecord", "core_audithead"):
        # The verifier reads every chain; it signs in as the owner and may read nothing else of anybody's.
        cursor.execute(f"drop policy if exists {table}_verify on {table}")
        cursor.execute(f"create policy {table}_verify on {table} for select to {OWNER_ROLE} using (true)")
    cursor.execute(f"grant usage, select on all sequences in schema public to {APP_ROLE}")
    cursor.execute(f"grant execute on all functions in schema public to {APP_ROLE}")
    triggers.install(cursor, our_models())
    ties.fasten(cursor, our_models())
    together.install(cursor, our_models())
