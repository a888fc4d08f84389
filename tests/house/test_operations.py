"""Every operation is told who and when, is whole or not at all, asks whether it may, and leaves a record."""

import ast

import pytest

from tests.house.exceptions import NOT_DONE_BY_A_PERSON
from tests.house.reading import calls_in, modules, shown

ATOMIC = {"atomic", "transaction.atomic"}


def faults(source: str) -> list[str]:
    """Return what is wrong with the public functions of one operations.py."""
    functions = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    return [
        f"{name} {fault}"
        for name, function in functions.items()
        if not name.startswith("_")
        for fault in faults_of(function, functions)
    ]


def faults_of(function: ast.FunctionDef, beside: dict[str, ast.FunctionDef]) -> list[str]:
    arguments, called = function.args, everything_called(function, beside)
    told = {argument.arg for argument in arguments.kwonlyargs}
    hands_on = any(name.rpartition(".")[0].endswith("operations") for name in called)
    done = {name.rpartition(".")[2] for name in called}
    checks = {
        "takes arguments by position": not (arguments.args or arguments.posonlyargs or arguments.vararg),
        "is not told who (by)": "by" in told,
        "is not told when (at)": "at" in told,
        "is not atomic": any(ast.unparse(decorator) in ATOMIC for decorator in function.decorator_list),
        "does not ask whether it may (require)": "require" in done or hands_on,
        "leaves no record (record)": "record" in done or hands_on,
    }
    return [fault for fault, holds in checks.items() if not holds]


def everything_called(function: ast.FunctionDef, beside: dict[str, ast.FunctionDef]) -> set[str]:
    """Return what a function calls, itself or through the other functions of its file."""
    seen: set[str] = set()
    waiting = calls_in(function)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting |= calls_in(beside[name]) if name in beside else set()
    return seen


def test_every_operation_follows_the_five_rules():
    found = [
        f"{shown(path)}: {fault}"
        for path in modules("operations.py")
        for fault in faults(path.read_text(encoding="utf-8"))
        if not NOT_DONE_BY_A_PERSON.keys() & {shown(path), f"{shown(path)}: {fault.partition(' ')[0]}"}
    ]

    assert found == []


GOOD = """
@transaction.atomic
def submit(*, assessment, by, at):
    _allow(by, assessment)
    record("assessment.submitted", about=assessment, by=by, at=at)

def _allow(by, assessment):
    require(by, Permission("SELF", "a"), assessment.organisation)
"""


def test_a_good_operation_passes():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("*, assessment", "assessment, *", "submit takes arguments by position"),
        ("by, at)", "at)", "submit is not told who (by)"),
        ("by, at)", "by)", "submit is not told when (at)"),
        ("@transaction.atomic", "", "submit is not atomic"),
        ("require(", "wonder(", "submit does not ask whether it may (require)"),
        ("record(", "remember(", "submit leaves no record (record)"),
    ],
)
def test_the_rule_sees_each_fault(before, after, fault):
    assert faults(GOOD.replace(before, after, 1)) == [fault]


def test_an_operation_may_hand_on_to_another():
    source = "@transaction.atomic\ndef load(*, file, by, at):\n    operations.submit(by=by, at=at)\n"

    assert faults(source) == []
