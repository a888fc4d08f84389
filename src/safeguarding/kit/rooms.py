"""Finds the modules of a room that must be loaded though nobody imports them: jobs, listeners and kinds of open work."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

NAMES = ("jobs", "listeners", "openwork")


def wake(room: str) -> list[str]:
    """Import `jobs`, `listeners` and `openwork` of every topic of a room that has them, and return their names."""
    found = []
    for topic in iter_modules(import_module(room).__path__, f"{room}."):
        if topic.ispkg:
            found += [f"{topic.name}.{name}" for name in NAMES if find_spec(f"{topic.name}.{name}")]
    for name in found:
        import_module(name)
    return found
