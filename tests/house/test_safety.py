"""The papers of safety say what is so: every control is a test that is there, and every count is counted again."""

import ast
import csv
import re
from collections import Counter
from functools import cache

import pytest
import yaml

from tests.house.reading import ROOT

FOLDER = ROOT / "docs" / "safety"
NAMED = re.compile(r"`(tests/[\w/]+(?:\.py)?(?:::\w+)?)`")
LINKED = re.compile(r"\]\(([^)#]+)\)")
PAPERS = sorted(FOLDER.glob("*.md"))
SEVERITIES = ("Minor", "Significant", "Considerable", "Major", "Catastrophic")
HIGHEST_RESIDUAL = 2


def hazards():
    return yaml.safe_load((FOLDER / "hazards.yaml").read_text(encoding="utf-8"))


def threats():
    return yaml.safe_load((FOLDER / "threats.yaml").read_text(encoding="utf-8"))


def requirements():
    with (FOLDER / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def names_in(place: str) -> frozenset[str]:
    """Return the tests of a file that run."""
    tree = ast.parse((ROOT / place).read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    left_out = {
        node.name for node in found if any("skip" in ast.unparse(mark) for mark in node.decorator_list)
    }
    return frozenset({node.name for node in found if node.name.startswith("test_")} - left_out)


def is_there(evidence: str) -> bool:
    """Tell whether a test or a document that is named as evidence exists."""
    place, _, name = evidence.partition("::")
    return (ROOT / place).exists() and (not name or name in names_in(place))


def test_every_hazard_has_a_control_that_is_a_test():
    without = [one["id"] for one in hazards()["hazards"] if not one["controls"]]
    missing = [
        control for one in hazards()["hazards"] for control in one["controls"] if not is_there(control)
    ]

    assert without == []
    assert missing == []
    assert [one["id"] for one in hazards()["hazards"]] == [f"H{number:02d}" for number in range(1, 15)]


def rating(log, judged) -> int:
    """Return the rating of a hazard by the matrix of the log."""
    return log["matrix"][judged["likelihood"]][SEVERITIES.index(judged["severity"])]


def test_no_hazard_is_left_above_what_is_tolerable():
    log = hazards()
    high = {one["id"]: rating(log, one["residual"]) for one in log["hazards"]}
    worse = [
        one["id"] for one in log["hazards"] if rating(log, one["residual"]) > rating(log, one["initial"])
    ]

    assert {hazard: level for hazard, level in high.items() if level > HIGHEST_RESIDUAL} == {}
    assert worse == []


def test_every_test_against_a_threat_is_there():
    assert [test for one in threats() for test in one["tests"] if not is_there(test)] == []
    assert [one["id"] for one in threats()] == [f"T{number:02d}" for number in range(1, 41)]


def test_every_requirement_that_is_met_has_its_evidence():
    rows = requirements()
    unproved = [row["id"] for row in rows if row["state"] == "met" and not is_there(row["evidence"])]

    assert len(rows) == 345
    assert unproved == []
    assert {row["state"] for row in rows} == {"met", "open", "not applicable"}
    assert all(row["evidence"] for row in rows if row["state"] != "open")


def test_the_counts_are_those_of_the_papers():
    applicable = [row for row in requirements() if row["state"] != "not applicable"]
    asked = Counter(row["level"] for row in applicable)
    met = Counter(row["level"] for row in applicable if row["state"] == "met")
    text = " ".join((FOLDER / "README.md").read_text(encoding="utf-8").split())
    against = sum(bool(one["tests"]) for one in threats())

    assert (
        f"{met['1'] + met['2']} of {asked['1'] + asked['2']} applicable requirements of levels 1 and 2"
        in text
    )
    assert f"{met['3']} of {asked['3']} of level 3" in text
    assert f"{len(threats())} threats, {against} of them with a test" in text
    assert f"{len(hazards()['hazards'])} hazards for DCB0129" in text


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_what_a_paper_names_is_there(paper):
    text = paper.read_text(encoding="utf-8")

    assert [name for name in NAMED.findall(text) if not is_there(name)] == []
    assert [link for link in LINKED.findall(text) if not (FOLDER / link).exists()] == []


def test_a_control_that_is_not_there_would_be_seen():
    assert not is_there("tests/house/test_safety.py::test_that_nobody_wrote")
    assert not is_there("tests/house/test_nothing.py")
    assert is_there("docs/reference/roles.md")
