"""What roles are called on a page: the matrix names them by keys that say more to whoever made it than to a nurse."""

import csv
from functools import cache
from pathlib import Path

from safeguarding.core.access.policy import DEPUTY


@cache
def names() -> dict[str, str]:
    """Return the name of every role of the access matrix by its key."""
    with (Path(__file__).parent / "role_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["role"]: row["name"] for row in csv.DictReader(file)}


def in_words(role: str) -> str:
    """Return a role as a page shows it, such as "Head of safeguarding"."""
    if role.endswith(DEPUTY):
        return f"{in_words(role.removesuffix(DEPUTY))}, as deputy"
    return names().get(role, role)
