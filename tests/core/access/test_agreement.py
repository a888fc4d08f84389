"""
The querysets and the database agree: what a queryset asks for is what row security lets through, for every kind of reader.

Row security is the backstop and is coarser than the access matrix; where it would hide a row that the matrix opens, or the
queryset would ask for one that it hides, this test says so.
"""

import os

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import our_models
from tests import databases

READERS = (
    ("wyvern", "head"),
    ("wyvern", "nurse-children"),
    ("wyvern", "named-gp"),
    ("wyvern", "board"),
    ("mb", "head"),
    ("mb", "admin"),
    ("som", "head"),
    ("ch", "named-gp"),
)
PROVIDERS = (
    ("pat@riverside.demo.invalid", "Riverside NHS Trust"),
    ("perry@riverside.demo.invalid", "Riverside NHS Trust"),
    ("gail@millpond.demo.invalid", "Millpond Surgery"),
    ("homer@foxglove.demo.invalid", "Foxglove House"),
    ("olga@elsewhere.demo.invalid", "Elsewhere NHS Trust"),
)
MODELS = [model for model in our_models() if issubclass(model, Reachable)]


def actors(demo):
    for seed, post in READERS:
        yield lambda seed=seed, post=post: demo.actor(seed, post)
    for email, place in PROVIDERS:
        yield lambda email=email, place=place: demo.person(email, place)


@pytest.fixture
def unguarded(demo_database):
    """Connect as the superuser, whom row security does not bind."""
    if os.environ.get("DATABASE_URL"):
        pytest.fail("Run this test on the embedded server: it needs the superuser.")
    with databases.superuser(demo_database) as superuser:
        yield superuser


def without_guard(superuser, queryset):
    """Return the keys that the same statement finds where row security does not bind."""
    try:
        statement, values = queryset.query.sql_with_params()
    except EmptyResultSet:
        return set()
    return {pk for (pk,) in superuser.execute(statement, values).fetchall()}


def let_through_and_asked_for(actor, model, superuser):
    """Return the keys that a reader's queryset brings, and those that the same statement finds without row security."""
    wanted = model.rows(actor, Permission(model.resource, "r")).order_by().values_list("pk").distinct()
    return {pk for (pk,) in wanted}, without_guard(superuser, wanted)


def test_querysets_ask_for_what_the_database_lets_through(demo, unguarded):
    compared = differing = 0
    for become in actors(demo):
        for model in MODELS:
            actor = become()
            through, asked = let_through_and_asked_for(actor, model, unguarded)
            compared += len(asked)
            differing += through != asked
            assert through == asked, (
                f"{actor.name}: {model._meta.label}: {len(through)} of {len(asked)} come through"
            )
    assert differing == 0
    assert compared > 500, "The demonstration holds too little for this test to mean anything"


def test_a_stranger_gets_nothing_from_the_database_itself(demo):
    demo.person("olga@elsewhere.demo.invalid", "Elsewhere NHS Trust")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from core_auditrecord")
        assert cursor.fetchone() == (0,)
