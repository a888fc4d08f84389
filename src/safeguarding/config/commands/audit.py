"""`safeguarding audit`: the check of the audit's chains."""

import json
import sys

import click

from safeguarding.config import postgres
from safeguarding.core.audit.verify import verify


@click.group()
def audit() -> None:
    """Look after the audit."""


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print what a machine reads.")
def verify_chains(as_json: bool) -> None:
    """Read every chain and name any record that was changed, removed, added or reordered."""
    postgres.ensure_running()
    count, breaks = verify()
    if as_json:
        click.echo(json.dumps({"records": count, "breaks": [vars(b) for b in breaks]}))
    else:
        for found in breaks:
            click.echo(f"Organisation {found.organisation}, record {found.sequence}: {found.reason}")
        click.echo(f"{count} records read, {len(breaks)} breaks found")
    sys.exit(1 if breaks else 0)
