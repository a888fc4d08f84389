"""
Whether one reader may do one thing with one record, and why: pure functions over facts.

The router, the querysets and row-level security each ask a part of this question; this is the whole of it, and what they
are tested against. A refusal beats a permission, whichever comes first (security plan 1.3 and 1.4, I03).
"""

from dataclasses import dataclass
from datetime import timedelta

from safeguarding.core.access import policy
from safeguarding.core.access.policy import Permission

# Need-to-know levels (security plan 1.1).
PUBLIC, OFFICIAL, PROVIDER_CONFIDENTIAL, PERSON_IDENTIFIABLE, RESTRICTED = range(5)
LEVELS = {
    PUBLIC: "L0 public",
    OFFICIAL: "L1 official",
    PROVIDER_CONFIDENTIAL: "L2 provider-confidential",
    PERSON_IDENTIFIABLE: "L3 person-identifiable",
    RESTRICTED: "L4 restricted",
}
# An ordinary page shows nothing above this; a page of restricted records asks for more, and says so in its rule.
ORDINARY_CEILING = PROVIDER_CONFIDENTIAL
# What is restricted asks for a second factor that is no older than this (security plan 1.1).
LONGEST_SINCE_STEP_UP = timedelta(minutes=5)


@dataclass(frozen=True)
class Facts:
    """How one record stands, and how it stands to the one who asks, on the day on which they ask."""

    resource: str
    level: int = PROVIDER_CONFIDENTIAL
    is_own: bool = False  # of the acting organisation, or of one that it succeeded
    is_contracted: bool = False  # of a provider under contract on the record's day
    is_of_practice: bool = False  # that provider is a GP practice
    is_shared: bool = False  # its owner shares this kind of record until a day that has not passed
    is_named: bool = False  # the reader is on the record's list, and the time has not run out
    is_excluded: bool = False  # the reader is kept from the record
    is_draft: bool = False  # still its owner's own: not submitted, or not released
    is_held: bool = False  # a legal hold stands


@dataclass(frozen=True)
class Decision:
    """Yes or no, with the reason in words."""

    may: bool
    because: str


def decide(roles: frozenset[str], permission: Permission, facts: Facts, ceiling: int) -> Decision:
    """
    Decide whether somebody holding these roles at the acting organisation has the permission over a record.

    :param ceiling: the highest level that the page or job in hand may show.
    """
    if facts.is_excluded:
        return Decision(False, "is kept from this record, whatever else would open it")
    if facts.level > ceiling:
        return Decision(False, f"this page shows nothing above {LEVELS[ceiling]}")
    scopes = policy.reach(roles, permission)
    if not scopes:
        return Decision(False, "holds no role that opens records of this kind")
    if facts.level == RESTRICTED and not facts.is_named:
        return Decision(False, "is not on the record's list, and no role opens what is restricted")
    for ground in GROUNDS:
        if ground.scopes & scopes and ground.holds(facts):
            return Decision(True, ground.words)
    return Decision(False, "holds a role for records of this kind, but not for this one")


@dataclass(frozen=True)
class Ground:
    """One way in which a scope of the access matrix reaches a record."""

    scopes: frozenset[str]
    words: str
    fact: str
    is_for_others: bool = False  # an owner's draft is not theirs to see
    is_for_practices: bool = False

    def holds(self, facts: Facts) -> bool:
        """Test whether the record is reached in this way."""
        if self.is_for_others and facts.is_draft:
            return False
        if self.is_for_practices and not facts.is_of_practice:
            return False
        return getattr(facts, self.fact)


# In the order in which a page gives the reason.
GROUNDS = (
    Ground(frozenset("ocps*"), "the record is their own organisation's", "is_own"),
    Ground(frozenset("n*"), "they are on the record's list", "is_named"),
    Ground(frozenset("c*"), "their organisation commissions its owner", "is_contracted", is_for_others=True),
    Ground(
        frozenset("p"),
        "their organisation commissions its owner, a GP practice",
        "is_contracted",
        is_for_others=True,
        is_for_practices=True,
    ),
    Ground(frozenset("s"), "its owner shares it with their organisation", "is_shared", is_for_others=True),
)


def let_through(facts: Facts, ceiling: int) -> bool:
    """
    Tell what row-level security lets through: coarser than `decide`, for the database knows no roles.

    Whatever `decide` allows to anybody must pass here, and level, list, exclusion and draft must hold here as there.
    """
    if facts.is_excluded or facts.level > ceiling:
        return False
    if facts.level == RESTRICTED and not facts.is_named:
        return False
    by_others = (facts.is_contracted or facts.is_shared) and not facts.is_draft
    return facts.is_own or facts.is_named or by_others


def may_be_level(now: int, wanted: int, *, is_agreed_by_two: bool) -> bool:
    """Tell whether a record's level may change so: anybody's change may raise it; two people lower it (MONOTONE)."""
    return wanted >= now or is_agreed_by_two


def may_drop_flag(was_set: bool, stays_set: bool, *, is_agreed_by_two: bool) -> bool:
    """Tell whether a flag may change so: imports, merges and restores may set it and never clear it (MONOTONE)."""
    return stays_set or not was_set or is_agreed_by_two


def may_be_disposed_of(facts: Facts, *, is_due: bool) -> Decision:
    """Decide whether a record may be disposed of: when its time has come, and never under a legal hold."""
    if facts.is_held:
        return Decision(False, "A legal hold stands. Nothing of this record may be disposed of.")
    if not is_due:
        return Decision(False, "The time for which this record is kept has not passed.")
    return Decision(True, "The time for which this record is kept has passed, and no hold stands.")


def step_up_is_fresh(since: timedelta | None) -> bool:
    """Tell whether a second factor was proved lately enough for what is restricted; none was never."""
    return since is not None and timedelta(0) <= since <= LONGEST_SINCE_STEP_UP
