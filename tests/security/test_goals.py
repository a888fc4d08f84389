"""A goal is counted only for what ran and passed."""

import pytest

from tests.security.__main__ import Listener, verdict
from tests.security.goals import GOALS, LONG_GOALS, Goal

HERE = Goal("G99", "it is so", ("security/test_goals.py",))


@pytest.mark.parametrize(
    ("results", "word"),
    [({"a": True}, "holds"), ({"a": True, "b": False}, "FAILS"), ({}, "FAILS")],
)
def test_a_goal_holds_when_all_of_it_ran_and_passed(results, word):
    heard = Listener()
    heard.passed = {f"tests/security/test_goals.py::{name}": passed for name, passed in results.items()}

    assert verdict(HERE, heard)[0] == word


def test_what_is_not_built_is_said_and_not_counted():
    assert verdict(Goal("G98", "not yet", ("nowhere/test_*.py",)), Listener())[0] == "not built"


def test_the_goals_are_those_of_the_plan():
    numbers = [int(goal.number[1:]) for goal in GOALS]

    assert numbers == [2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 19, 21, 22, 24, 25, 41, 43]
    assert [goal.number for goal in LONG_GOALS] == ["G05", "G16", "G44"]
