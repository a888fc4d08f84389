"""Lays the tables down and closes them: extensions, migrations, then row security from the models' declarations."""

from django.core.management import call_command
from django.db import connections, transaction
from django.utils import timezone

from safeguarding.config import content, first_tables, postgres, readiness
from safeguarding.core.access import rowsecurity
from safeguarding.core.access.context import acting
from safeguarding.core.access.operations import system_actor


def migrate(verbosity: int = 0) -> None:
    """Bring the database's tables, policies, grants and triggers up to date; safe to run twice."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        rowsecurity.prepare(cursor)
    if first_tables.is_new():
        first_tables.lay()
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    secure()


def secure() -> None:
    """Write row security, grants and triggers anew from the models' declarations, as after a restore."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        rowsecurity.secure(cursor)


def load_content() -> int:
    """Load the words of `content/`; returns how many items the files hold."""
    now = timezone.now()
    by = system_actor(timezone.localdate(now), "loading content")
    with acting(by):
        return content.load_all(by, now)


def ready(*, anew: bool = False) -> None:
    """
    Start the embedded server if there is no other, migrate and load the content.

    A database that this very code and content made ready is ready: a restart takes no longer than it must. `anew` does
    everything all the same.
    """
    postgres.ensure_running()
    if not anew and readiness.is_ready():
        return
    migrate()
    load_content()
    readiness.mark()
