"""Counts what PostgreSQL is asked, in its own statistics."""

import time

import psycopg

from bench.load import Client, Send, checked

# The frame of a transaction, and the health check of a kept connection, are counted apart from what a page asks for.
FRAME = "query ~* '^(begin|commit|rollback|savepoint|release)'"


def count(connection: psycopg.Connection, client: Client, send: Send) -> tuple[int, int]:
    """Return how many statements one request takes without and with the frame of its transaction; the least of three."""
    found = [_once(connection, client, send) for _ in range(3)]
    return min(asked for asked, _ in found), min(everything for _, everything in found)


def _once(connection: psycopg.Connection, client: Client, send: Send) -> tuple[int, int]:
    checked(send(client))
    connection.execute("select pg_stat_statements_reset()")
    checked(send(client))
    time.sleep(0.05)
    row = connection.execute(
        f"select coalesce(sum(calls) filter (where not {FRAME}), 0)::int, coalesce(sum(calls), 0)::int"
        " from pg_stat_statements where toplevel and query not ilike '%pg_stat_statements%'"
    ).fetchone()
    return row[0], row[1]


def shown(connection: psycopg.Connection, client: Client, send: Send) -> list[str]:
    """Return the statements of one request, for finding out why it takes so many."""
    checked(send(client))
    connection.execute("select pg_stat_statements_reset()")
    checked(send(client))
    rows = connection.execute(
        "select calls, round(total_exec_time::numeric, 2), query from pg_stat_statements"
        " where toplevel and query not ilike '%pg_stat_statements%' order by total_exec_time desc"
    ).fetchall()
    return [f"{calls} x {spent} ms  {' '.join(query.split())[:200]}" for calls, spent, query in rows]
