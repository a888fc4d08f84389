"""`./run security`: runs the proofs and says which security goals hold, each with its figure."""

import argparse
import os
import sys
from collections import defaultdict

import pytest

from tests.security.goals import GOALS, LONG_GOALS, ROOT, Goal
from tests.security.processes import ASKED, processes


class Listener:
    """Keeps what each test said and whether it passed."""

    def __init__(self) -> None:
        self.passed: dict[str, bool] = {}
        self.figures: dict[str, list[str]] = defaultdict(list)

    def pytest_runtest_logreport(self, report) -> None:
        """Note a result, its setting up and clearing away included, and the figures that the test gave."""
        if report.when == "call" or report.failed:
            self.passed[report.nodeid] = self.passed.get(report.nodeid, True) and report.passed
        if report.when == "call":
            self.figures[report.nodeid] += [
                str(said) for name, said in report.user_properties if name == "figure"
            ]

    def of(self, proof: str) -> list[str]:
        """Return the tests of one proof that ran."""
        return [node for node in self.passed if _is_of(node, proof)]


def _is_of(node: str, proof: str) -> bool:
    return node == proof or node.startswith((f"{proof}::", f"{proof}["))


def verdict(goal: Goal, heard: Listener) -> tuple[str, str]:
    """Return "holds", "FAILS" or "not built" with the figure of a goal; a proof of which nothing ran has not held."""
    if not goal.found():
        return "not built", "nothing was checked"
    by_proof = [heard.of(proof) for proof in goal.found()]
    tests = sorted({node for nodes in by_proof for node in nodes})
    passed = sum(heard.passed[node] for node in tests)
    said = "; ".join(figure for node in tests for figure in heard.figures[node])
    figure = f"{passed} of {len(tests)} tests" + (f"; {said}" if said else "")
    return ("holds" if all(by_proof) and passed == len(tests) else "FAILS"), figure


def proofs(goals: tuple[Goal, ...], *, whole: bool) -> list[str]:
    """Return what pytest is to run: the proofs of the goals, and in the whole every security proof beside them."""
    found = {proof for goal in goals for proof in goal.found()}
    beside = (ROOT / "tests" / "security").glob("test_*.py") if whole else ()
    return sorted(found | {str(path.relative_to(ROOT)) for path in beside})


def main() -> int:
    """Run the proofs, print one line for each goal, and count."""
    parser = argparse.ArgumentParser(prog="./run security", description=__doc__)
    parser.add_argument("--whole", action="store_true", help="the whole instead of the sample: many minutes")
    parser.add_argument(
        "--processes", type=int, help="how many share the work; as many as there are processors"
    )
    asked = parser.parse_args()
    if asked.processes:
        os.environ[ASKED] = str(asked.processes)
    goals = (*GOALS, *LONG_GOALS) if asked.whole else GOALS
    heard = Listener()
    which = ["-m", "not sample" if asked.whole else "not sample and not whole"]
    together = ["-n", str(processes()), "--dist", "loadscope", "--no-loadscope-reorder"]
    together += ["-p", "no:randomly", "-p", "tests.security.order"]
    status = pytest.main(
        [
            "-q",
            "--no-header",
            "--show-capture=no",
            *together,
            *which,
            *proofs(goals, whole=asked.whole),
        ],
        plugins=[heard],
    )
    cut_short = status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
    holding = 0
    print()
    for goal in goals:
        word, figure = verdict(goal, heard) if not cut_short else ("FAILS", "the run was cut short")
        holding += word == "holds"
        print(f"{goal.number}  {word:9}  {goal.promise}: {figure}")
    print(f"{holding} of {len(goals)} security goals hold")
    return int(cut_short or holding < len(goals))


if __name__ == "__main__":
    sys.exit(main())
