"""`safeguarding demo`: builds the demonstration and serves it."""

import os
import sys

import click
from django.conf import settings
from django.utils import timezone

from safeguarding.config import database, demo, serving
from safeguarding.config.commands.reports import write_report
from safeguarding.config.demo import organisations
from safeguarding.core.people.models import User

SHOWN = (
    ("Head of safeguarding, Wyvern", "head@wyvern.demo.invalid"),
    ("Designated nurse children, Wyvern", "nurse-children@wyvern.demo.invalid"),
    ("Chief nurse, Wyvern", "exec@wyvern.demo.invalid"),
    ("Administrator of sign-ins, Wyvern", "users@wyvern.demo.invalid"),
    ("Safeguarding lead, Riverside NHS Trust", "pat@riverside.demo.invalid"),
    ("Executive lead, Riverside NHS Trust", "perry@riverside.demo.invalid"),
    ("Practice lead, Millpond Surgery", "gail@millpond.demo.invalid"),
    ("Manager, Foxglove House", "homer@foxglove.demo.invalid"),
    ("Holds Morecambe Bay's records", "head@lsc.demo.invalid"),
    ("Holds Somerset's records", "head@somerset.demo.invalid"),
)


@click.command("demo")
@click.option(
    "--port", default=8000, show_default=True, help="The next free one is taken if this one is not."
)
@click.option("--no-serve", is_flag=True, help="Do all but serve, and stop.")
def demonstrate(port: int, no_serve: bool) -> None:
    """Set up, build the demonstration and one annual report, print the sign-ins and serve."""
    click.echo("Laying the tables and loading the content …")
    database.ready()
    if User.objects.filter(is_demonstration=True).exists():
        click.echo("The demonstration is there already.")
    else:
        demo.build(timezone.now(), tell=click.echo)
    _write_the_report()
    _tell_sign_ins()
    if no_serve:
        return
    sys.exit(
        serving.serve("127.0.0.1", port, 2, environment={**os.environ, "SAFEGUARDING_DEMONSTRATION": "1"})
    )


def _write_the_report() -> None:
    """Write Morecambe Bay's annual report for 2019/20 from the registers."""
    click.echo("\nWriting an annual report from the registers …")
    told = write_report("01K", "2019-04-01/2020-03-31", "annual-combined", settings.VAR / "demo")
    for file in told["files"]:
        click.echo(f"  {file['path']}")


def _tell_sign_ins() -> None:
    click.echo(f"\nSign in with the password {organisations.PASSWORD} and one of")
    for words, email in SHOWN:
        click.echo(f"  {email:40} {words}")
