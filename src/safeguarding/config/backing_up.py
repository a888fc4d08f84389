"""
Backup and restore: one tar file with the database, the stored files and a manifest with the SHA-256 of each.

Row security binds the application and the owner of the tables alike, so a dump is made as the superuser: our own server's,
or the role that DATABASE_BACKUP_URL names. A restore goes into a database beside the one in use and takes its place only
when it is whole and its audit holds; what stood there before is kept under another name.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from safeguarding.config import erased_again, postgres, restricted_again
from safeguarding.config.database import secure
from safeguarding.config.postgres_programs import find_programs, plain_environment
from safeguarding.core.audit.verify import verify
from safeguarding.core.restricted import ledger
from safeguarding.kit.refusals import Refused

MANIFEST, DUMP = "manifest.json", "database.dump"
MEMBER = re.compile(r"manifest\.json|database\.dump|files/[0-9a-f]{2}/[0-9a-f]{40}")
PIECE = 1024 * 1024
UNSURE = "It is not safe to use. Take another backup."


class BrokenArchive(Refused):
    """The archive is not whole, or not one of ours."""


class NotNow(Refused):
    """A backup or restore cannot be done as things stand."""


@dataclass(frozen=True)
class Restored:
    """What a restore brought back."""

    made_at: str
    records: int
    files: int
    closed_again: int  # restricted records that were closed further since the backup


def back_up(file: Path, made_at: datetime) -> int:
    """
    Write the archive, whole or not at all, and return how many stored files it holds.

    :raises NotNow: if the file exists or the database cannot be read.
    """
    if file.exists():
        raise NotNow(f"{file} is there already. Choose another name.")
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        dump, archive = Path(folder) / DUMP, Path(folder) / "archive"
        _program("pg_dump", "--format=custom", f"--file={dump}", database=database_name())
        # The dump comes first: files never change, so every file that its rows name is on the disk.
        members = {DUMP: dump} | {f"files/{p.parent.name}/{p.name}": p for p in _stored_files()}
        archive.touch(mode=0o600)
        with tarfile.open(archive, "w") as tar:
            _write_manifest(Path(folder) / MANIFEST, members, made_at)
            for name, path in {MANIFEST: Path(folder) / MANIFEST, **members}.items():
                tar.add(path, arcname=name, recursive=False)
        archive.rename(file)
    return len(members) - 1


def restore(file: Path, *, replace: bool) -> Restored:
    """
    Put back what an archive holds.

    :raises BrokenArchive: if any part is missing, changed or strange, or its audit does not hold; nothing is touched then.
    :raises NotNow: if the database in use holds people and `replace` is not set, or somebody is connected to it.
    """
    with tempfile.TemporaryDirectory(dir=settings.VAR) as folder:
        manifest = _unpack(file, Path(folder))
        name = database_name()
        _refuse_to_lose(name, replace)
        fresh = f"{name}_restoring"
        records, closed_again = _load(Path(folder) / DUMP, fresh, _since(manifest["made_at"], name))
        _refuse_company(name)
        _take_place(fresh, name)
        _take_place_of_files(Path(folder) / "files")
    return Restored(manifest["made_at"], records, len(manifest["members"]) - 1, closed_again)


def database_name() -> str:
    """Return the name of the database in use."""
    return str(connections["default"].settings_dict["NAME"])


def superuser(database: str) -> dict[str, str]:
    """
    Return how to reach a database as a role that row security does not bind.

    :raises NotNow: if a server of somebody else is in use and DATABASE_BACKUP_URL does not name such a role.
    """
    if not os.environ.get("DATABASE_URL"):
        return postgres.own_server(tests=settings.TESTS).parameters(database, postgres.SUPERUSER)
    if given := os.environ.get("DATABASE_BACKUP_URL"):
        return {key: str(value) for key, value in conninfo_to_dict(given).items()} | {"dbname": database}
    raise NotNow("Set DATABASE_BACKUP_URL to a role that may read everything and make databases.")


def _program(program: str, *words: str, database: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, where nobody else sees it."""
    to = superuser(database)
    password = {"PGPASSWORD": to.pop("password")} if "password" in to else {}
    where = " ".join(f"{key}='{value}'" for key, value in to.items())
    done = subprocess.run(  # noqa: S603 - our own words
        [find_programs().folder / program, *words, f"--dbname={where}"],
        env=plain_environment() | password,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotNow(f"{program} failed: {done.stderr.strip()}")


def _stored_files() -> list[Path]:
    return sorted(
        p for p in Path(settings.FILES).glob("??/*") if MEMBER.fullmatch(f"files/{p.parent.name}/{p.name}")
    )


def _write_manifest(place: Path, members: dict[str, Path], made_at: datetime) -> None:
    held = {
        name: {"size": path.stat().st_size, "sha256": _digest(path.open("rb"))}
        for name, path in members.items()
    }
    place.write_text(
        json.dumps({"version": settings.VERSION, "made_at": made_at.isoformat(), "members": held}, indent=1),
        "utf-8",
    )


def _digest(file: IO[bytes], copy: IO[bytes] | None = None) -> str:
    """Return the SHA-256 of a file, writing what is read to another on the way."""
    digest = hashlib.sha256()
    with file:
        while piece := file.read(PIECE):
            digest.update(piece)
            if copy:
                copy.write(piece)
    return digest.hexdigest()


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    """Unpack every part of an archive, or refuse it; a name that is not ours never touches the disk."""
    found: dict[str, str] = {}
    try:
        with tarfile.open(file, "r:") as tar:
            for member in tar:
                if not (member.isreg() and MEMBER.fullmatch(member.name)) or member.name in found:
                    raise BrokenArchive(
                        f"The archive holds {member.name!r}, which no backup of ours does. {UNSURE}"
                    )
                found[member.name] = _unpack_one(tar, member, folder / member.name)
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        wanted = {name: one["sha256"] for name, one in manifest["members"].items()}
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError):
        raise BrokenArchive(
            f"{file} cannot be read as a backup: it is damaged or something else. {UNSURE}"
        ) from None
    found.pop(MANIFEST)
    if faults := sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)):
        raise BrokenArchive(
            f"Parts of the archive are missing or were changed: {', '.join(faults[:5])}. {UNSURE}"
        )
    return manifest


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, place: Path) -> str:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
        return _digest(tar.extractfile(member), copy)  # type: ignore[arg-type]  # a regular file always opens


