"""
Every mistake that the policy could hold is noticed by a test of the policy.

Each mutant is put in the place of the module and every test of `test_policy*.py` asks it; one that none of them notices
must be listed here with the reason for which it makes no difference.
"""

import importlib
import inspect
import sys
import types
from pathlib import Path

import pytest

from safeguarding.core.access import policy
from tests.house.reading import ROOT
from tests.security.mutants import mutants

TESTS = sorted((ROOT / "tests" / "core" / "access").glob("test_policy*.py"))
# What was changed -> why nobody could tell.
EQUIVALENT = {
    "another value for 'r' in return verbs if 'r' in verbs or verbs == 'm' else verbs + 'r'": "r said twice is r",
    "another value for 'utf-8' in with (Path(__file__).parent / 'matrix.csv').open(encoding='utf-8', newline='') as"
    " file: return {role.key: role for role in map(_role, csv.DictReader(file))}": "it spells the same encoding",
    "another value for '-' in return _scopes_of(known.cells.get(permission.resource, '-'), permission.verb) if known"
    " else frozenset()": "whatever has no at-sign names no scope",
    "another value for 0 in return UPPER.sub(lambda word: word[0].upper(), text[0].upper() + text[1:])": (
        "the pattern's one group is the whole match"
    ),
    "False for cell == '-' in if cell == '-': return frozenset()": "a dash names no scope in any case",
    "another value for '-' in if cell == '-': return frozenset()": "a dash names no scope in any case",
}


def questions():
    """Return the tests of the policy that take the module as their only argument."""
    found = []
    for path in TESTS:
        tests = importlib.import_module(f"tests.core.access.{path.stem}")
        found += [
            test
            for name, test in vars(tests).items()
            if name.startswith("test_") and list(inspect.signature(test).parameters) == ["policy"]
        ]
    return found


def stand_in(tree) -> types.ModuleType:
    """Return the module that a changed tree makes, standing beside the same matrix."""
    module = types.ModuleType("mutant")
    module.__file__ = policy.__file__
    # A dataclass looks its module up by name.
    sys.modules["mutant"] = module
    exec(compile(tree, policy.__file__, "exec"), vars(module))
    return module


def is_noticed(tree) -> bool:
    try:
        module = stand_in(tree)
        for ask in questions():
            ask(module)
    except (Exception, pytest.fail.Exception):  # noqa: BLE001 - whatever goes wrong with a mutant, it was noticed
        return True
    return False


@pytest.mark.long
def test_every_mutant_of_the_policy_is_noticed(record_property):
    made = list(mutants(Path(policy.__file__).read_text(encoding="utf-8")))
    survivors = [said for said, tree in made if not is_noticed(tree)]
    unexplained = [said for said in survivors if said not in EQUIVALENT]
    noticed = len(made) - len(survivors)
    record_property(
        "figure", f"{noticed} of {len(made)} mutants noticed, {len(survivors)} make no difference"
    )

    assert not unexplained, "\n".join(unexplained)
    assert len(made) > 150


def test_the_module_as_it_is_passes():
    assert len(questions()) > 10
    for ask in questions():
        ask(policy)
