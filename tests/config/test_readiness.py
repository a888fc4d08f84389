"""A restart does no work twice: what this code and content made ready is ready, and anything that changed is made anew."""

import shutil
from uuid import uuid4

import pytest
from django.db import connections
from psycopg.conninfo import make_conninfo

from safeguarding.config import commands, database, postgres, readiness


@pytest.fixture
def content(django_db_setup, monkeypatch, tmp_path):
    """Look at this run's own database, and at words that a test may change."""
    owner = connections["owner"].settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    dsn = make_conninfo(**{theirs: str(owner[ours]) for theirs, ours in named.items() if owner[ours]})
    monkeypatch.setenv("DATABASE_OWNER_URL", dsn)
    monkeypatch.setattr(readiness, "SOURCES", ((tmp_path, {".yaml"}),))
    (tmp_path / "kinds.yaml").write_text(
        f"icb: {uuid4()}\n"
    )  # no other test marked the database with these words
    return tmp_path


@pytest.fixture
def done(monkeypatch):
    """Return what is done to make the database ready, without the minutes that it takes."""
    steps = []
    monkeypatch.setattr(postgres, "ensure_running", lambda: None)
    monkeypatch.setattr(database, "migrate", lambda: steps.append("tables and policies"))
    monkeypatch.setattr(database, "load_content", lambda: steps.append("content"))
    return steps


def test_a_second_start_does_nothing(content, done):
    database.ready()
    assert done == ["tables and policies", "content"]

    database.ready()
    assert len(done) == 2
    assert readiness.is_ready()


def test_changed_added_and_removed_words_are_loaded(content, done):
    database.ready()
    for change in (
        lambda: (content / "kinds.yaml").write_text("icb: Integrated Care Board\n"),
        lambda: shutil.copy(content / "kinds.yaml", content / "more.yaml"),
        lambda: (content / "more.yaml").unlink(),
    ):
        change()
        done.clear()
        assert not readiness.is_ready()

        database.ready()
        assert done == ["tables and policies", "content"]


def test_a_start_that_failed_half_way_is_begun_again(content, done, monkeypatch):
    def fail() -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(database, "load_content", fail)
    with pytest.raises(OSError, match="disk"):
        database.ready()

    assert not readiness.is_ready()


def test_an_operator_may_ask_for_everything_anew(content, done):
    database.ready()
    database.ready(anew=True)

    assert done == ["tables and policies", "content"] * 2


def test_the_code_and_the_words_are_both_looked_at():
    (code, kinds), (words, _) = readiness.SOURCES

    assert (code / "core" / "access" / "rowsecurity.py").is_file()
    assert {".py", ".csv"} == kinds
    assert (words / "frameworks" / "saf.yaml").is_file()


def test_every_command_is_called_as_it_is_listed():
    assert all(commands.command(name).name == name for name in commands.PLACES)
    assert "ready" not in commands.all_commands()
