"""The one command: its help is complete, and it says in one line what a person can do."""

import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parents[2] / "run"
COMMANDS = [
    "setup",
    "demo",
    "test",
    "check",
    "check-full",
    "fix",
    "bench",
    "bench-full",
    "security",
    "docs",
    "facts",
    "safeguarding",
]


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("run_command", str(RUN))
    module = module_from_spec(spec_from_loader("run_command", loader))
    loader.exec_module(module)
    return module


def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, RUN, *arguments], capture_output=True, text=True, check=False)


def test_help_has_a_line_for_every_command():
    answer = ask("--help")

    assert answer.returncode == 0
    for name in COMMANDS:
        assert f"\n  {name:<14}" in answer.stdout


@pytest.mark.parametrize("name", ["bench-full"])
def test_says_plainly_that_nothing_is_behind_a_command_yet(name):
    answer = ask(name)

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith(f"./run {name}: There ")
    assert len(answer.stderr.splitlines()) == 1


def test_uses_the_browser_that_the_person_names(run, monkeypatch, tmp_path):
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))

    assert run.find_browser() == str(browser)


def test_never_skips_the_browser_tests(run, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    monkeypatch.setattr(run, "BROWSERS_ELSEWHERE", ())

    with pytest.raises(run.Stop, match="The tests need Chromium"):
        run.find_browser()


def test_installs_again_only_when_the_lock_changes(run, monkeypatch, tmp_path):
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp")

    assert not run.is_installed("abc")
    run.STAMP.write_text("abc")
    assert run.is_installed("abc")
    assert not run.is_installed("abd")


def test_checks_go_on_after_a_failure_and_count_it(run, capfd):
    failed = run.try_all([("One", ["false"]), ("Two", ["true"]), ("Three", ["false"])])

    assert failed == 2
    assert "Failed: One, Three" in capfd.readouterr().err
