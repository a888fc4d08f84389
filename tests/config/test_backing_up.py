"""A backup brings back everything, and one that is not whole brings back nothing."""

import io
import json
import stat
import tarfile
from pathlib import Path

import psycopg
import pytest

from safeguarding.config import postgres
from tests.config.test_commands import INIT, Machine

PLACE = "ab/ab" + "0" * 38
CONTENT = b"%PDF-1.7 what a provider sent"


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """Set up a deployment with one stored file, and take a backup of it."""
    place = tmp_path_factory.mktemp("kept")
    machine = Machine(place)
    machine.place, machine.backup = place, place / "backup.tar"
    try:
        assert machine.run(*INIT).returncode == 0
        (place / "files" / "ab").mkdir(parents=True)
        (place / "files" / PLACE).write_bytes(CONTENT)
        done = machine.run("backup", str(machine.backup))
        assert done.returncode == 0, done.stderr
        yield machine
    finally:
        machine.server.stop()


def people(machine: Machine, role: str = postgres.SUPERUSER) -> set[str]:
    with psycopg.connect(machine.server.dsn(role=role)) as connection:
        return {email for (email,) in connection.execute("select email from core_user where not is_system")}


def rewritten(machine: Machine, place: Path, change) -> str:
    """Write the backup anew with its members changed, and return where."""
    with tarfile.open(machine.backup) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}
    file = place / "changed.tar"
    with tarfile.open(file, "w") as tar:
        for name, content in change(members).items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return str(file)


def test_an_archive_holds_all_and_is_ours_alone(machine):
    with tarfile.open(machine.backup) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))

    assert names == ["manifest.json", "database.dump", f"files/{PLACE}"]
    assert set(manifest["members"]) == {"database.dump", f"files/{PLACE}"}
    assert stat.S_IMODE(machine.backup.stat().st_mode) == 0o600


def test_a_backup_never_writes_over_a_file(machine):
    done = machine.run("backup", str(machine.backup))

    assert done.returncode == 1
    assert "is there already" in done.stderr


def test_what_was_lost_comes_back_and_is_closed_again(machine):
    with psycopg.connect(machine.server.dsn(role=postgres.SUPERUSER)) as connection:
        connection.execute("update core_user set email = 'lost@example.nhs.uk' where not is_system")
    (machine.place / "files" / PLACE).unlink()

    refused = machine.run("restore", str(machine.backup))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    done = machine.run("restore", str(machine.backup), "--replace")

    assert done.returncode == 0, done.stderr
    assert people(machine) == {"una@example.nhs.uk"}
    assert (machine.place / "files" / PLACE).read_bytes() == CONTENT
    assert machine.run("audit", "verify").returncode == 0
    with psycopg.connect(machine.server.dsn(role=postgres.OWNER)) as owner:
        forced = "select count(*) from pg_class where relname like 'core_%' and relkind = 'r' and not relforcerowsecurity"
        assert owner.execute(forced).fetchone() == (0,)
        assert owner.execute("select count(*) from core_roleholding").fetchone() == (0,)
    with psycopg.connect(machine.server.dsn(role=postgres.APP)) as app, pytest.raises(psycopg.Error):
        app.execute("update core_auditrecord set body = ''")
    assert machine.run("migrate").returncode == 0


def changed_file(members):
    return members | {f"files/{PLACE}": CONTENT + b"!"}


def missing_file(members):
    return {name: content for name, content in members.items() if name != f"files/{PLACE}"}


def further_file(members):
    return members | {"files/cd/cd" + "0" * 38: b"x"}


def strange_path(members):
    return members | {"../../outside": b"x"}


def no_manifest(members):
    return {name: content for name, content in members.items() if name != "manifest.json"}


@pytest.mark.parametrize("change", [changed_file, missing_file, further_file, strange_path, no_manifest])
def test_an_archive_that_is_not_whole_is_refused_and_changes_nothing(machine, tmp_path, change):
    before = people(machine)

    done = machine.run("restore", rewritten(machine, tmp_path, change), "--replace")

    assert done.returncode == 1
    assert "Take another backup" in done.stderr
    assert "Traceback" not in done.stderr
    assert people(machine) == before
    assert not (machine.place.parent / "outside").exists()


def test_an_archive_that_was_cut_short_is_refused(machine, tmp_path):
    cut = tmp_path / "cut.tar"
    cut.write_bytes(machine.backup.read_bytes()[:-20_000])

    done = machine.run("restore", str(cut), "--replace")

    assert done.returncode == 1
    assert "Take another backup" in done.stderr


def test_nothing_is_restored_under_a_product_that_runs(machine):
    with psycopg.connect(machine.server.dsn(role=postgres.APP)):
        done = machine.run("restore", str(machine.backup), "--replace")

    assert done.returncode == 1
    assert "Stop the product first" in done.stderr
