"""`safeguarding init` and `migrate`: what an operator runs first."""

import sys

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from safeguarding.config import database
from safeguarding.core.access.context import acting
from safeguarding.core.access.operations import give_role, system_actor
from safeguarding.core.organisations import operations, queries
from safeguarding.core.people.operations import AlreadyKnown, add_person
from safeguarding.core.signin.accounts import refuse_demonstration_of_real_people
from safeguarding.kit.refusals import Refused


@click.command()
def migrate() -> None:
    """Bring the database up to date: tables, row security, grants."""
    database.ready(anew=True)
    click.echo("The database is up to date.")


@click.command()
@click.option(
    "--organisation", required=True, help="Name of the first organisation, such as an integrated care board."
)
@click.option(
    "--kind", default="icb", show_default=True, help="Its kind, as in content/organisation-kinds.yaml."
)
@click.option("--ods", default="", help="Its ODS code.")
@click.option("--email", required=True, help="Work e-mail address of its administrator.")
@click.option("--name", required=True, help="The administrator's name.")
@click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, envvar="SAFEGUARDING_PASSWORD"
)
def init(organisation: str, kind: str, ods: str, email: str, name: str, password: str) -> None:
    """Set up a real deployment: content, the first organisation and its administrator; no demonstration data."""
    _refuse_a_weak_one(password)
    database.ready()
    now = timezone.now()
    by = system_actor(timezone.localdate(now), "setting up")
    try:
        with acting(by):
            first = operations.open_organisation(
                kind=queries.kind(kind),
                name=organisation,
                opened_on=None,
                codes=[("ODS", ods)] if ods else [],
                by=by,
                at=now,
            )
            user = add_person(email=email, name=name, password=password, by=by, at=now)
            give_role(user=user, organisation=first, role="R29", starts_on=by.today, by=by, at=now)
    except (Refused, AlreadyKnown) as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    click.echo(f"{organisation} is set up. {email} signs in and gives the other roles.")


def _refuse_a_weak_one(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as why:
        click.echo(" ".join(why.messages), err=True)
        sys.exit(1)


@click.command(hidden=True)
def ready() -> None:
    """Bring the database up to date if it is not, and refuse to be a demonstration of real people."""
    database.ready()
    try:
        refuse_demonstration_of_real_people()
    except Refused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
