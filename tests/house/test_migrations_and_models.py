"""The tables on which the tests stand are those that the migrations make for an operator."""

import os
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql

from safeguarding.config import database, postgres
from tests import databases

COLUMNS = """
select table_name, column_name, data_type, character_maximum_length, is_nullable, is_identity, column_default,
    collation_name from information_schema.columns where table_schema = 'public'
    and (table_name, column_name) <> ('auth_group_permissions', 'id') -- the library counts in four bytes or in eight
"""
CONSTRAINTS = """
select conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) from pg_constraint
where connamespace = 'public'::regnamespace
"""
# What a key is called is no matter, but what it holds and how it is searched.
INDEXES = """
select tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') from pg_indexes where schemaname = 'public'
"""
POLICIES = "select tablename, policyname, cmd, qual, with_check from pg_policies"
FUNCTIONS = "select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace"
TRIGGERS = "select tgrelid::regclass::text, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal"
APPLIED = "select app, name from django_migrations"


@contextmanager
def new_database(name: str):
    """Give an empty database for one proof."""
    with databases.maintenance(name) as connection:
        connection.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
    with databases.using(name):
        yield name
    databases.remove(name)


@pytest.fixture
def migrated(django_db_setup, django_db_blocker):
    """Lay the tables of a new database by every migration in turn."""
    with django_db_blocker.unblock(), new_database(f"migrated_{os.getpid()}") as name:
        database.migrate()
        yield name


@pytest.fixture
def straight(django_db_setup, django_db_blocker):
    """Lay them as those are that the tests' templates stand on."""
    with django_db_blocker.unblock(), new_database(f"straight_{os.getpid()}") as name:
        databases.lay_tables()
        database.secure()
        yield name


@pytest.mark.long
def test_the_models_and_the_migrations_make_the_same_tables(migrated, straight):
    held = []
    for name in (migrated, straight):
        with psycopg.connect(**databases.parameters(name, postgres.OWNER)) as owner:
            held.append(
                {
                    asked: sorted(owner.execute(asked).fetchall(), key=str)
                    for asked in (COLUMNS, CONSTRAINTS, INDEXES, POLICIES, FUNCTIONS, TRIGGERS, APPLIED)
                }
            )
    by_migrations, by_models = held

    assert len(by_migrations[COLUMNS]) > 1000
    for asked, rows in by_migrations.items():
        assert by_models[asked] == rows
