"""The web server and its worker start together and stop together, however they are stopped."""

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from safeguarding.config import postgres
from safeguarding.config.serving import free_port, with_address
from tests.config.machines import Machine, installed
from tests.databases import ROOT

SECONDS = 90


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    machine = installed(tmp_path_factory.mktemp("served"))
    yield machine
    machine.server.stop()


@pytest.fixture
def served(machine):
    """Serve in a process of its own, and wait until the page answers and the worker has signed on."""
    port, before = free_port("127.0.0.1", 8790), workers_that_signed_on(machine)
    words = ["-m", "safeguarding.config.cli", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(
        [sys.executable, *words], env=machine.environment, stdout=subprocess.DEVNULL, cwd=ROOT
    )
    try:
        assert until(lambda: answers(port) and workers_that_signed_on(machine) > before)
        yield process
    finally:
        process.kill()
        process.wait()


def until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + SECONDS
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.read() == b"yes\n"
    except OSError:
        return False


def workers_that_signed_on(machine: Machine) -> int:
    """Return the number of the last worker that signed on: it grows with each."""
    with psycopg.connect(machine.server.dsn(role=postgres.SUPERUSER)) as connection:
        (number,) = connection.execute("select coalesce(max(id), 0) from procrastinate_workers").fetchone()
        return number


def children(process: subprocess.Popen) -> list[Path]:
    """Return the processes that the one that serves has started: the web server and the worker."""
    found = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=True)
    return [Path("/proc") / pid for pid in found.stdout.split()]


@pytest.mark.parametrize("asked", [pytest.param(signal.SIGINT, marks=pytest.mark.long), signal.SIGTERM])
def test_stops_all_of_it_in_order(served, asked):
    started = children(served)

    served.send_signal(asked)

    assert served.wait(timeout=SECONDS) == 0
    assert len(started) == 2
    assert not any(child.exists() for child in started)


def test_nothing_outlives_a_process_that_was_killed(served):
    started = children(served)

    served.kill()
    served.wait()

    assert len(started) == 2
    assert until(lambda: not any(child.exists() for child in started))


@pytest.mark.parametrize(
    ("set_by_hand", "host", "address"),
    [
        ({}, "127.0.0.1", "http://127.0.0.1:8003"),
        ({}, "0.0.0.0", "http://127.0.0.1:8003"),
        ({"SAFEGUARDING_BASE_URL": "https://assurance.example"}, "127.0.0.1", "https://assurance.example"),
    ],
)
def test_emails_lead_to_the_port_that_was_taken_unless_an_address_is_set(set_by_hand, host, address):
    assert with_address(set_by_hand, host, 8003)["SAFEGUARDING_BASE_URL"] == address
