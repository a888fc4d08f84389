"""Compares two versions of a text word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Run:
    """Words that stand in both versions, only in the later ("added") or only in the earlier ("taken out")."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Run]:
    """Return the words of both versions in reading order."""
    old, new = _words(before), _words(after)
    runs: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Run("same", "".join(old[a:b])))
            continue
        runs += [Run("taken out", "".join(old[a:b]))] if b > a else []
        runs += [Run("added", "".join(new[c:d]))] if d > c else []
    return runs


def _words(text: str) -> list[str]:
    """Split into words and the space between them, so that joining gives the text back."""
    return re.findall(r"\s+|[^\s]+", text)
