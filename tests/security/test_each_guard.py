"""
Three guards stand one behind another, and each has a proof of its own.

One line of the policy, one row policy and one queryset are broken in turn, truly and one at a time, in a database of this
test's own: each time its own proof speaks, and the proofs of the other two say nothing.
"""

import ast
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from safeguarding.core.access import policy, queries
from safeguarding.core.access.policy import Permission
from safeguarding.core.bodies.models import Body
from tests import databases
from tests.core.access import test_agreement, test_policy
from tests.house import test_row_security
from tests.security.opening import open_in_the_database
from tests.security.test_mutants import stand_in

A_LINE = (
    'return frozenset("n") if verb in "rw" else frozenset()',
    'return frozenset("o") if verb in "rw" else frozenset()',
)


@contextmanager
def a_line_of_the_policy(monkeypatch):
    """Let a name on a list count as the whole organisation."""
    source = Path(policy.__file__).read_text(encoding="utf-8")
    assert source.count(A_LINE[0]) == 1
    broken = stand_in(ast.parse(source.replace(*A_LINE)))
    with monkeypatch.context() as patch:
        patch.setattr(policy, "_scopes_of", broken._scopes_of)
        policy.reach.cache_clear()
        try:
            yield
        finally:
            policy.reach.cache_clear()


@contextmanager
def a_row_policy(monkeypatch):
    """Let the database show one table to everybody."""
    with open_in_the_database(Body):
        yield


@contextmanager
def a_queryset(monkeypatch):
    """Let the querysets ask for every row."""
    with monkeypatch.context() as patch:
        patch.setattr(queries, "rows", lambda model, actor, permission: model._default_manager.all())
        yield


def the_matrix(world):
    test_policy.test_every_cell_gives_each_verb_over_whom_it_says(policy)


def the_catalogue(world):
    test_row_security.test_every_policy_is_the_one_that_its_model_declares()


def the_agreement(world):
    """What a reader's queryset asks for is what the database lets through, for readers on both sides."""
    name = connection.settings_dict["NAME"]
    with databases.superuser(name) as superuser:
        for person in ("dana", "oscar"):
            with transaction.atomic():
                through, asked = test_agreement.let_through_and_asked_for(
                    world.actor(person), Body, superuser
                )
            assert len(through) == 1
            assert through == asked


GUARDS = {a_line_of_the_policy: the_matrix, a_row_policy: the_catalogue, a_queryset: the_agreement}


def those_that_speak(world):
    """Return the proofs that do not pass now."""
    speaking = set()
    for proof in GUARDS.values():
        try:
            proof(world)
        except AssertionError:
            speaking.add(proof)
    return speaking


@pytest.fixture
def two_boards(committed):
    """Give each of two commissioners a body of its own."""
    for person in ("dana", "oscar"):
        with transaction.atomic():
            actor = committed.actor(person)
            Body.objects.create(organisation=actor.organisation, name="Their own board", kind="BOARD")
    return committed


def test_each_guard_that_is_broken_is_told_by_its_own_proof_alone(two_boards, monkeypatch, record_property):
    assert those_that_speak(two_boards) == set()
    for broken, own_proof in GUARDS.items():
        with broken(monkeypatch):
            assert those_that_speak(two_boards) == {own_proof}, broken.__name__
    assert those_that_speak(two_boards) == set()
    record_property("figure", f"{len(GUARDS)} guards broken in turn, each told by its own proof alone")


def test_what_a_broken_queryset_asks_for_the_database_still_keeps_back(two_boards, monkeypatch):
    with a_queryset(monkeypatch), transaction.atomic():
        dana = two_boards.actor("dana")
        asked = Body.rows(dana, Permission("GOV", "r"))

        assert set(asked.values_list("organisation_id", flat=True)) == {dana.organisation.pk}
        assert "WHERE" not in str(asked.query)


def test_what_a_broken_row_policy_lets_through_the_queryset_does_not_ask_for(two_boards, monkeypatch):
    with a_row_policy(monkeypatch), transaction.atomic():
        dana = two_boards.actor("dana")

        assert Body.objects.count() == 2
        assert {body.organisation for body in Body.rows(dana, Permission("GOV", "r"))} == {dana.organisation}
