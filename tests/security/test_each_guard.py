"""Three guards stand behind one another: break any one of them, and a proof of its own speaks."""

import ast
from pathlib import Path

import pytest
from django.db import connection

from safeguarding.core.access import policy, queries
from safeguarding.core.access.policy import Permission
from safeguarding.core.bodies.models import Body
from tests.core.access import test_policy
from tests.house import test_row_security
from tests.security.test_mutants import stand_in

A_LINE = (
    'return frozenset("n") if verb in "rw" else frozenset()',
    'return frozenset("o") if verb in "rw" else frozenset()',
)


def test_a_broken_line_of_the_policy_is_seen_by_the_matrix():
    source = Path(policy.__file__).read_text(encoding="utf-8")
    broken = stand_in(ast.parse(source.replace(*A_LINE)))

    assert A_LINE[0] in source
    with pytest.raises(AssertionError):
        test_policy.test_every_cell_gives_each_verb_over_whom_it_says(broken)


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_table_without_its_guard_is_seen_by_the_catalogue():
    """The table is looked at as the catalogue would show it, had somebody switched its row security off."""
    table = Body._meta.db_table

    with pytest.raises(AssertionError):
        test_row_security.test_every_table_of_ours_has_forced_row_security({table: (True, False)})


def test_a_queryset_that_asks_for_too_much_is_stopped_by_the_database(world, monkeypatch):
    """With the queryset broken the database still lets nothing through, and the two no longer agree."""
    oscar = world.actor("oscar")
    theirs = Body.objects.create(organisation=oscar.organisation, name="Their own board", kind="BOARD")
    dana = world.actor("dana")
    monkeypatch.setattr(queries, "rows", lambda model, actor, permission: model._default_manager.all())

    asked = Body.rows(dana, Permission("GOV", "r"))

    assert theirs.pk not in set(asked.values_list("pk", flat=True))
    assert "WHERE" not in str(asked.query)
    assert connection.vendor == "postgresql"
