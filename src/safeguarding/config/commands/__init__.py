"""The commands, one file for each subject."""

import click

from safeguarding.config.commands import (
    audit,
    backing_up,
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
        backing_up.backup,
        backing_up.restore,
    ]
    return {command.name: command for command in commands}
