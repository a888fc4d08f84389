"""
Who may do what: pure functions over facts. Nothing here reads a table, a request or the clock.

The access matrix in `matrix.csv` (33 roles by 25 resources) is the only source of rights. A cell such as `rw@c` gives the
verbs r and w over the scope c; `n` alone gives r and w on records that name the person; `b` alone is break-glass.
"""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

# Scopes: own organisation; organisations under a live contract; GP practices; explicitly shared; suppressed aggregates
# only; named or assigned to the person; the whole deployment.
SCOPES = frozenset("ocpsgn*")
VERBS = frozenset("rwamxb")  # read, write, approve, manage the named list, export, break-glass


@dataclass(frozen=True)
class Permission:
    """A verb on a resource of the access matrix, such as ("SELF", "r")."""

    resource: str
    verb: str

    def __str__(self) -> str:
        return f"{self.verb} on {self.resource}"


@dataclass(frozen=True)
class Role:
    """One line of the access matrix."""

    key: str
    title: str
    cells: dict[str, str]


@cache
def roles() -> dict[str, Role]:
    """Return every role of the access matrix by its key, R01 to R33."""
    with (Path(__file__).parent / "matrix.csv").open(encoding="utf-8", newline="") as file:
        return {role.key: role for role in map(_role, csv.DictReader(file))}


def _role(row: dict[str, str]) -> Role:
    key, title = row.pop("role").split(" ", 1)
    return Role(key=key, title=title, cells=row)


# The deployment's own commands: they fill the registers and load the content, and see no record of any organisation.
SYSTEM = Role(
    "SYSTEM", "the deployment's own commands", {"ORG": "rw@*", "FWK": "rw@*", "USR": "rw@*", "SYS": "rw@*"}
)
# Its jobs, each for one organisation: they remind, summarise and write reports, and reach nothing about a person.
WORKER = Role(
    "WORKER",
    "the deployment's jobs for one organisation",
    dict.fromkeys(("ACT", "CAM", "KPI", "VAL", "VIS"), "rw@c")
    | dict.fromkeys(("ORG", "SELF", "REV"), "r@c")
    | {"GOV": "r@o", "FWK": "r@*", "RSK": "r@o", "RPT": "rw@o", "USR": "r@o"},
)
INTERNAL = {role.key: role for role in (SYSTEM, WORKER)}


@cache
def resources() -> tuple[str, ...]:
    """Return the resources of the access matrix in its order."""
    return tuple(next(iter(roles().values())).cells)


# A role that somebody holds as a colleague's deputy is marked so: R03+ is R03 lent for some days. No rule that asks for a
# role by its key, such as that of the Caldicott Guardian, finds a lent one.
DEPUTY = "+"
# What is about a person, is restricted, or is about the product itself is never lent.
NEVER_LENT = frozenset({"TRN", "CASE", "LDR", "CLA", "ADU", "SUP", "SHR", "AUD", "USR", "EXP", "SYS"})


def scopes(role: str, permission: Permission) -> frozenset[str]:
    """Return the scopes over which one role holds a permission; an unknown role or resource holds nothing."""
    if role.endswith(DEPUTY):
        # A record that names somebody names them, and not their deputy.
        lent = permission.resource not in NEVER_LENT
        return scopes(role.removesuffix(DEPUTY), permission) - {"n"} if lent else frozenset()
    known = INTERNAL.get(role) or roles().get(role)
    return _scopes_of(known.cells.get(permission.resource, "-"), permission.verb) if known else frozenset()


def _scopes_of(cell: str, verb: str) -> frozenset[str]:
    if cell == "-":
        return frozenset()
    if cell == "n":
        return frozenset("n") if verb in "rw" else frozenset()
    if cell == "b":
        return frozenset("n") if verb == "b" else frozenset()
    verbs, _, over = cell.partition("@")
    return frozenset(over) if verb in _with_reading(verbs) else frozenset()


def _with_reading(verbs: str) -> str:
    """
    Whoever approves a thing reads it; writing alone (`w@o`) lets one add and see what one added.

    Managing a list alone (`m@o`) does not: who may read a restricted record is not thereby somebody who does.
    """
    return verbs if "r" in verbs or verbs == "m" else verbs + "r"


@lru_cache(maxsize=5000)  # the matrix does not change while we run, and a page asks it a hundred times
def reach(held: frozenset[str], permission: Permission) -> frozenset[str]:
    """Return every scope in which somebody holding these roles for one organisation has the permission."""
    return frozenset().union(*(scopes(role, permission) for role in held))


def lent(held: frozenset[str]) -> frozenset[str]:
    """Return what somebody's roles are to their deputy; those that are given for a time, or to a machine, are not lent."""
    return frozenset(f"{role}{DEPUTY}" for role in held - ROLES_NOT_LENT if not role.endswith(DEPUTY))


def lent_to(held: frozenset[str]) -> frozenset[str]:
    """Return, by their own keys, those of an actor's roles that are a colleague's."""
    return frozenset(role.removesuffix(DEPUTY) for role in held if role.endswith(DEPUTY))


# Roles that bring a post's work to a different home page: those that answer and those that ask.
COMMISSIONER_ROLES = frozenset(f"R{n:02d}" for n in range(1, 15))
PROVIDER_ROLES = frozenset(f"R{n:02d}" for n in range(15, 22))

# The roles that the product itself asks for by name.
OPERATOR_ROLE = "R30"
ADMINISTRATOR_ROLE = "R29"  # looks after the sign-ins of one organisation
GUARDIAN_ROLE = "R12"  # the Caldicott Guardian of one organisation
GOVERNANCE_ROLE = "R13"  # its lead for information governance, who is often its data protection officer
# Which roles an administrator may give depends on what sort of organisation theirs is.
ROLES_ANYWHERE = frozenset({GUARDIAN_ROLE, GOVERNANCE_ROLE, "R28", ADMINISTRATOR_ROLE})
PARTNER_ROLES = frozenset({"R22", "R23", "R24", "R25", "R26", "R27", "R33"})
# Reviewers, regulators and auditors come for a time (security plan 1.3: a year at most).
ROLES_FOR_A_TIME = frozenset({"R25", "R26", "R27", "R28"})
LONGEST_TIME_IN_DAYS = 365
# A helper with a link, a panel member, those who look after sign-ins or the product, and machines have no deputies.
ROLES_NOT_LENT = ROLES_FOR_A_TIME | frozenset({"R18", "R24", "R29", "R30", "R31"})


def roles_to_give(*, commissioner: bool, provider: bool, by_operator: bool) -> list[Role]:
    """Return the roles that may be given at an organisation of this sort, in the order of the matrix."""
    keys = set(ROLES_ANYWHERE)
    keys |= COMMISSIONER_ROLES if commissioner else set()
    keys |= PROVIDER_ROLES if provider else set()
    keys |= set() if commissioner or provider else PARTNER_ROLES
    keys |= {OPERATOR_ROLE} if by_operator else set()
    return [role for key, role in roles().items() if key in keys]
