"""
Closes again what was closed after a backup was made: what is restricted stays restricted after a restore.

As the superuser, in a database that nobody uses yet. It only ever closes: a level or a mark that is higher in the backup
stays, and somebody whom the backup keeps out stays out, for two people to open again (security plan 1.1, MONOTONE).
"""

from typing import Any

import psycopg
from psycopg.rows import dict_row

STATE = """
select r.record, r.level, r.has_safe_address, r.held_for, r.held_at, r.held_by_id as held_by,
  coalesce((select jsonb_agg(jsonb_build_array(e.user_id, e.excluded_at, e.excluded_by_id) order by e.id)
    from core_exclusion e where e.record = r.record and e.ended_at is null), '[]') as kept_out,
  coalesce((select jsonb_agg(distinct n.user_id) from core_namedperson n
    where n.record = r.record and n.until <= now() and not exists (select 1 from core_namedperson m
      where m.record = n.record and m.user_id = n.user_id and (m.until is null or m.until > now()))), '[]') as taken_off
from core_restrictedrecord r order by r.id
"""
RAISE = """
update core_restrictedrecord set level = greatest(level, %(level)s),
  has_safe_address = has_safe_address or %(has_safe_address)s
where record = %(record)s and (level < %(level)s or (%(has_safe_address)s and not has_safe_address))
"""
# The database of the backup may not know who put the hold on: it then stands in the name of the product.
HOLD = """
update core_restrictedrecord set held_for = %(held_for)s, held_at = %(held_at)s,
  held_by_id = (select id from core_user where id = %(held_by)s or is_system order by is_system limit 1)
where record = %(record)s and held_at is null and %(held_at)s::timestamptz is not null
"""
KEEP_OUT = """
insert into core_exclusion (public_id, record, organisation_id, user_id, excluded_at, excluded_by_id)
select gen_random_uuid(), r.record, r.organisation_id, u.id, %(at)s, b.id
from core_restrictedrecord r join core_user u on u.id = %(user)s left join core_user b on b.id = %(by)s
where r.record = %(record)s and not exists (select 1 from core_exclusion e
  where e.record = r.record and e.user_id = u.id and e.ended_at is null)
"""
TAKE_OFF = """
update core_namedperson set until = greatest(since, now())
where record = %(record)s and (until is null or until > now()) and user_id = any(%(taken_off)s::bigint[])
"""


def closed_in(connection: psycopg.Connection[Any]) -> list[dict[str, Any]]:
    """Return how each restricted record of a database is closed, in the form of the ledger; none where there are none."""
    (known,) = connection.execute("select to_regclass('public.core_restrictedrecord') is not null").fetchone()
    if not known:
        return []
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(STATE).fetchall()


def close(connection: psycopg.Connection[Any], closed: list[dict[str, Any]]) -> int:
    """Close again what the lines say is closed further than it is; return how many records that were."""
    changed = set()
    with connection.transaction():
        for line in closed:
            if _close_one(connection, line):
                changed.add(str(line["record"]))
    return len(changed)


def _close_one(connection: psycopg.Connection[Any], line: dict[str, Any]) -> int:
    found = sum(connection.execute(words, line).rowcount for words in (RAISE, HOLD, TAKE_OFF))
    for user, at, by in line["kept_out"]:
        given = {"record": line["record"], "user": user, "at": at, "by": by}
        found += connection.execute(KEEP_OUT, given).rowcount
    return found
