"""Lays the tables down and closes them: extensions, migrations, then row security from the models' declarations."""

import hashlib

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import timezone

from safeguarding.config import content, postgres
from safeguarding.core.access import rowsecurity
from safeguarding.core.access.context import acting
from safeguarding.core.access.operations import system_actor


def migrate(verbosity: int = 0) -> None:
    """Bring the database's tables, policies, grants and triggers up to date; safe to run twice."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        rowsecurity.prepare(cursor)
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
    wanted = fingerprint()
    if not anew and _made_by() == wanted:
        return
    migrate()
    load_content()
    with connections["owner"].cursor() as cursor:
        cursor.execute("comment on schema public is %s", [wanted])


def fingerprint() -> str:
    """Return a hash of everything that tables, row security and content are made from."""
    digest = hashlib.sha256()
    for folder, kinds in ((settings.PACKAGE, {".py", ".csv"}), (settings.CONTENT, {".yaml"})):
        for file in sorted(folder.rglob("*")):
            if file.suffix in kinds:
                digest.update(str(file.relative_to(folder)).encode() + file.read_bytes())
    return f"made ready by {digest.hexdigest()[:16]}"


def _made_by() -> str:
    """Return what last made the database ready, as its schema says; it goes with the database into every backup."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select obj_description('public'::regnamespace, 'pg_namespace')")
        return cursor.fetchone()[0] or ""
