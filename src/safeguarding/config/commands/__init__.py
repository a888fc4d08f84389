"""The commands, one file for each subject; a command's file is loaded when the command is wanted, and no other."""

from importlib import import_module

import click

# Where each stands: file and name in it.
PLACES = {
    "init": ("setting_up", "init"),
    "migrate": ("setting_up", "migrate"),
    "ready": ("setting_up", "ready"),
    "serve": ("serving", "serve"),
    "audit": ("audit", "audit"),
    "demo": ("demonstration", "demonstrate"),
    "content": ("content", "content"),
    "import": ("importing", "import_"),
    "worker": ("working", "worker"),
    "report": ("reports", "reports"),
    "backup": ("backing_up", "backup"),
    "restore": ("backing_up", "restore"),
    "emergency": ("emergency", "emergency"),
}
# They start others and load nothing of the product, so Django need not stand.
WITHOUT_DJANGO = frozenset({"serve"})


def command(name: str) -> click.Command:
    """Return one command by its name."""
    file, attribute = PLACES[name]
    return getattr(import_module(f"{__name__}.{file}"), attribute)


def all_commands() -> dict[str, click.Command]:
    """Return every command by its name, but for those that only we ourselves run."""
    found = {name: command(name) for name in PLACES}
    return {name: one for name, one in found.items() if not one.hidden}
