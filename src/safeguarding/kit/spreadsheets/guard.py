"""
Read a stranger's file in a process of its own, with little memory, little time and nothing to steal.

The process answers in JSON, which cannot do anything to the reader; if it dies, only it dies.
"""

import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from safeguarding.kit.spreadsheets.limits import DEFAULT, FileRefused, Limits
from safeguarding.kit.spreadsheets.read import read_table
from safeguarding.kit.spreadsheets.sheet import Sheet

MODULE = "safeguarding.kit.spreadsheets.guard"
TOO_MUCH = (
    "The file needs more memory than a spreadsheet of its size should, or is damaged, and was not read."
)


def read_table_guarded(data: bytes, name: str, limits: Limits = DEFAULT, sheet: str | None = None) -> Sheet:
    """
    Read a table as `read_table` does, in a process that cannot harm this one.

    :raises FileRefused: with words that say why.
    """
    if len(data) > limits.bytes:
        raise FileRefused(f"The file is larger than {limits.bytes // 1024 // 1024} MB.")
    asked = json.dumps({"name": name, "limits": asdict(limits), "sheet": sheet}).encode()
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(  # noqa: S603 (our own module)
            [sys.executable, "-m", MODULE],
            input=asked + b"\n" + data,
            capture_output=True,
            timeout=limits.seconds,
            env={"PYTHONPATH": paths},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileRefused(
            f"The file takes longer than {limits.seconds} seconds to read, so it was not read."
        ) from None
    if done.returncode:
        raise FileRefused(TOO_MUCH)
    return _sheet(json.loads(done.stdout, object_hook=_from_json))


def _sheet(answer: dict[str, Any]) -> Sheet:
    if "refused" in answer:
        raise FileRefused(answer["refused"])
    for name in ("other_sheets", "hidden_sheets"):
        answer[name] = tuple(answer[name])
    for name in ("merged", "unreadable"):
        answer[name] = tuple(tuple(item) for item in answer[name])
    return Sheet(**answer)


def _to_json(value: object) -> dict[str, Any]:
    """Name what JSON does not know; called for such cells only, so that the others cost nothing."""
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    raise TypeError(f"a cell holds a {type(value).__name__}")


def _from_json(found: dict[str, Any]) -> Any:
    if len(found) != 1:
        return found
    (kind, value), *_ = found.items()
    read = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}.get(
        kind
    )
    if read:
        return read(value)
    return timedelta(seconds=value) if kind == "seconds" else found


def _confine(limits: Limits) -> None:
    """Give up memory, time, files and core dumps, in this process and for good."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main() -> None:
    """Answer one question from standard input on standard output."""
    asked = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**asked["limits"])
    _confine(limits)
    try:
        sheet = read_table(sys.stdin.buffer.read(), asked["name"], limits, asked["sheet"])
        answer = dict(sheet.__dict__)
    except FileRefused as refused:
        answer = {"refused": str(refused)}
    sys.stdout.write(json.dumps(answer, default=_to_json))  # dumps is many times faster than dump


if __name__ == "__main__":
    main()
