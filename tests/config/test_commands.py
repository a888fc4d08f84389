"""The command line on a machine of its own: set up for real, check the audit, refuse in words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from safeguarding.config.postgres import Server

ROOT = Path(__file__).resolve().parents[2]
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


class Machine:
    """An installation of its own in an empty folder."""

    def __init__(self, place: Path) -> None:
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


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    machine = Machine(tmp_path_factory.mktemp("machine"))
    yield machine
    machine.server.stop()


@pytest.fixture(scope="module")
def first(machine):
    """Set the deployment up; whichever test comes first pays for it."""
    return machine.run(*INIT)


def test_a_real_deployment_is_set_up_and_its_audit_holds(machine, first):
    assert first.returncode == 0, first.stderr
    assert "una@example.nhs.uk signs in" in first.stdout

    again = machine.run(*INIT)
    assert again.returncode == 1
    assert "already" in again.stderr

    checked = machine.run("audit", "verify", "--json")
    assert checked.returncode == 0
    assert json.loads(checked.stdout)["breaks"] == []
    assert json.loads(checked.stdout)["records"] > 40


def test_the_demonstrations_switch_does_not_start_among_real_people(machine, first):
    served = machine.run("serve", "--port", "8790", SAFEGUARDING_DEMONSTRATION="1")

    assert served.returncode == 1
    assert "made-up staff" in served.stderr


@pytest.mark.parametrize("words", [("no-such-command",), ("init",), ("audit", "verify", "--wrong")])
def test_a_command_that_is_not_understood_says_so(machine, words):
    answer = machine.run(*words)

    assert answer.returncode == 2
    assert "Usage:" in answer.stderr
    assert "Traceback" not in answer.stderr
