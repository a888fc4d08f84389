"""Takes row security off some tables, so that a test finds out what stands before it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, models, transaction

from safeguarding.core.access.rowsecurity import policies


@contextmanager
def open_in_the_database(*tables: type[models.Model]) -> Iterator[None]:
    """Let the database show every row of these tables to everybody, then put their own policies back."""
    names = [model._meta.db_table for model in tables]
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for name in names:
            cursor.execute(f"alter policy {name}_read on {name} using (true)")
    try:
        yield
    finally:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            for statement in (each for model in tables for each in policies(model)):
                cursor.execute(statement)
