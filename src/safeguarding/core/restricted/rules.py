"""Who may change what on a restricted record, and when it takes two: pure functions over facts."""

from dataclasses import dataclass

from safeguarding.core.access import policy
from safeguarding.core.access.decision import RESTRICTED
from safeguarding.core.access.policy import Permission

# Security plan 1.3: a list of level L4 changes by two of these; the third is whoever opened the record.
HEAD, GUARDIAN, EXECUTIVE = "R02", policy.GUARDIAN_ROLE, "R01"
LIST_CHANGERS = frozenset({HEAD, GUARDIAN})
# Security plan 1.5: an L4 record is opened in an emergency by two of these, each with their own second factor.
EMERGENCY_OPENERS = frozenset({HEAD, GUARDIAN, EXECUTIVE})
EMERGENCY_HOURS = 4


@dataclass(frozen=True)
class Standing:
    """How somebody stands to a restricted record of their own organisation."""

    roles: frozenset[str]
    resource: str
    level: int
    is_case_owner: bool = False  # they opened it
    is_excluded: bool = False


def may_manage(person: Standing) -> bool:
    """Tell whether somebody may ask for a change to a record's list, level or flags, or put one into effect."""
    if person.is_excluded:
        return False
    if person.is_case_owner or person.roles & LIST_CHANGERS:
        return True
    writes = policy.reach(person.roles, Permission(person.resource, "w")) & set("oc")
    return person.level < RESTRICTED and bool(writes)


def may_open_in_emergency(person: Standing) -> bool:
    """Tell whether somebody may be one of the two who open an L4 record in an emergency."""
    return not person.is_excluded and bool(person.roles & EMERGENCY_OPENERS)


def takes_two(kind: str, level: int) -> bool:
    """Tell whether a change takes a second person: whatever opens or lowers does, but naming on the list of an L3 record."""
    return kind not in ("NAME", "UNNAME") or level >= RESTRICTED


def may_decide(person: Standing, kind: str, *, is_asker: bool, is_about_them: bool) -> bool:
    """Tell whether somebody may agree to a proposal: never their own, and never one that opens the record to them."""
    if is_asker or is_about_them:
        return False
    return may_open_in_emergency(person) if kind == "EMERGENCY" else may_manage(person)
