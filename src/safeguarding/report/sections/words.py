"""Small words that sections share."""

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """Return words as one phrase: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
