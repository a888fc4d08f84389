"""Notices of before the day on which a notice says its record: the migration fills it in, and leaves the tables closed."""

from importlib import import_module

from django.db import connection, connections, transaction

from tests import databases
from tests.core.breakglass.making import opening
from tests.core.notices.helping import tell
from tests.core.restricted.making import an_alert

FILLS_IN = import_module("safeguarding.core.migrations.0011_notice_record").OF_WHICH_RECORD


def test_older_notices_say_their_record_from_now_on(committed):
    name = connection.settings_dict["NAME"]
    with transaction.atomic():
        row = an_alert(committed)
        opening(committed, row=row)
        tell(committed)
    with databases.superuser(name) as database:
        database.execute("set session_replication_role = replica")
        database.execute("update core_notice set record = null")

    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(FILLS_IN)

    with databases.superuser(name) as database:
        told = database.execute("select kind, record from core_notice").fetchall()
        closed = database.execute(
            "select relname, relforcerowsecurity from pg_class where relname = any(%s)",
            [["core_notice", "core_opening", "core_proposal", "core_restrictedrecord"]],
        ).fetchall()
    assert {record for kind, record in told if kind == "glass.broken"} == {row.public_id}
    assert {record for kind, record in told if kind == "validation.query"} == {None}
    assert len(closed) == 4
    assert all(forced for _, forced in closed)
