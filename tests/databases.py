"""
Databases for tests: made once from the code and content as they are, then copied for each run.

`world` holds the content and the cast; `demo` holds the whole demonstration. Both are templates of the test cluster,
and stand on `tables`, which is empty and made anew only when a table changes; a run works on its own copy, so that two
runs never meet.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

from safeguarding.config import database, postgres

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("src/safeguarding", "content")  # what both templates are made from
KEEP = 3  # templates of older code that are kept before the oldest goes
TABLES = ("models.py", "migrations/*.py", "kit/*.py", "core/access/**/*.py", "core/audit/**/*.py")


@cache
def fingerprint(*places: str) -> str:
    """Return a short hash of the files that a template is made from."""
    digest = hashlib.sha256()
    for place in places:
        files = sorted((ROOT / place).rglob("*")) if (ROOT / place).is_dir() else [ROOT / place]
        digest.update(_contents(file for file in files if file.suffix in {".py", ".yaml", ".csv", ".sql"}))
    return digest.hexdigest()[:12]


@cache
def shape() -> str:
    """Return a short hash of the files that say which tables there are."""
    package = ROOT / "src" / "safeguarding"
    files = {file for pattern in TABLES for file in package.rglob(pattern)} | {
        package / "config" / "first_tables.py"
    }
    return hashlib.sha256(_contents(sorted(files))).hexdigest()[:12]


def _contents(files: Iterable[Path]) -> bytes:
    """Return what files are called and hold."""
    return b"".join(str(file.relative_to(ROOT)).encode() + file.read_bytes() for file in files)


def parameters(name: str, role: str) -> dict[str, str]:
    """Return how to reach a database of the test cluster as a role."""
    if os.environ.get("DATABASE_URL"):
        settings = connections["owner" if role == postgres.OWNER else "default"].settings_dict
        keys = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        return {ours: settings[django] for ours, django in keys.items() if settings[django]} | {
            "dbname": name
        }
    return postgres.own_server(tests=True).parameters(name, role)


def superuser(name: str) -> psycopg.Connection:
    """Connect to a database of the test cluster past row security."""
    return psycopg.connect(**parameters(name, postgres.SUPERUSER))


@contextmanager
def maintenance(of: str) -> Iterator[psycopg.Connection]:
    """Connect as the owner to the postgres database; for one database one run at a time, for two side by side."""
    with psycopg.connect(**parameters("postgres", postgres.OWNER), autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(7202, hashtext(%s))", [of])
        yield connection


def template(kind: str, places: tuple[str, ...], fill: Callable[[], None], on: str = "") -> str:
    """
    Return the name of a template database, making it when the code or content changed since.

    :param on: the template that it begins as a copy of; without one it begins with empty tables.
    """
    name, tables = f"{kind}_{fingerprint(*places)}", f"tables_{shape()}"
    with maintenance(name) as connection:
        if not _exists(connection, name):
            if not on:
                with maintenance(tables) as foundation:
                    _make(foundation, tables, "template0", database.migrate)
            _make(connection, name, on or tables, database.secure, fill)
    return name


def _make(connection: psycopg.Connection, name: str, source: str, *steps: Callable[[], None]) -> None:
    """Make a template from another one step by step, and let the planner know what it holds; nobody sees it half made."""
    if _exists(connection, name):
        return
    _forget_old(connection, name.rpartition("_")[0])
    unfinished = f"unfinished_{name}"
    _drop(connection, unfinished)
    connection.execute(
        sql.SQL("create database {} template {}").format(sql.Identifier(unfinished), sql.Identifier(source))
    )
    with using(unfinished):
        for step in steps:
            step()
        connections["owner"].cursor().execute("analyze")
    connection.execute(
        sql.SQL("alter database {} rename to {}").format(sql.Identifier(unfinished), sql.Identifier(name))
    )


def copy(source: str, name: str) -> None:
    """Make a fresh copy of a template."""
    with maintenance(name) as connection:
        _drop(connection, name)
        connection.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(source))
        )


def remove(name: str) -> None:
    """Remove a copy."""
    with maintenance(name) as connection:
        _drop(connection, name)


@contextmanager
def using(name: str) -> Iterator[None]:
    """Point both connections at a database, and back."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ("default", "owner")}
    point_at({"default": name, "owner": name})
    try:
        yield
    finally:
        point_at(before)


def point_at(names: dict[str, str]) -> None:
    """Close the connections and let them open on other databases."""
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def _drop(connection: psycopg.Connection, name: str) -> None:
    """Drop a database; a connection of the server's own that is about to end is waited for."""
    for patience in (0.2, 1, 5, 0):
        try:
            connection.execute(
                sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
            )
            return
        except psycopg.errors.InsufficientPrivilege:
            if not patience:
                raise
            time.sleep(patience)


def _forget_old(connection: psycopg.Connection, kind: str) -> None:
    found = connection.execute(
        "select datname from pg_database where datname like %s order by oid desc", [f"{kind}\\_%"]
    ).fetchall()
    for (name,) in found[KEEP - 1 :]:
        _drop(connection, name)
