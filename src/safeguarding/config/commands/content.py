"""`safeguarding content`: the check of the words of a deployment before they are loaded."""

import json
import sys
from pathlib import Path

import click

from safeguarding.config.content import checking
from safeguarding.kit.content import BadContent


@click.group()
def content() -> None:
    """Look after the words in content/."""


@content.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print what a machine reads.")
def check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check the content files, or only those named, and print the line of every fault."""
    problems: list[str] = []
    chosen = list(paths) or checking.files()
    for path in chosen:
        try:
            checking.read(path)
        except BadContent as bad:
            problems += bad.problems
    if as_json:
        click.echo(json.dumps({"files": len(chosen), "problems": problems}))
    else:
        click.echo("\n".join([*problems, f"{len(chosen)} files read, {len(problems)} faults found"]))
    sys.exit(1 if problems else 0)
