"""Loads the words of `content/` into the database: one loader for each kind of file, run in order."""

from collections.abc import Callable
from datetime import datetime

from safeguarding.config.content import (
    frameworks,
    identities,
    indicators,
    kinds,
    outlines,
    posts,
    review_types,
    themes,
    vocabulary,
)
from safeguarding.core.access.actor import Actor

# The order matters where one kind of content names another.
LOADERS: tuple[Callable[[Actor, datetime], int], ...] = (
    kinds.load,
    posts.load,
    vocabulary.load,
    frameworks.load,
    themes.load,
    indicators.load,
    identities.load,
    review_types.load,
    outlines.load,
)


def load_all(by: Actor, at: datetime) -> int:
    """Load every kind of content; what is loaded already is left alone. Returns how many items the files hold."""
    return sum(load(by, at) for load in LOADERS)
