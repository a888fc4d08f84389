"""`safeguarding emergency`: two people open the database itself to one of them, for an hour at most."""

import sys
import threading
from datetime import timedelta

import click
from django.utils import timezone

from safeguarding.config import backing_up, postgres
from safeguarding.config import emergency as opening
from safeguarding.kit.refusals import Refused


@click.group()
def emergency() -> None:
    """Look into the database in an emergency, as two people."""


@emergency.command("open")
@click.option("--first", required=True, help="E-mail address of who looks: an operator of the platform.")
@click.option("--second", required=True, help="E-mail address of the second person, who sits beside them.")
@click.option("--ground", required=True, help="CHILD, ADULT, VITAL, COURT or CRIME.")
@click.option("--reason", required=True, help="Why, in 20 characters or more, without saying who anybody is.")
@click.option("--minutes", default=60, show_default=True, help="How long, an hour at most.")
@click.option("--first-code", prompt="Code of the first person's app", hide_input=True)
@click.option("--second-code", prompt="Code of the second person's app", hide_input=True)
def open_(
    first: str, second: str, ground: str, reason: str, minutes: int, first_code: str, second_code: str
) -> None:
    """Open it for as long as this command runs; Ctrl-C closes it. The Caldicott Guardians are told at once."""
    postgres.ensure_running()
    now = timezone.now()
    try:
        opening.check(ground, reason, minutes)
        both = opening.people(first, second, now)
        for person, code in zip(both, (first_code, second_code), strict=True):
            opening.prove(person, code)
        until = now + timedelta(minutes=minutes)
        names = {"first": both[0].email, "second": both[1].email}
        told = opening.put_on_record(
            "database.opened", now, ground=ground, reason=reason, until=until, **names
        )
        with opening.opened(until) as password:
            _say(password, told, until)
            _wait(until)
    except Refused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    opening.put_on_record("database.closed", timezone.now(), **names)
    click.echo("It is closed.")


def _say(password: str, told: int, until) -> None:
    click.echo(
        f"Open until {timezone.localtime(until):%H:%M}, to read. Every statement is in the server's log."
    )
    click.echo(f"Database {backing_up.database_name()}, role {opening.ROLE}, password {password}")
    click.echo(f"The Caldicott Guardian of {told} organisations was told. Ctrl-C closes it.")


def _wait(until) -> None:
    """Wait for the end of the time, or for Ctrl-C."""
    try:
        threading.Event().wait((until - timezone.now()).total_seconds())
    except KeyboardInterrupt:
        click.echo("")


@emergency.command("close")
def close() -> None:
    """Close it, where the command that opened it was killed."""
    postgres.ensure_running()
    opening.close()
    click.echo("It is closed.")
