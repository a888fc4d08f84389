"""Where a run takes place: a cluster of its own, the product and the minimal application, each with two workers."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.load import Client
from safeguarding.config import postgres, serving

PROJECT = Path(__file__).resolve().parents[1]
VAR = PROJECT / "var" / "bench"
WORKERS = 2
SECONDS_TO_COME_UP = 300
PRODUCT = "safeguarding.config.rsgi:application"
MINIMAL = "bench.minimal.rsgi:application"


def environment() -> dict[str, str]:
    """Return the environment of every process of a run: its own folder, no database of anybody else's."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    return inherited | {"SAFEGUARDING_VAR": str(VAR), "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}"}


def clear() -> None:
    """Stop what an earlier run may have left and take its folder away, so that a run starts from nothing."""
    if VAR.exists():
        server().stop()
        shutil.rmtree(VAR)
    VAR.mkdir(parents=True)


def server() -> postgres.Server:
    """Return the run's own database server, with the product's own settings."""
    return postgres.Server(VAR / "postgres")


def superuser() -> psycopg.Connection:
    """Connect past row security, for filling tables and counting statements."""
    return psycopg.connect(server().dsn(postgres.DATABASE, postgres.SUPERUSER), autocommit=True)


def count_statements() -> None:
    """Let the server count statements; it starts anew for that."""
    with superuser() as connection:
        connection.execute("alter system set shared_preload_libraries = 'pg_stat_statements'")
    server().stop()
    server().start()
    with superuser() as connection:
        connection.execute("create extension if not exists pg_stat_statements")


class Site:
    """One application under the product's own web server and settings of it."""

    def __init__(self, name: str, process: subprocess.Popen, port: int) -> None:
        self.name, self.process, self.port = name, process, port

    def client(self, cookie: str = "") -> Client:
        """Return a new client of this site."""
        return Client(self.port, cookie)

    def workers(self) -> list[int]:
        """Return the process numbers of the workers, from the largest in memory down."""
        found = [pid for pid in _descendants(self.process.pid) if memory(pid)]
        return sorted(found, key=memory, reverse=True)[:WORKERS]


@contextmanager
def site(application: str, port: int, **more: str) -> Iterator[Site]:
    """Serve an application as the product is served, and stop it."""
    free = serving.free_port("127.0.0.1", port)
    command = serving.command("127.0.0.1", free, WORKERS)
    command = [application if part == PRODUCT else part for part in command]
    settings = "safeguarding.config.settings" if application == PRODUCT else "bench.minimal.settings"
    process = subprocess.Popen(command, env=environment() | {"DJANGO_SETTINGS_MODULE": settings} | more)
    try:
        wait_for_page(process, free, "/account/login/" if application == PRODUCT else "/hello")
        yield Site(application, process, free)
    finally:
        stop(process)


def first_page() -> float:
    """Return the seconds from `serve` on this folder, whatever is in it, to the first page; then stop serving."""
    port = serving.free_port("127.0.0.1", 8600)
    started = time.perf_counter()
    command = [sys.executable, "-m", "safeguarding.config.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL)
    try:
        wait_for_page(process, port, "/account/login/")
        return time.perf_counter() - started
    finally:
        stop(process)


def wait_for_page(process: subprocess.Popen, port: int, path: str) -> None:
    """
    Wait until a page is answered with 200.

    :raises RuntimeError: if the process ends or nothing is answered for five minutes.
    """
    until = time.monotonic() + SECONDS_TO_COME_UP
    while time.monotonic() < until and process.poll() is None:
        client = Client(port)
        try:
            if client.get(path).status == 200:
                return
        except OSError:
            time.sleep(0.02)
        finally:
            client.close()
    raise RuntimeError(f"Nothing answered at {path}.")


def stop(process: subprocess.Popen) -> None:
    """Stop a server that we started, and its workers with it."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def memory(pid: int) -> int:
    """Return the resident memory of a process in bytes; nothing for one that has ended."""
    try:
        pages = int((Path("/proc") / str(pid) / "statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _descendants(pid: int) -> list[int]:
    children = (Path("/proc") / str(pid) / "task" / str(pid) / "children").read_text().split()
    return [each for child in map(int, children) for each in (child, *_descendants(child))]
