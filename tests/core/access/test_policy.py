"""
The access matrix and the pure functions over it, cell by cell.

Every test takes the module as `policy`, so that the proof by mutants can hand in a changed one: see `tests/security`.
"""

import csv
import hashlib
from itertools import combinations
from pathlib import Path

import pytest

from safeguarding.core.access import policy as ours

MATRIX = Path(ours.__file__).parent / "matrix.csv"
# The matrix is the oracle. Who changes a cell writes a decision record and then this line.
AS_DECIDED = "ab5d7094016ed265f39259945dcc98596c5faea3fcdfb53172bd8383b55519af"
VERBS = "rwamxb"
EXAMPLES = {
    # role, resource, verb: over whom, as the security plan reads its cells
    ("R02", "SELF", "r"): "c",
    ("R02", "SELF", "w"): "",
    ("R02", "VAL", "a"): "c",
    ("R02", "CASE", "r"): "n",
    ("R02", "CASE", "w"): "n",
    ("R02", "CASE", "a"): "",
    ("R02", "CLA", "b"): "n",
    ("R02", "CLA", "r"): "",
    ("R08", "RPT", "r"): "o",
    ("R12", "CASE", "m"): "o",
    ("R12", "CASE", "r"): "",
    ("R10", "EXP", "x"): "o",
    ("R15", "VAL", "r"): "",
    ("R18", "SELF", "w"): "n",
    ("R26", "KPI", "r"): "g",
    ("R22", "RSK", "r"): "s",
    ("R30", "AUD", "r"): "*",
    ("R32", "PUB", "r"): "*",
    ("R32", "ORG", "r"): "",
}


@pytest.fixture
def policy():
    return ours


def expected(cell: str, verb: str) -> set[str]:
    """Read a cell as the security plan writes it."""
    if cell == "n":
        return {"n"} if verb in "rw" else set()
    if cell == "b":
        return {"n"} if verb == "b" else set()
    verbs, _, over = cell.partition("@")
    holds = verb in verbs or (verb == "r" and set(verbs) - {"m", "-"})
    return set(over) if holds else set()


def cells():
    with MATRIX.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            role = row.pop("role")[:3]
            yield from ((role, resource, cell) for resource, cell in row.items())


def test_the_matrix_is_as_decided(policy):
    assert hashlib.sha256(MATRIX.read_bytes()).hexdigest() == AS_DECIDED


def test_every_cell_gives_each_verb_over_whom_it_says(policy):
    asked = [(role, resource, cell, verb) for role, resource, cell in cells() for verb in VERBS]

    differing = [
        (role, resource, verb)
        for role, resource, cell, verb in asked
        if policy.scopes(role, policy.Permission(resource, verb)) != expected(cell, verb)
    ]

    assert differing == []
    assert len(asked) == 33 * 25 * 6


def test_the_cells_that_people_ask_about(policy):
    for (role, resource, verb), over in EXAMPLES.items():
        assert policy.scopes(role, policy.Permission(resource, verb)) == set(over), (role, resource, verb)


def test_whoever_is_not_in_the_matrix_holds_nothing(policy):
    for role, resource in (("R99", "SELF"), ("", "PUB"), ("R02", "NONE"), ("R02", "")):
        assert policy.scopes(role, policy.Permission(resource, "r")) == frozenset()


def test_a_verb_that_is_none_holds_nothing(policy):
    for role, resource, _ in cells():
        assert policy.scopes(role, policy.Permission(resource, "~")) == frozenset()


def test_there_are_33_roles_and_25_resources_in_order(policy):
    assert sorted(policy.roles()) == [f"R{number:02d}" for number in range(1, 34)]
    assert policy.resources()[0] == "PUB"
    assert policy.resources()[-1] == "SYS"
    assert len(policy.resources()) == 25
    assert policy.roles()["R01"].title == "icb_exec_lead (Chief Nurse/accountable director)"
    assert policy.roles()["R01"].key == "R01"
    assert policy.roles()["R02"].cells["SELF"] == "r@c"
    assert policy.roles() is policy.roles()
    assert policy.resources() is policy.resources()


def test_scopes_and_verbs_are_those_of_the_plan(policy):
    used = {scope for *_, cell in cells() if "@" in cell for scope in cell.partition("@")[2]}
    verbs = {verb for *_, cell in cells() if "@" in cell for verb in cell.partition("@")[0]}

    assert frozenset("ocpsgn*") == policy.SCOPES
    assert frozenset("rwamxb") == policy.VERBS
    assert used <= policy.SCOPES
    assert verbs <= policy.VERBS


