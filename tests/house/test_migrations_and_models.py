"""A new database, laid straight from the models, is the same as one that all migrations brought so far."""

import os
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from safeguarding.config import database, first_tables, postgres
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


class Stopped(Exception):
    """Stands for whatever stops a process in the middle."""


def stop(*_, **__):
    raise Stopped


@contextmanager
def new_database(name: str):
    """Give an empty database for one proof."""
    with databases.maintenance(name) as connection:
        connection.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
    with databases.using(name):
        yield name
    databases.remove(name)


@pytest.fixture
def migrated(django_db_setup, django_db_blocker, monkeypatch):
    """Lay the tables of a new database by every migration in turn."""
    with django_db_blocker.unblock(), new_database(f"migrated_{os.getpid()}") as name:
        with monkeypatch.context() as told:
            told.setattr(first_tables, "is_new", lambda: False)
            database.migrate()
        yield name


@pytest.fixture
def straight(django_db_setup, django_db_blocker):
    """Lay them as in any new database."""
    with django_db_blocker.unblock(), new_database(f"straight_{os.getpid()}") as name:
        database.migrate()
        yield name


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


def test_what_stops_in_the_middle_leaves_a_new_database(django_db_setup, django_db_blocker, monkeypatch):
    with django_db_blocker.unblock(), new_database(f"stopped_{os.getpid()}"):
        with monkeypatch.context() as told:
            told.setattr(MigrationRecorder, "record_applied", stop)
            with pytest.raises(Stopped):
                first_tables.lay()
        assert first_tables.is_new()

        database.migrate()

        assert not first_tables.is_new()


def test_a_database_with_tables_is_never_laid_anew(straight, monkeypatch):
    monkeypatch.setattr(first_tables, "lay", stop)
    with connections["owner"].cursor() as owner:
        owner.execute("delete from django_migrations where app not in ('procrastinate')")

    assert not first_tables.is_new()
