"""The product's own PostgreSQL: makes a cluster, starts it, and leaves it running until it is told to stop."""

import fcntl
import hashlib
import json
import os
import secrets
import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from safeguarding.config.postgres_programs import NoDatabase, Runner, runner_for

DATABASE = "safeguarding"
SUPERUSER = "postgres"  # only for making the cluster, backup and restore
OWNER = "safeguarding_owner"  # owns the tables and runs migrations
APP = "safeguarding_app"  # the web server and the workers: owns nothing, so row security binds it
ROLES = (SUPERUSER, OWNER, APP)

PROJECT = Path(__file__).resolve().parents[3]
SECONDS_TO_KEEP_TRYING = 30
SECONDS_FOR_RECOVERY = "300"
# After a crash the old postmaster may be a zombie, or its memory still attached, for a second or two.
PASSING_TROUBLES = ("already exists", "still in use", "is another postmaster")
ALWAYS = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "on",  # one file for each day of the week, so that the log cannot fill the disk
    "log_directory": "log",
    "log_filename": "%a.log",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
}
# For tests, which keep nothing: a crash may lose it all, and who fills a database lets the planner know of it.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class Server:
    """One PostgreSQL cluster in one folder, reached by a local socket only."""

    def __init__(self, data: Path, *, fast: bool = False) -> None:
        self.data = data.resolve()
        self.fast = fast
        self.cluster = self.data / "cluster"

    def start(self) -> None:
        """
        Make the cluster if there is none, start it if it is not running, and see that its roles and database are there.

        Safe to call at any time and by several processes at once.
        :raises NoDatabase: if it cannot be made or started.
        """
        self.passwords()
        with self._one_at_a_time():
            if self.status():
                return
            if not (self.cluster / "PG_VERSION").exists():
                self._make_cluster()
            self._start_and_retry()
            self._make_roles_and_database()

    def stop(self) -> None:
        """Stop the server if it is running; work in hand is rolled back."""
        if not (self.cluster / "PG_VERSION").exists():
            return
        with self._one_at_a_time():
            self._runner.run("pg_ctl", "stop", "-D", self.cluster, "-m", "fast", "-w")

    def status(self) -> bool:
        """Test whether the server answers and is ready for use."""
        return self._answers(DATABASE, APP)

    def _answers(self, database: str, role: str) -> bool:
        """Test whether this role can open this database now."""
        try:
            psycopg.connect(self.dsn(database, role), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def parameters(self, database: str = DATABASE, role: str = APP) -> dict[str, str]:
        """Return what a client needs to connect: host, port, user, password, dbname."""
        return {
            "host": str(self.socket_folder),
            "port": "5432",
            "user": role,
            "password": self.passwords()[role],
            "dbname": database,
        }

    def dsn(self, database: str = DATABASE, role: str = APP) -> str:
        """Return the same as one connection string, for programs that want one."""
        return make_conninfo(**self.parameters(database, role))

    @property
    def programs(self) -> Path:
        """The folder of pg_dump, pg_restore and psql that fit this server."""
        return self._runner.programs.folder

    @property
    def socket_folder(self) -> Path:
        """
        The folder of the server's socket: short, because a socket's whole path may have 107 bytes at most, and
        the same for every process of one clone, because it comes from the path of the data.
        """
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"safeguarding-{name}"

    def passwords(self) -> dict[str, str]:
        """Return the password of each role, made at random when first asked for and kept readable by us alone."""
        path = self.data / "secrets.json"
        if not path.exists():
            with self._one_at_a_time():
                if not path.exists():
                    write_privately(path, json.dumps({role: secrets.token_urlsafe(24) for role in ROLES}))
        passwords: dict[str, str] = json.loads(path.read_text())
        return passwords

    @cached_property
    def _runner(self) -> Runner:
        return runner_for(self.data)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Let one process at a time make, start or stop this cluster."""
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make_cluster(self) -> None:
        """Make a cluster beside its final place and move it there whole, so that a half-made one is never started."""
        self.data.chmod(0o711)  # another user may pass through; the secrets and the cluster close themselves
        unfinished, password = self.data / "cluster.unfinished", self.data / "password"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        write_privately(password, self.passwords()[SUPERUSER])
        for path in (unfinished, password):
            self._runner.give(path)
        made = self._runner.run("initdb", "-D", unfinished, f"--pwfile={password}", *self._initdb_options())
        password.unlink()
        if made.returncode:
            raise NoDatabase(f"The database could not be made: {made.stderr.strip()}")
        unfinished.rename(self.cluster)

    def _initdb_options(self) -> list[str]:
        """Return the options of initdb: sorting by code point everywhere, so that every machine sorts alike."""
        options = ["--username", SUPERUSER, "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"]
        if self._runner.programs.major >= 17:  # the first whose own locale does not depend on the system's
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        else:
            options += ["--locale=C.UTF-8"]
        return options + (["--no-sync"] if self.fast else [])

    def _start_and_retry(self) -> None:
        """Start, and try again for a while after a crash; postmaster.pid is PostgreSQL's own and is never deleted."""
        self._make_socket_folder()
        until = time.monotonic() + SECONDS_TO_KEEP_TRYING
        while trouble := self._start_once():
            if time.monotonic() > until or not any(words in trouble for words in PASSING_TROUBLES):
                raise NoDatabase(f"PostgreSQL did not start; its log is {self._log}.\n{trouble}")
            time.sleep(0.5)

    def _start_once(self) -> str:
        """Start the server and wait until it answers; return what went wrong, or nothing."""
        if self._answers("postgres", SUPERUSER):
            return ""
        before = self._log.stat().st_size if self._log.exists() else 0
        where = ("-D", self.cluster, "-l", self._log, "-o", self._server_options())
        started = self._runner.run("pg_ctl", "start", "-w", "-t", SECONDS_FOR_RECOVERY, *where)
        if started.returncode == 0:
            return ""
        said = self._log.read_text(errors="replace")[before:] if self._log.exists() else ""
        return f"{started.stderr.strip()}\n{said.strip()}".strip()

    def _server_options(self) -> str:
        """Return the server's settings as the one string that pg_ctl hands to a shell."""
        settings = ALWAYS | (FAST if self.fast else {})
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return shlex.join(["-k", str(self.socket_folder), *options])

    @property
    def _log(self) -> Path:
        return self.cluster / "start.log"

    def _make_socket_folder(self) -> None:
        """Make the socket's folder, and refuse one that somebody else put there before us."""
        folder = self.socket_folder
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), self.cluster.stat().st_uid}:
            raise NoDatabase(f"{folder} belongs to somebody else; remove it and try again.")
        self._runner.give(folder)

    def _make_roles_and_database(self) -> None:
        """Make the two roles and the database if they are missing."""
        with psycopg.connect(self.dsn("postgres", SUPERUSER), autocommit=True) as connection:
            for role in (OWNER, APP):
                self._make_role(connection, role)
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                make = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(make.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
        with psycopg.connect(self.dsn(DATABASE, SUPERUSER), autocommit=True) as connection:
            connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")

    def _make_role(self, connection: psycopg.Connection[Any], role: str) -> None:
        """Make or put right one login role; the owner may make databases because each test run clones one."""
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        rights = "CREATEDB" if role == OWNER else "NOCREATEDB"
        statement = sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE {} PASSWORD {}")
        verb, password = sql.SQL("ALTER" if found else "CREATE"), self.passwords()[role]
        connection.execute(statement.format(verb, sql.Identifier(role), sql.SQL(rights), password))


def write_privately(path: Path, text: str) -> None:
    """Write a file that only we can read, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    unfinished.rename(path)


def own_server(*, tests: bool = False) -> Server:
    """Return the project's own server, or the quick one that its tests use."""
    var = Path(os.environ.get("SAFEGUARDING_VAR") or PROJECT / "var")
    return Server(var / "postgres-test", fast=True) if tests else Server(var / "postgres")


def ensure_running(*, tests: bool = False) -> None:
    """Start our own server, unless DATABASE_URL names one that somebody else looks after."""
    if not os.environ.get("DATABASE_URL"):
        own_server(tests=tests).start()


# Row security adds its conditions to every statement, and planning them costs more than running them: a statement that
# comes back is prepared on the server, where psycopg keeps the hundred that it asked for last.
PREPARED = {"server_side_binding": True, "prepare_threshold": 3}


def database_settings(*, tests: bool = False) -> dict[str, dict[str, Any]]:
    """
    Return Django's DATABASES: `default` signs in as the role that row security binds, `owner` as the tables' owner.

    Starts nothing. A server of one's own is named by DATABASE_URL with DATABASE_OWNER_URL.
    :raises NoDatabase: if only one of the two is given.
    """
    app, owner = os.environ.get("DATABASE_URL"), os.environ.get("DATABASE_OWNER_URL")
    if bool(app) != bool(owner):
        raise NoDatabase(
            "Set both DATABASE_URL (the application's role) and DATABASE_OWNER_URL (the owner's), or neither."
        )
    if app and owner:
        found = {"default": django_settings(app), "owner": django_settings(owner)}
    else:
        server, roles = own_server(tests=tests), {"default": APP, "owner": OWNER}
        found = {alias: django_settings(server.dsn(DATABASE, role)) for alias, role in roles.items()}
    found["default"]["OPTIONS"] |= PREPARED
    return found


def django_settings(dsn: str) -> dict[str, Any]:
    """Turn a connection string or URL into Django's words; what Django has no word for goes to the driver as it is."""
    parts = conninfo_to_dict(dsn)
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    settings: dict[str, Any] = {django: str(parts.pop(ours, "") or "") for django, ours in names.items()}
    return {"ENGINE": "django.db.backends.postgresql", **settings, "OPTIONS": parts}
