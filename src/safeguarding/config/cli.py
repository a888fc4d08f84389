"""The command line of the product: `safeguarding --help`."""

import os

import click
import django

from safeguarding.config import commands

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.config.settings")


class Rooms(click.Group):
    """Loads the command that is wanted, once Django stands, and only then."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command."""
        return sorted(commands.PLACES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of this name."""
        if name not in commands.PLACES:
            return None
        if name not in commands.WITHOUT_DJANGO:
            django.setup()
        return commands.command(name)


@click.command(cls=Rooms, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """
    Manage safeguarding assurance: collect, assure, act, report.

    Exit status: 0 done; 1 refused or found wanting, with the reason; 2 the command was not understood.
    """


if __name__ == "__main__":
    main()
