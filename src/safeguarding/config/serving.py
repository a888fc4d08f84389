"""Serves the product: finds a free port, starts the web server and a worker and, on Ctrl-C, stops all of it."""

import ctypes
import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from types import FrameType

from safeguarding.config import receiving

PORTS_TO_TRY = 50
TRIES_TO_CONNECT = 600
SECONDS_BETWEEN_LOOKS = 1
SECONDS_BETWEEN_STARTS = 10  # of a worker that fails
SECONDS_TO_STOP = 20
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - to be told from one that a browser can open
LINUX = sys.platform == "linux"
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def free_port(host: str, wanted: int) -> int:
    """
    Return the wanted port, or the next one that nobody listens on.

    :raises OSError: if none of the next fifty is free.
    """
    for port in range(wanted, wanted + PORTS_TO_TRY):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OSError(f"No port from {wanted} to {wanted + PORTS_TO_TRY - 1} is free on {host}.")


def command(host: str, port: int, workers: int) -> list[str]:
    """Return the web server's command line."""
    return [
        sys.executable,
        *("-m", "safeguarding.config.web", "safeguarding.config.rsgi:application"),
        *("--interface", "rsgi", "--host", host, "--port", str(port), "--workers", str(workers)),
        # Only this one of the two ways of speaking HTTP lets go of a connection on which nothing is said.
        *("--http", "1", "--http1-header-read-timeout", str(receiving.milliseconds_for_headers())),
        # Without it a stop in the first second can leave old workers answering on the same port.
        *("--workers-kill-timeout", "3", "--respawn-failed-workers", "--no-ws", "--log-level", "warning"),
    ]


def with_address(environment: dict[str, str], host: str, port: int) -> dict[str, str]:
    """Return an environment whose e-mails lead to this very server, unless it names an address for them itself."""
    here = "127.0.0.1" if host in EVERY_ADDRESS else host
    return {"SAFEGUARDING_BASE_URL": f"http://{here}:{port}"} | environment


def serve(host: str, port: int, workers: int, *, environment: dict[str, str]) -> int:
    """Serve until Ctrl-C or a stop signal; returns the server's exit status, 0 for an orderly stop."""
    taken = free_port(host, port)
    if taken != port:
        print(f"Port {port} is taken; using {taken}.")
    environment = {
        **with_address(environment, host, taken),
        "DJANGO_SETTINGS_MODULE": "safeguarding.config.settings",
    }
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    # Before anything is started: whoever is told to stop early leaves nothing behind either.
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    server = _start(command(host, taken, workers), environment)
    _wait_until_it_answers(server, host, taken, stopping)
    print(f"\nManage safeguarding assurance is at http://{host}:{taken}\nPress Ctrl-C to stop.", flush=True)
    # Only now: what waits in the queue can wait a moment longer than the people who wait for a page.
    worker, started = start_worker(environment), time.monotonic()
    while not stopping.is_set() and server.poll() is None:
        if worker.poll() is not None and time.monotonic() - started > SECONDS_BETWEEN_STARTS:
            worker, started = start_worker(environment), time.monotonic()
        stopping.wait(SECONDS_BETWEEN_LOOKS)
    status = server.poll()
    for process in (server, worker):
        _end(process)
    return status or 0


def _end(process: subprocess.Popen) -> None:
    """Stop a process in order, and one that does not stop in time without."""
    process.terminate()
    try:
        process.wait(timeout=SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_until_it_answers(server: subprocess.Popen, host: str, port: int, stopping: threading.Event) -> None:
    """Wait until somebody who follows the address finds a page there; a server that has ended is not waited for."""
    for _ in range(TRIES_TO_CONNECT):
        if server.poll() is not None or stopping.wait(0.1):
            return
        asking = http.client.HTTPConnection(host, port, timeout=1)
        try:
            asking.request("GET", "/healthz")
            asking.getresponse()
        except (OSError, http.client.HTTPException):
            continue
        else:
            return
        finally:
            asking.close()


def start_worker(environment: dict[str, str]) -> subprocess.Popen:
    """Start the worker beside the web server; it holds our pipe and stops by itself if we are killed."""
    words = [sys.executable, "-m", "safeguarding.config.cli", "worker", "--with-parent"]
    return _start(words, environment)


def _start(words: list[str], environment: dict[str, str]) -> subprocess.Popen:
    """Start a process that does not outlive us: on Linux the system stops it, elsewhere the worker watches our pipe."""
    return subprocess.Popen(  # noqa: S603 - our own words
        words, env=environment, stdin=subprocess.PIPE, preexec_fn=_stop_with_parent if LINUX else None
    )


def _stop_with_parent() -> None:
    """Ask the system to send this process SIGTERM when its parent is gone."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