@contextmanager
def _connected(database: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(**superuser(database), autocommit=True) as connection:  # type: ignore[arg-type]
        yield connection


def _refuse_to_lose(name: str, replace: bool) -> None:
    """Refuse to put an archive where people work already, unless that was asked for."""
    if replace:
        return
    with _connected(name) as connection:
        (known,) = connection.execute("select to_regclass('public.core_user') is not null").fetchone()
        if known and connection.execute("select 1 from core_user where not is_system limit 1").fetchone():
            raise NotNow(
                "The database holds people and their records. Add --replace to put the backup in its place."
            )


@dataclass(frozen=True)
class Since:
    """What was disposed of and what was closed further since a backup, by the ledger and by the database in use."""

    disposed: list[dict[str, Any]]
    closed: list[dict[str, Any]]


def _since(made_at: str, name: str) -> Since:
    """Return what a restore has to do again."""
    with _connected(name) as connection:
        return Since(
            disposed=[*ledger.read(), *erased_again.stubs(connection)],
            closed=[
                *ledger.closed_since(datetime.fromisoformat(made_at)),
                *restricted_again.closed_in(connection),
            ],
        )


def _refuse_company(name: str) -> None:
    """Refuse while the product runs: what is written meanwhile would be lost."""
    connections.close_all()
    with _connected("postgres") as connection:
        (others,) = connection.execute(
            "select count(*) from pg_stat_activity where datname = %s", [name]
        ).fetchone()
    if others:
        raise NotNow(f"Stop the product first: {others} connections to its database are open.")


def _load(dump: Path, fresh: str, since: Since) -> tuple[int, int]:
    """
    Restore a dump into a database of its own, close its tables anew and check its audit.

    Return how many records the audit holds, and how many restricted records were closed again.
    """
    owner = connections["owner"].settings_dict["USER"]
    with _connected("postgres") as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(fresh)))
        make = sql.SQL("create database {} owner {} template template0")
        connection.execute(make.format(sql.Identifier(fresh), sql.Identifier(owner)))
    with _connected(fresh) as connection:
        connection.execute("revoke create on schema public from public")
        connection.execute(sql.SQL("alter schema public owner to {}").format(sql.Identifier(owner)))
    words = ("--no-owner", "--no-privileges", "--no-comments", "--exit-on-error", "--single-transaction")
    _program("pg_restore", *words, f"--role={owner}", str(dump), database=fresh)
    with _connected(fresh) as connection:
        connection.execute("delete from django_session")  # everyone signs in again
        erased_again.erase(connection, since.disposed)
        closed_again = restricted_again.close(connection, since.closed)
    with _pointed_at(fresh):
        secure()
        records, breaks = verify()
    if breaks:
        raise BrokenArchive(
            f"The audit in the backup does not hold: {len(breaks)} breaks. Nothing was replaced."
        )
    return records, closed_again


@contextmanager
def _pointed_at(name: str) -> Iterator[None]:
    """Let Django's connections open on another database for a while."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    _point(dict.fromkeys(before, name))
    try:
        yield
    finally:
        _point(before)


def _point(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _take_place(fresh: str, name: str) -> None:
    """Put the restored database in the place of the one in use, which stays as `…_before_restore`."""
    before = f"{name}_before_restore"
    rename = sql.SQL("alter database {} rename to {}")
    with _connected("postgres") as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(before)))
        with connection.transaction():  # killed between the two, there would be no database of that name
            connection.execute(rename.format(sql.Identifier(name), sql.Identifier(before)))
            connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(name)))


def _take_place_of_files(unpacked: Path) -> None:
    """Put the restored files in the place of those in use, which stay beside them."""
    place = Path(settings.FILES)
    before = place.with_name(f"{place.name}-before-restore")
    if place.exists():  # else a restore was killed between the two: what stands beside is the only copy
        shutil.rmtree(before, ignore_errors=True)
        place.rename(before)
    unpacked.mkdir(mode=0o700, exist_ok=True)
    unpacked.rename(place)
