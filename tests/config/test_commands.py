"""The command line on a machine of its own: set up for real, check the audit, refuse in words."""

import json

import pytest

from tests.config.machines import INIT, installed


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    machine = installed(tmp_path_factory.mktemp("machine"))
    yield machine
    machine.server.stop()


def test_a_real_deployment_is_set_up_and_its_audit_holds(machine):
    assert machine.said.returncode == 0, machine.said.stderr
    assert "una@example.nhs.uk signs in" in machine.said.stdout

    again = machine.run(*INIT)
    assert again.returncode == 1
    assert "already" in again.stderr

    checked = machine.run("audit", "verify", "--json")
    assert checked.returncode == 0
    assert json.loads(checked.stdout)["breaks"] == []
    assert json.loads(checked.stdout)["records"] > 40


def test_the_demonstrations_switch_does_not_start_among_real_people(machine):
    served = machine.run("serve", "--port", "8790", SAFEGUARDING_DEMONSTRATION="1")

    assert served.returncode == 1
    assert "made-up staff" in served.stderr


QUICK, SLOW = ("no-such-command",), (("init",), ("audit", "verify", "--wrong"))
WRONG = [QUICK, *(pytest.param(words, marks=pytest.mark.long) for words in SLOW)]


@pytest.mark.parametrize("words", WRONG)
def test_a_command_that_is_not_understood_says_so(machine, words):
    answer = machine.run(*words)

    assert answer.returncode == 2
    assert "Usage:" in answer.stderr
    assert "Traceback" not in answer.stderr
