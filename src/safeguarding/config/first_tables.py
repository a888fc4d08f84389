"""
Lays the tables of a new database straight from the models: a second's work, where the migrations take half a minute.

Each migration that makes a table makes Django think all related tables over again. A new database has no rows to bring
along, so it gets the tables as they are today and the note that all migrations are done. That both come to the same, to the
last trigger, is proved by tests/house/test_migrations_and_models.py.
"""

from django.apps import apps
from django.core.management import call_command
from django.db import connections, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

OWNER = "owner"
# Its tables, types and functions stand in its migrations and nowhere else.
BY_MIGRATIONS = "procrastinate"


def is_new() -> bool:
    """Tell a database in which no migration but the job queue's own was done, and no table of ours stands."""
    done = {app for app, _ in MigrationRecorder(connections[OWNER]).applied_migrations()}
    standing = set(connections[OWNER].introspection.table_names())
    return done <= {BY_MIGRATIONS} and standing.isdisjoint(model._meta.db_table for model in _ours())


def lay() -> None:
    """Make all tables of a new database, or none, and note which migrations they stand for."""
    call_command("migrate", BY_MIGRATIONS, database=OWNER, interactive=False, verbosity=0)
    with transaction.atomic(using=OWNER):
        with connections[OWNER].schema_editor() as editor:
            for model in _ours():
                editor.create_model(model)
        recorder = MigrationRecorder(connections[OWNER])
        for application, migration in MigrationLoader(None).disk_migrations:
            if application != BY_MIGRATIONS:
                recorder.record_applied(application, migration)


def _ours() -> list[type[models.Model]]:
    """Return the models of every application that have a table of their own."""
    found = (each for each in apps.get_models() if each._meta.app_label != BY_MIGRATIONS)
    return [model for model in found if model._meta.can_migrate(connections[OWNER])]
