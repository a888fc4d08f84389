"""Which content files have a schema, and how each is read and checked."""

from pathlib import Path

from django.conf import settings

from safeguarding.config.content import frameworks, themes
from safeguarding.kit import content
from safeguarding.kit.content import Content


def files() -> list[Path]:
    """Return every content file, by place; the demonstration is checked by loading it."""
    found = sorted(settings.CONTENT.rglob("*.yaml"))
    return [path for path in found if "demo" not in path.relative_to(settings.CONTENT).parts]


def read(path: Path) -> Content:
    """
    Read one content file and check it as far as it has a schema.

    :raises BadContent: with the line of every fault.
    """
    if path.parent.name == "frameworks":
        return frameworks.read(path)
    if path.name == "themes.yaml":
        return themes.read(path)
    return content.load(path)
