"""Reads every section file, so that an outline can name any of them."""

from importlib import import_module
from pkgutil import iter_modules

from safeguarding.report import sections
from safeguarding.report.sections.registry import SECTIONS, Section

for found in iter_modules(sections.__path__):
    if found.name != "catalogue":
        import_module(f"{sections.__name__}.{found.name}")


def known() -> dict[str, Section]:
    """Return every section by its key."""
    return SECTIONS


def get_section(key: str) -> Section:
    """
    Return one section.

    :raises KeyError: if no file registers this key.
    """
    return SECTIONS[key]
