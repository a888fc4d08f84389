"""Machines of their own for tests: an installation in a folder, and copies of one that was set up by the real command."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from safeguarding.config.postgres import Server
from tests.databases import ROOT, SOURCES, fingerprint

INIT = (
    "init",
    "--organisation",
    "NHS Example ICB",
    "--ods",
    "QXX",
    "--email",
    "una@example.nhs.uk",
    "--name",
    "Una",
)
KEPT = ROOT / "var" / "test-machines"


class Machine:
    """An installation of its own in an empty folder."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.server = Server(place / "postgres")
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("DATABASE_")},
            "SAFEGUARDING_VAR": str(place),
            "SAFEGUARDING_POSTGRES": str(place / "postgres"),
            "SAFEGUARDING_PASSWORD": "correct horse battery staple",
            "DJANGO_SETTINGS_MODULE": "safeguarding.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "safeguarding.config.cli", *words],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            timeout=300,
            cwd=ROOT,
        )


def installed(place: Path) -> Machine:
    """
    Return a machine that `init` set up: a copy of the one that this very code and content were set up on, once.

    What `init` said then is in `said`.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / fingerprint(*SOURCES)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            _copy(kept, place)
        else:
            _set_up(place, kept)
    machine = Machine(place)
    machine.said = subprocess.CompletedProcess(INIT, **json.loads((place / "said.json").read_text()))
    machine.server.start()
    return machine


def _set_up(place: Path, kept: Path) -> None:
    """Set a machine up by the command, stop it and keep a copy; those of older code go."""
    machine = Machine(place)
    try:
        done = machine.run(*INIT)
    finally:
        machine.server.stop()
    assert done.returncode == 0, done.stderr
    said = {"returncode": done.returncode, "stdout": done.stdout, "stderr": done.stderr}
    (place / "said.json").write_text(json.dumps(said))
    for old in (each for each in KEPT.iterdir() if each.is_dir()):
        shutil.rmtree(old)
    unfinished = kept.with_name("unfinished")
    unfinished.mkdir()
    _copy(place, unfinished)
    unfinished.rename(kept)


def _copy(machine: Path, place: Path) -> None:
    """Copy a machine that is stopped, with its owners: the cluster may belong to another user than ours."""
    subprocess.run(["cp", "-a", f"{machine}/.", str(place)], check=True)
