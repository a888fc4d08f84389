"""`./run facts`: runs the proofs and counts the facts whose every proof passed."""

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.facts.register import MAY_BE_TOLD

FOLDER = Path(__file__).parent


class Tally:
    """Listens to pytest and keeps, for each fact, how it is proved and whether every proof passed."""

    def __init__(self) -> None:
        self.how: dict[str, str] = {}
        self.passed: dict[str, list[bool]] = defaultdict(list)
        self._of: dict[str, dict[str, str]] = {}

    def pytest_collection_modifyitems(self, items) -> None:
        """Note which facts each test proves; a parametrised test may name its own with `facts_of_case`."""
        for item in items:
            facts = dict(getattr(item.function, "facts", {}))
            for mark in item.iter_markers("proves"):
                facts.update(dict.fromkeys(mark.args, mark.kwargs.get("how", "held")))
            self._of[item.nodeid] = facts

    def pytest_runtest_logreport(self, report) -> None:
        """Note whether a proof passed, its setting up and clearing away included."""
        if report.when == "call" or report.failed:
            for fact, how in self._of.get(report.nodeid, {}).items():
                self.passed[fact].append(report.passed)
                self.how[fact] = "held" if "held" in (how, self.how.get(fact)) else how


def facts() -> dict[str, dict[str, str]]:
    """Return the facts of the five seeds by id."""
    with (FOLDER / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def count(tally: Tally, known: dict[str, dict[str, str]]) -> tuple[list[str], list[str], list[str]]:
    """Return the ids held, the ids told, and what is wrong: unknown ids, and kinds that may not be told."""
    proved = {fact for fact, results in tally.passed.items() if all(results)}
    wrong = sorted(fact for fact in tally.passed if fact not in known)
    told = {fact for fact in proved if tally.how[fact] == "told" and fact in known}
    wrong += sorted(fact for fact in told if known[fact]["kind"] not in MAY_BE_TOLD)
    told -= set(wrong)
    return sorted(proved - told - set(wrong)), sorted(told), wrong


def main() -> int:
    """Run the proofs and print the count."""
    tally = Tally()
    options = ["-q", "--no-header", "-p", "no:randomly", str(FOLDER)]
    as_json = "--json" in sys.argv
    if as_json:
        options += ["--capture=no", "-p", "no:terminal"]
    status = pytest.main(options, plugins=[tally])
    known = facts()
    held, told, wrong = count(tally, known)
    if as_json:
        print(json.dumps({"held": held, "told": told, "total": len(known)}))
    else:
        _print(held, told, wrong, known)
    return int(bool(status) or bool(wrong))


def _print(held: list[str], told: list[str], wrong: list[str], known: dict[str, dict[str, str]]) -> None:
    for title, key in (("seed", lambda fact: fact.split("-")[0]), ("kind", lambda fact: known[fact]["kind"])):
        every, holds, tells = (Counter(map(key, ids)) for ids in (known, held, told))
        print(f"\nBy {title}")
        for name in sorted(every):
            print(f"  {name:15} {holds[name]:4} held {tells[name]:4} told of {every[name]:4}")
    for fact in wrong:
        print(f"Not counted: {fact} is unknown, or is of a kind that may not be told")
    print(f"\n{len(held)} of {len(known)} facts held, {len(told)} told")


if __name__ == "__main__":
    sys.exit(main())