def test_roles_held_together_reach_what_each_reaches(policy):
    for first, second in combinations(("R02", "R12", "R16", "R26", "R30", "R32"), 2):
        for resource in policy.resources():
            for verb in VERBS:
                asked = policy.Permission(resource, verb)
                together = policy.reach(frozenset({first, second}), asked)
                assert together == policy.scopes(first, asked) | policy.scopes(second, asked)
    assert policy.reach(frozenset(), policy.Permission("PUB", "r")) == frozenset()


def test_the_deployments_own_actors_reach_no_more_than_their_work(policy):
    system, worker = policy.SYSTEM.key, policy.WORKER.key
    held = {
        role: {
            (resource, verb): "".join(sorted(over))
            for resource in policy.resources()
            for verb in VERBS
            if (over := policy.scopes(role, policy.Permission(resource, verb)))
        }
        for role in (system, worker)
    }

    assert held[system] == {(name, verb): "*" for name in ("ORG", "FWK", "USR", "SYS") for verb in "rw"}
    assert held[worker] == (
        {(name, verb): "c" for name in ("ACT", "CAM", "KPI", "VAL", "VIS") for verb in "rw"}
        | {(name, "r"): "c" for name in ("ORG", "SELF", "REV")}
        | {(name, "r"): "o" for name in ("GOV", "RSK", "USR")}
        | {("FWK", "r"): "*", ("RPT", "r"): "o", ("RPT", "w"): "o"}
    )
    assert (system, worker) == ("SYSTEM", "WORKER")
    assert set(policy.INTERNAL) == {"SYSTEM", "WORKER"}
    assert policy.SYSTEM.title == "the deployment's own commands"
    assert policy.WORKER.title == "the deployment's jobs for one organisation"


def test_the_roles_of_each_side(policy):
    assert frozenset(f"R{number:02d}" for number in range(1, 15)) == policy.COMMISSIONER_ROLES
    assert frozenset(f"R{number:02d}" for number in range(15, 22)) == policy.PROVIDER_ROLES
    assert frozenset({"R12", "R13", "R28", "R29"}) == policy.ROLES_ANYWHERE
    assert frozenset({"R22", "R23", "R24", "R25", "R26", "R27", "R33"}) == policy.PARTNER_ROLES
    assert frozenset({"R25", "R26", "R27", "R28"}) == policy.ROLES_FOR_A_TIME
    assert (policy.OPERATOR_ROLE, policy.LONGEST_TIME_IN_DAYS) == ("R30", 365)


def given(policy, **sort) -> set[str]:
    asked = {"commissioner": False, "provider": False, "by_operator": False} | sort
    return {role.key for role in policy.roles_to_give(**asked)}


def test_what_an_administrator_may_give_depends_on_the_sort_of_organisation(policy):
    anywhere = set(policy.ROLES_ANYWHERE)

    assert given(policy, commissioner=True) == anywhere | policy.COMMISSIONER_ROLES
    assert given(policy, provider=True) == anywhere | policy.PROVIDER_ROLES
    assert given(policy) == anywhere | policy.PARTNER_ROLES
    assert (
        given(policy, commissioner=True, provider=True)
        == anywhere | policy.COMMISSIONER_ROLES | policy.PROVIDER_ROLES
    )
    assert given(policy, by_operator=True) == anywhere | policy.PARTNER_ROLES | {"R30"}


def test_nobody_gives_what_is_nobodys_to_give(policy):
    for sort in ({"commissioner": True}, {"provider": True}, {}):
        assert not given(policy, **sort) & {"R30", "R31", "R32"}


def test_roles_are_offered_in_the_order_of_the_matrix(policy):
    keys = [role.key for role in policy.roles_to_give(commissioner=True, provider=True, by_operator=True)]

    assert keys == [key for key in policy.roles() if key in keys]


def test_a_permission_in_words(policy):
    assert str(policy.Permission("SELF", "r")) == "r on SELF"


def test_facts_cannot_be_changed_after_the_fact(policy):
    for fact in (policy.Permission("SELF", "r"), policy.roles()["R02"]):
        with pytest.raises(AttributeError):
            fact.key = fact.resource = "AUD"
