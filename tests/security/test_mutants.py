"""
Every mistake that the policy and the decision on one record could hold is noticed by a test of theirs.

Each mutant is put in the place of the module and every test of `test_policy*.py` or `test_decision*.py` asks it; one that none of them notices
must be listed here with the reason for which it makes no difference.
"""

import importlib
import inspect
import sys
import types
from pathlib import Path

import pytest

from tests.house.reading import ROOT
from tests.security.mutants import mutants

FOLDER = ROOT / "tests" / "core" / "access"
POLICY, DECISION = (ROOT / "src/safeguarding/core/access" / f"{name}.py" for name in ("policy", "decision"))
FEWEST = {POLICY: 150, DECISION: 120}
# What was changed -> why nobody could tell.
EQUIVALENT = {
    "another value for 'r' in return verbs if 'r' in verbs or verbs == 'm' else verbs + 'r'": "r said twice is r",
    "another value for 'utf-8' in with (Path(__file__).parent / 'matrix.csv').open(encoding='utf-8', newline='') as"
    " file: return {role.key: role for role in map(_role, csv.DictReader(file))}": "it spells the same encoding",
    "another value for '-' in return _scopes_of(known.cells.get(permission.resource, '-'), permission.verb) if known"
    " else frozenset()": "whatever has no at-sign names no scope",
    "another value for 5000 in @lru_cache(maxsize=5000) def reach(held: frozenset[str], permission: Permission) ->"
    ' frozenset[str]: """Return every scope in which somebody holding these roles for one organisation has the'
    ' permission.""" return frozenset().union(*(scopes(role, permission) for role in held))': (
        "how many answers are kept changes none of them"
    ),
    "False for cell == '-' in if cell == '-': return frozenset()": "a dash names no scope in any case",
    "another value for '-' in if cell == '-': return frozenset()": "a dash names no scope in any case",
}


def questions(module: Path):
    """Return the tests of a module that take it as their only argument, named as the module is."""
    found = []
    for path in sorted(FOLDER.glob(f"test_{module.stem}*.py")):
        tests = importlib.import_module(f"tests.core.access.{path.stem}")
        found += [
            test
            for name, test in vars(tests).items()
            if name.startswith("test_") and list(inspect.signature(test).parameters) == [module.stem]
        ]
    return found


def stand_in(tree, beside: Path = POLICY) -> types.ModuleType:
    """Return the module that a changed tree makes, standing beside the same matrix."""
    module = types.ModuleType("mutant")
    module.__file__ = str(beside)
    # A dataclass looks its module up by name.
    sys.modules["mutant"] = module
    exec(compile(tree, module.__file__, "exec"), vars(module))
    return module


def is_noticed(tree, source: Path = POLICY) -> bool:
    try:
        module = stand_in(tree, source)
        for ask in questions(source):
            ask(module)
    except (Exception, pytest.fail.Exception):  # noqa: BLE001 - whatever goes wrong with a mutant, it was noticed
        return True
    return False


def every_mutant(source: Path):
    """Return each mutant of a module with what was changed."""
    return list(mutants(source.read_text(encoding="utf-8")))


@pytest.mark.long
@pytest.mark.whole
@pytest.mark.parametrize("source", [POLICY, DECISION], ids=lambda path: path.stem)
def test_every_mutant_of_the_policy_is_noticed(source, record_property):
    made = every_mutant(source)
    survivors = [said for said, tree in made if not is_noticed(tree, source)]
    unexplained = [said for said in survivors if said not in EQUIVALENT]
    noticed = len(made) - len(survivors)
    record_property(
        "figure",
        f"{noticed} of {len(made)} mutants of {source.stem} noticed, {len(survivors)} make no difference",
    )

    assert not unexplained, "\n".join(unexplained)
    assert len(made) > FEWEST[source]


@pytest.mark.parametrize("source", [POLICY, DECISION], ids=lambda path: path.stem)
def test_a_handful_of_mutants_is_noticed(source):
    handful = [(said, tree) for said, tree in every_mutant(source)[7::40] if said not in EQUIVALENT]

    assert [said for said, tree in handful if not is_noticed(tree, source)] == []
    assert len(handful) > 2


@pytest.mark.parametrize("source", [POLICY, DECISION], ids=lambda path: path.stem)
def test_the_module_as_it_is_passes(source):
    asked = questions(source)

    assert len(asked) > 10
    for ask in asked:
        ask(importlib.import_module(f"safeguarding.core.access.{source.stem}"))
