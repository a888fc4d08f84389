"""
Disposes again of what was disposed of after a backup was made: what is erased stays erased after a restore.

As the superuser, in a database that nobody uses yet, with its triggers asleep: the agreement of two people stands in the
stub, which is written again too, and not in the proposals of the older database.
"""

from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from safeguarding.core.access.rowsecurity import our_models, reach_of


def stubs(connection: psycopg.Connection[Any]) -> list[dict[str, Any]]:
    """Return every disposal that a database knows of, in the form of the ledger; none where it is older than they are."""
    if not _has_stubs(connection):
        return []
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(
            "select r.record, r.kind, d.retention, d.was_due_on, d.reason, d.asked_by_id as asked_by,"
            " d.disposed_by_id as disposed_by, d.disposed_at"
            " from core_disposal d join core_restrictedrecord r on r.id = d.restricted_id order by d.id"
        ).fetchall()


def erase(connection: psycopg.Connection[Any], disposed: list[dict[str, Any]]) -> int:
    """Delete again what the ledger names, with what it held before; return how many records were there."""
    tables = {
        model._meta.label_lower: model._meta.db_table for model in our_models() if reach_of(model).listed
    }
    found = 0
    with connection.transaction():
        connection.execute("set local session_replication_role = replica")
        for line in disposed:
            found += _erase_one(connection, tables[line["kind"]], line)
            if _has_stubs(connection):
                _write_stub(connection, line)
    return found


def _erase_one(connection: psycopg.Connection[Any], table: str, line: dict[str, Any]) -> int:
    remove = sql.SQL("delete from {} where public_id = %s returning id").format(sql.Identifier(table))
    gone = connection.execute(remove, [line["record"]]).fetchall()
    connection.execute(
        "update core_rowhistory set before = null, after = null where relation = %s"
        " and coalesce(after, before) ->> 'public_id' = %s",
        [table, str(line["record"])],
    )
    if _has(connection, "core_auditcontent"):
        connection.execute(
            "update core_auditcontent set content = null from core_audittouch t"
            " where t.entry_id = core_auditcontent.entry_id and t.record = %s",
            [line["record"]],
        )
    return len(gone)


def _write_stub(connection: psycopg.Connection[Any], line: dict[str, Any]) -> None:
    """Write the stub again, unless it is there, or the older database knows nothing of the record or of who disposed of it."""
    connection.execute(
        "insert into core_disposal (restricted_id, organisation_id, retention, was_due_on, reason, asked_by_id,"
        " disposed_by_id, disposed_at) select r.id, r.organisation_id, %(retention)s, %(was_due_on)s, %(reason)s, a.id,"
        " b.id, %(disposed_at)s from core_restrictedrecord r, core_user a, core_user b"
        " where r.record = %(record)s and a.id = %(asked_by)s and b.id = %(disposed_by)s"
        " and not exists (select 1 from core_disposal d where d.restricted_id = r.id)",
        line,
    )


def _has_stubs(connection: psycopg.Connection[Any]) -> bool:
    return _has(connection, "core_disposal")


def _has(connection: psycopg.Connection[Any], table: str) -> bool:
    """Tell whether a table stands in a database that may be older than it."""
    (known,) = connection.execute("select to_regclass(%s) is not null", [f"public.{table}"]).fetchone()
    return bool(known)
