"""Whom the database works for never outlives its transaction, whatever happens inside it."""

import random
from contextlib import suppress

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.http import Http404

from safeguarding.config import postgres
from safeguarding.core.access import context
from safeguarding.core.organisations.models import Contract
from tests import databases

PEOPLE = ("dana", "oscar", "pat", "olga", "noone")
FAILURES = (None, None, ValueError, Http404, PermissionDenied, "statement", "savepoint")


def contracts() -> frozenset:
    return frozenset(Contract.objects.values_list("commissioner_id", "provider_id"))


def ask(actor, failure) -> frozenset:
    """Ask for contracts as this actor, in a transaction that then ends as told."""
    found = frozenset()
    with suppress(ValueError, Http404, PermissionDenied, Error), transaction.atomic():
        context.set_context(context.values(actor))
        found = contracts()
        fail(failure)
    return found


def fail(failure) -> None:
    if failure == "statement":
        connection.cursor().execute("select 1 / 0")
    elif failure == "savepoint":
        with suppress(Error), transaction.atomic():
            connection.cursor().execute("select 1 / 0")
    elif failure:
        raise failure


def hang_up() -> None:
    """End this connection at the server, as a restart would."""
    with psycopg.connect(
        **databases.parameters("postgres", postgres.SUPERUSER), autocommit=True
    ) as superuser:
        superuser.execute("select pg_terminate_backend(%s)", [connection.connection.info.backend_pid])


def alternate(world, times: int) -> tuple[int, int]:
    """Ask as one person after another on one kept connection; return how often somebody saw what is another's."""
    choose = random.Random(times)
    with transaction.atomic():
        actors = {person: world.actor(person) for person in PEOPLE}
    theirs = {person: ask(actor, None) for person, actor in actors.items()}
    leaks = between = 0
    for turn in range(times):
        person = choose.choice(PEOPLE)
        leaks += ask(actors[person], choose.choice(FAILURES)) != theirs[person]
        between += bool(contracts())  # a statement that nobody set a context for, on the same connection
        if turn % 500 == 499:
            hang_up()
            with suppress(Error):
                contracts()
            connection.close()
    assert len(set(theirs.values())) > 3
    return leaks, between


def test_nobody_sees_what_the_last_request_saw(committed, record_property):
    leaks, between = alternate(committed, 2000)
    record_property("figure", f"{leaks + between} leaks in 2,000 alternations")

    assert (leaks, between) == (0, 0)


@pytest.mark.long
@pytest.mark.whole
def test_nobody_sees_it_in_many_more(committed, record_property):
    leaks, between = alternate(committed, 200_000)
    record_property("figure", f"{leaks + between} leaks in 200,000 alternations")

    assert (leaks, between) == (0, 0)


def test_a_context_for_the_whole_session_would_be_seen(committed):
    """The proof can fail: a setting that outlives its transaction shows at once."""
    with transaction.atomic():
        dana = committed.actor("dana")
    with connection.cursor() as cursor:
        for name, value in zip(context.SETTINGS, context.values(dana), strict=True):
            cursor.execute("select set_config(%s, %s, false)", [name, value])

    assert contracts()
    connection.close()


def test_the_context_can_only_be_set_inside_a_transaction(committed):
    with pytest.raises(RuntimeError):
        context.set_context(["1", "1", "2", "2026-01-01"])


def test_an_error_takes_the_inner_context_back(world):
    dana = world.actor("dana")
    oscar = world.actor("oscar")
    context.set_context(context.values(dana))
    with suppress(ValueError), context.acting(oscar):
        raise ValueError

    assert context.current() == context.values(dana)
