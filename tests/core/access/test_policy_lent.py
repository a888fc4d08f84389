"""What a deputy may do with the roles that a colleague lends them."""

import pytest

from safeguarding.core.access import policy as the_policy
from safeguarding.core.access.policy import Permission


@pytest.fixture
def policy():
    return the_policy


# By hand, from the plan: L3 and L4, and what is about the product itself.
NEVER = {"TRN", "CASE", "LDR", "CLA", "ADU", "SUP", "SHR", "AUD", "USR", "EXP", "SYS"}


def test_a_lent_role_is_the_role_but_for_what_is_restricted_or_about_people(policy):
    for key in policy.roles():
        lent = f"{key}+"
        for resource in policy.resources():
            for verb in "rwamxb":
                asked = Permission(resource, verb)
                expected = frozenset() if resource in NEVER else policy.scopes(key, asked) - {"n"}
                assert policy.scopes(lent, asked) == expected, (key, resource, verb)


def test_the_role_that_looks_after_sign_ins_is_that_of_the_matrix(policy):
    assert policy.roles()[policy.ADMINISTRATOR_ROLE].title == "local_org_admin"


def test_what_names_somebody_names_them_and_not_their_deputy(policy):
    assert policy.scopes("R25", Permission("SELF", "r")) == {"n"}
    assert policy.scopes("R25+", Permission("SELF", "r")) == frozenset()


def test_a_lent_role_is_found_by_no_rule_that_asks_for_the_role(policy):
    assert policy.lent(frozenset({"R12"})) == {"R12+"}
    assert policy.lent_to(frozenset({"R12+", "R03"})) == {"R12"}


def test_some_roles_are_lent_to_nobody(policy):
    kept = {"R18", "R24", "R25", "R26", "R27", "R28", "R29", "R30", "R31"}

    assert policy.lent(frozenset(policy.roles())) == {f"{key}+" for key in policy.roles() if key not in kept}


def test_a_lent_role_is_not_lent_on(policy):
    assert policy.lent(frozenset({"R03+"})) == frozenset()
