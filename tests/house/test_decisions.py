"""Each decision has a number of its own, and says what was rejected."""

import re
from pathlib import Path

from tests.house.reading import ROOT

FOLDER = ROOT / "docs" / "decisions"
NAME = re.compile(r"(\d{4})-[a-z0-9-]+\.md")
PARTS = ("## Decision", "## Why", "## Rejected")


def decisions() -> list[Path]:
    return sorted(path for path in FOLDER.glob("*.md") if path.name not in {"README.md", "template.md"})


def numbers_used_twice(names: list[str]) -> list[str]:
    numbers = [name[:4] for name in names]
    return sorted({number for number in numbers if numbers.count(number) > 1})


def test_every_decision_is_named_by_number_and_title():
    assert [path.name for path in decisions() if not NAME.fullmatch(path.name)] == []


def test_no_number_is_used_twice():
    assert numbers_used_twice([path.name for path in decisions()]) == []


def test_the_rule_sees_a_number_used_twice():
    assert numbers_used_twice(["0001-a.md", "0002-b.md", "0002-c.md"]) == ["0002"]


def test_every_decision_says_why_and_what_was_rejected():
    found = [
        f"{path.name} lacks {part!r}"
        for path in decisions()
        for part in PARTS
        if part not in path.read_text(encoding="utf-8")
    ]

    assert found == []
