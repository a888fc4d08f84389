"""Our own PostgreSQL starts, survives a crash, and never lets the application own a table."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from safeguarding.config import postgres, postgres_programs
from safeguarding.config.postgres import APP, DATABASE, OWNER, NoDatabase, Server


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "postgres", fast=False)
    server.start()
    yield server
    server.stop()


def test_keeps_every_row_when_it_is_killed(server):
    with psycopg.connect(server.dsn(DATABASE, OWNER)) as connection:
        connection.execute("create table promise (words text)")
        connection.execute("insert into promise select 'kept' from generate_series(1, 50)")
    os.kill(int((server.cluster / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    server.start()

    with psycopg.connect(server.dsn(DATABASE, OWNER)) as connection:
        assert connection.execute("select count(*) from promise").fetchone() == (50,)


def test_the_application_owns_nothing_and_can_make_nothing(server):
    server.start()  # a second start changes nothing
    with psycopg.connect(server.dsn(DATABASE, APP), autocommit=True) as connection:
        rights = connection.execute(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"
        ).fetchone()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("create table mine (id int)")

    assert rights == (False, False, False, False)
    assert (server.data / "secrets.json").stat().st_mode & 0o077 == 0
    server.stop()
    assert not server.status()


def test_the_socket_fits_however_deep_the_folder_is(tmp_path):
    server = Server(tmp_path / ("deep/" * 40) / "postgres")

    assert len(os.fsencode(server.socket_folder / ".s.PGSQL.5432")) < 108
    assert server.socket_folder == Server(server.data).socket_folder
    assert server.socket_folder != Server(tmp_path / "other").socket_folder


def test_prefers_the_programs_that_the_person_names(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))

    assert next(postgres_programs.candidate_folders()) == tmp_path


def test_says_what_to_do_when_there_is_no_postgresql(monkeypatch):
    monkeypatch.setattr(postgres_programs, "candidate_folders", lambda: iter([Path("/nowhere")]))

    with pytest.raises(NoDatabase, match="set DATABASE_URL to a server"):
        postgres_programs.find_programs()


def test_passes_over_a_postgresql_that_is_too_old(monkeypatch, tmp_path):
    folder = tmp_path / "14"
    folder.mkdir()
    (folder / "initdb").touch()
    (folder / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n")
    (folder / "postgres").chmod(0o755)
    monkeypatch.setattr(postgres_programs, "candidate_folders", lambda: iter([folder]))

    assert postgres_programs.major_version(folder) == 14
    with pytest.raises(NoDatabase):
        postgres_programs.find_programs()


def test_finds_the_number_in_a_folder():
    assert postgres_programs.number_in(Path("/usr/lib/postgresql/15/bin")) == 15
    assert postgres_programs.number_in(Path("/opt/bin")) == 0


def test_programs_are_not_led_to_another_server(monkeypatch):
    monkeypatch.setenv("PGHOST", "elsewhere.example")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    environment = postgres_programs.plain_environment()

    assert "PGHOST" not in environment
    assert environment["LC_ALL"] == "C"


def test_reads_the_addresses_of_a_given_server(monkeypatch):
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://app:p%40ss@db.example:6432/assurance?sslmode=verify-full"
    )
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db.example/assurance")

    settings = postgres.database_settings()

    assert settings["default"] == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "assurance",
        "USER": "app",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "verify-full", **postgres.PREPARED},
    }
    assert settings["owner"]["USER"] == "owner"


def test_refuses_a_server_with_one_of_its_two_addresses(monkeypatch):
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example/assurance")

    with pytest.raises(NoDatabase, match="Set both"):
        postgres.database_settings()


def test_without_a_given_server_it_is_our_own(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    monkeypatch.setenv("SAFEGUARDING_VAR", str(tmp_path))

    assert postgres.own_server().data == tmp_path / "postgres"
    settings = postgres.database_settings(tests=True)

    assert (settings["default"]["USER"], settings["owner"]["USER"]) == (APP, OWNER)
    assert settings["default"]["HOST"] == str(Server(tmp_path / "postgres-test").socket_folder)
    assert not Server(tmp_path / "postgres-test").status(), "settings start nothing"
