"""
Tells whether this very code and content made the database ready, without loading the product: a restart asks it first.

The mark goes with the database into every backup, as the comment of its schema.
"""

import hashlib
import os

import psycopg
from psycopg import sql

from safeguarding.config import postgres
from safeguarding.config.places import CONTENT, PACKAGE

SOURCES = ((PACKAGE, {".py", ".csv"}), (CONTENT, {".yaml"}))


def is_ready() -> bool:
    """Test whether there is nothing to lay down, close or load since the last time."""
    with _connect() as connection:
        found = connection.execute("select obj_description('public'::regnamespace, 'pg_namespace')")
        return found.fetchone() == (fingerprint(),)


def mark() -> None:
    """Note that the database is what this code and content make of it."""
    statement = sql.SQL("comment on schema public is {}").format(sql.Literal(fingerprint()))
    with _connect() as connection:
        connection.execute(statement)


def fingerprint() -> str:
    """Return a hash of everything that tables, row security and content are made from."""
    digest = hashlib.sha256()
    for folder, kinds in SOURCES:
        for file in sorted(folder.rglob("*")):
            if file.suffix in kinds:
                digest.update(str(file.relative_to(folder)).encode() + file.read_bytes())
    return f"made ready by {digest.hexdigest()[:16]}"


def _connect() -> psycopg.Connection:
    """Connect as the tables' owner, whose schema it is."""
    named = os.environ.get("DATABASE_OWNER_URL")
    return psycopg.connect(named or postgres.own_server().dsn(role=postgres.OWNER))
