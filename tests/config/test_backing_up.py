"""A backup brings back everything, and one that is not whole brings back nothing."""

import io
import json
import signal
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg
import pytest

from safeguarding.config import backing_up, postgres
from tests.config.machines import Machine, installed

PLACE = "ab/ab" + "0" * 38
CONTENT = b"%PDF-1.7 what a provider sent"


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """Set up a deployment with one stored file, and take a backup of it."""
    place = tmp_path_factory.mktemp("kept")
    machine = installed(place)
    machine.backup = place / "backup.tar"
    try:
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


@pytest.mark.long
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


QUICK, SLOW = (strange_path,), (changed_file, missing_file, further_file, no_manifest)
LACKING = [*QUICK, *(pytest.param(change, marks=pytest.mark.long) for change in SLOW)]


@pytest.mark.parametrize("change", LACKING)
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


KILLED = """
import os, signal, sys
import django
django.setup()
from safeguarding.config import backing_up, cli
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(backing_up, sys.argv.pop(1), die)
cli.main()
"""


def killed(machine: Machine, step: str, *words: str) -> None:
    """Run a command that is killed when it comes to a step."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, step, *words], env=machine.environment, timeout=300, check=False
    )
    assert done.returncode == -signal.SIGKILL


@pytest.mark.long
@pytest.mark.parametrize("step", ["_load", "_refuse_company", "_take_place", "_take_place_of_files"])
def test_a_restore_that_is_killed_leaves_a_whole_database_and_works_when_done_again(machine, step):
    with psycopg.connect(machine.server.dsn(role=postgres.SUPERUSER)) as connection:
        connection.execute("update core_user set email = 'later@example.nhs.uk' where not is_system")

    killed(machine, step, "restore", str(machine.backup), "--replace")

    now = {"una@example.nhs.uk"} if step == "_take_place_of_files" else {"later@example.nhs.uk"}
    assert people(machine) == now
    assert (machine.place / "files" / PLACE).read_bytes() == CONTENT
    assert machine.run("restore", str(machine.backup), "--replace").returncode == 0
    assert people(machine) == {"una@example.nhs.uk"}
    assert machine.run("audit", "verify").returncode == 0


def test_files_that_stand_beside_after_a_kill_are_never_thrown_away(tmp_path, settings):
    settings.FILES = tmp_path / "files"
    beside, unpacked = tmp_path / "files-before-restore", tmp_path / "unpacked"
    for folder, content in ((beside, b"what we had"), (unpacked, b"from the archive")):
        folder.mkdir()
        (folder / "one").write_bytes(content)

    backing_up._take_place_of_files(unpacked)

    assert (tmp_path / "files" / "one").read_bytes() == b"from the archive"
    assert (beside / "one").read_bytes() == b"what we had"


@pytest.mark.long
def test_with_a_server_of_ones_own_a_restore_goes_by_the_backup_address(machine):
    addresses = {
        "DATABASE_URL": machine.server.dsn(role=postgres.APP),
        "DATABASE_OWNER_URL": machine.server.dsn(role=postgres.OWNER),
    }
    refused = machine.run("restore", str(machine.backup), "--replace", **addresses)
    assert refused.returncode == 1
    assert "DATABASE_BACKUP_URL" in refused.stderr

    given = addresses | {"DATABASE_BACKUP_URL": machine.server.dsn(role=postgres.SUPERUSER)}
    done = machine.run("restore", str(machine.backup), "--replace", **given)

    assert done.returncode == 0, done.stderr
    assert people(machine) == {"una@example.nhs.uk"}
    assert machine.run("audit", "verify", **addresses).returncode == 0
