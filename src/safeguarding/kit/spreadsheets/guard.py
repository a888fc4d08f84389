"""Read a stranger's table in a process of its own, with little memory, little time and nothing to steal."""

import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from safeguarding.kit import confined
from safeguarding.kit.spreadsheets.limits import DEFAULT, FileRefused, Limits
from safeguarding.kit.spreadsheets.read import read_table
from safeguarding.kit.spreadsheets.sheet import Sheet

MODULE = "safeguarding.kit.spreadsheets.guard"
TOO_MUCH = (
    "The file needs more memory than a spreadsheet of its size should, or is damaged, and was not read."
)
TOO_LONG = "The file takes longer than {} seconds to read, so it was not read."


def read_table_guarded(data: bytes, name: str, limits: Limits = DEFAULT, sheet: str | None = None) -> Sheet:
    """
    Read a table as `read_table` does, in a process that cannot harm this one.

    :raises FileRefused: with words that say why.
    """
    if len(data) > limits.bytes:
        raise FileRefused(f"The file is larger than {limits.bytes // 1024 // 1024} MB.")
    asked = {"name": name, "limits": limits._asdict(), "sheet": sheet}
    try:
        answer = confined.ask(MODULE, asked, data, seconds=limits.seconds)
    except confined.Overrun as overrun:
        raise FileRefused(
            TOO_LONG.format(overrun.seconds) if overrun.seconds is not None else TOO_MUCH
        ) from None
    return _sheet(json.loads(answer, object_hook=_from_json))


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


def main() -> None:
    """Answer one question from standard input on standard output."""
    asked = confined.question()
    limits = Limits(**asked["limits"])
    confined.confine(memory=limits.memory, seconds=limits.seconds)
    try:
        sheet = read_table(sys.stdin.buffer.read(), asked["name"], limits, asked["sheet"])
        answer = sheet._asdict()
    except FileRefused as refused:
        answer = {"refused": str(refused)}
    sys.stdout.write(json.dumps(answer, default=_to_json))  # dumps is many times faster than dump


if __name__ == "__main__":
    main()
