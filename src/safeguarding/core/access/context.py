"""Tells the database for whom it works, for the length of one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from safeguarding.core.access.actor import Actor

SETTINGS = ("app.organisation", "app.user", "app.level", "app.today")


def values(actor: Actor) -> list[str]:
    """Return the row-security context of an actor, in the order of SETTINGS."""
    return [
        str(actor.organisation.pk) if actor.organisation else "",
        str(actor.user.pk) if actor.user else "",
        str(actor.level),
        actor.today.isoformat(),
    ]


def set_context(given: list[str]) -> None:
    """Set the context for the rest of the transaction; it falls away at its end, so no pooled connection keeps it."""
    if not connection.in_atomic_block:
        raise RuntimeError("The row-security context can only be set inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute(
            "select " + ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS),
            given,
        )


def current() -> list[str]:
    """Return the context that the database has now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)
        )
        return list(cursor.fetchone())


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Work as this actor within one transaction; on an error the savepoint takes the context back with it."""
    with transaction.atomic():
        before = current()
        set_context(values(actor))
        yield
        set_context(before)
