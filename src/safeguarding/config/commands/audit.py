"""`safeguarding audit`: the check of the audit's chains."""

import json
import sys

import click
from django.utils import timezone

from safeguarding.config import postgres
from safeguarding.core.audit import roots
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
    read, faults = roots.check()
    if as_json:
        told = {"records": count, "breaks": [vars(b) for b in breaks]}
        click.echo(json.dumps(told | {"roots": read, "faults": [vars(fault) for fault in faults]}))
    else:
        for found in breaks:
            click.echo(f"Organisation {found.organisation}, record {found.sequence}: {found.reason}")
        for fault in faults:
            click.echo(f"{fault.kind}: organisation {fault.organisation or 'none'}: {fault.words}")
        click.echo(f"{count} records read, {len(breaks)} breaks found")
        click.echo(f"{read} signed roots compared, {len(faults)} faults found")
    sys.exit(1 if breaks or faults else 0)


@audit.command("root")
def write_root() -> None:
    """Write a signed root over every chain to the second place; the worker does so each hour."""
    postgres.ensure_running()
    root = roots.write_root(timezone.now())
    click.echo(f"{root['root']} over {len(root['heads'])} chains")
