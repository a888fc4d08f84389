"""Looking after a list is not reading; and what takes two takes two."""

import pytest

from safeguarding.core.access.policy import Permission, scopes
from safeguarding.core.restricted.rules import Standing, may_decide, may_manage, takes_two


@pytest.mark.parametrize("resource", ["CASE", "LDR", "SUP"])
def test_the_caldicott_guardian_manages_lists_without_reading(resource):
    assert scopes("R12", Permission(resource, "m")) == frozenset("o")
    assert scopes("R12", Permission(resource, "r")) == frozenset()


@pytest.mark.parametrize(
    ("roles", "level", "owner", "excluded", "may"),
    [
        ({"R02"}, 4, False, False, True),
        ({"R12"}, 4, False, False, True),
        ({"R03"}, 4, False, False, False),
        ({"R03"}, 4, True, False, True),
        ({"R03"}, 3, False, False, True),
        ({"R01"}, 3, False, False, False),
        ({"R02"}, 4, True, True, False),
        (set(), 3, False, False, False),
    ],
)
def test_who_looks_after_a_record(roles, level, owner, excluded, may):
    assert may_manage(Standing(frozenset(roles), "SHR", level, owner, excluded)) == may


def test_the_second_person_is_another_and_is_not_let_in_by_it():
    guardian = Standing(frozenset({"R12"}), "CASE", 4)

    assert may_decide(guardian, "NAME", is_asker=False, is_about_them=False)
    assert not may_decide(guardian, "NAME", is_asker=True, is_about_them=False)
    assert not may_decide(guardian, "NAME", is_asker=False, is_about_them=True)
    assert may_decide(
        Standing(frozenset({"R01"}), "CASE", 4), "EMERGENCY", is_asker=False, is_about_them=False
    )
    assert not may_decide(
        Standing(frozenset({"R01"}), "CASE", 4), "NAME", is_asker=False, is_about_them=False
    )


@pytest.mark.parametrize(
    ("kind", "level", "two"), [("NAME", 3, False), ("NAME", 4, True), ("LOWER", 3, True), ("LIFT", 3, True)]
)
def test_what_takes_two(kind, level, two):
    assert takes_two(kind, level) == two
