"""`safeguarding backup` and `restore`: everything in one file, and back."""

import sys
from pathlib import Path

import click
from django.utils import timezone

from safeguarding.config import backing_up, postgres
from safeguarding.config.postgres_programs import NoDatabase
from safeguarding.kit.refusals import Refused


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write the database and the stored files into one archive, while the product runs or not."""
    postgres.ensure_running()
    try:
        count = backing_up.back_up(file.resolve(), timezone.now())
    except (Refused, NoDatabase, OSError) as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    click.echo(f"{file} holds the database and {count} stored files. Keep it where only you can read it.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--replace", is_flag=True, help="Put the backup in the place of what is there, which is kept beside it."
)
def restore(file: Path, replace: bool) -> None:
    """Check an archive, put back what it holds and check the audit. Stop the product first."""
    postgres.ensure_running()
    try:
        done = backing_up.restore(file.resolve(), replace=replace)
    except (Refused, NoDatabase) as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    click.echo(
        f"Restored the backup of {done.made_at}: {done.records} audit records hold, {done.files} stored files."
    )
    if done.closed_again:
        click.echo(
            f"Restricted records that were closed further since then, and are closed again: {done.closed_again}."
        )
