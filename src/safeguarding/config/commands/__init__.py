"""The commands, one file for each subject."""

import click

from safeguarding.config.commands import (
    audit,
    content,
    demonstration,
    importing,
    reports,
    setting_up,
    working,
)


def all_commands() -> dict[str, click.Command]:
    """Return every command by its name."""
    commands = [
        setting_up.init,
        setting_up.migrate,
        setting_up.serve,
        audit.audit,
        demonstration.demonstrate,
        content.content,
        importing.import_,
        working.worker,
        reports.reports,
    ]
    return {command.name: command for command in commands}
