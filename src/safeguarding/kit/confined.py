"""
Look at a stranger's file in a process of its own, with little memory, little time and nothing to steal.

The process answers in JSON, which cannot do anything to whoever asked; if it dies, only it dies.
"""

import json
import os
import resource
import sys
from typing import Any


class Overrun(Exception):
    """The process took more than it was given: `seconds` when it was time, else memory, or it fell over."""

    def __init__(self, seconds: int | None = None) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def ask(module: str, question: dict[str, Any], content: bytes, *, seconds: int) -> bytes:
    """
    Ask a module of ours about some bytes and return its answer.

    :raises Overrun: if it takes too long, or dies of what it was given to read.
    """
    import subprocess  # the process itself starts without it

    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(  # noqa: S603 (our own module)
            # -S: what `site` would set up is in PYTHONPATH already, and its hooks cost a third of the start.
            [sys.executable, "-S", "-m", module],
            input=json.dumps(question).encode() + b"\n" + content,
            capture_output=True,
            timeout=seconds,
            env={"PYTHONPATH": paths},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Overrun(seconds) from None
    if done.returncode:
        raise Overrun
    return done.stdout


def question() -> dict[str, Any]:
    """Return what the process was asked; the bytes it was asked about follow on standard input."""
    asked: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    return asked


def confine(*, memory: int, seconds: int) -> None:
    """Give up memory, time, files and core dumps, in this process and for good."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
