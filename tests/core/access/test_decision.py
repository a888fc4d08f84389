"""
Whether one reader may do one thing with one record: every combination of facts against the plan's own words.

Every test takes the module as `decision`, so that the proof by mutants can hand in a changed one: see `tests/security`.
"""

from dataclasses import FrozenInstanceError
from datetime import timedelta
from itertools import product

import pytest

from safeguarding.core.access import decision as ours
from safeguarding.core.access.policy import Permission

FLAGS = (
    "is_own",
    "is_contracted",
    "is_of_practice",
    "is_shared",
    "is_named",
    "is_excluded",
    "is_draft",
    "is_held",
)
# A role of the matrix for each scope, with the kind of record over which it holds just that.
OVER = {
    "o": ("R02", Permission("SHR", "r")),
    "c": ("R02", Permission("SELF", "r")),
    "p": ("R07", Permission("SELF", "r")),
    "s": ("R22", Permission("RSK", "r")),
    "n": ("R02", Permission("CASE", "r")),
    "*": ("R30", Permission("AUD", "r")),
    "g": ("R26", Permission("KPI", "r")),
    "": ("R32", Permission("CASE", "r")),
}
KEPT_OUT = "is kept from this record, whatever else would open it"
NO_ROLE = "holds no role that opens records of this kind"
NOT_LISTED = "is not on the record's list, and no role opens what is restricted"
NOT_THIS = "holds a role for records of this kind, but not for this one"
OWN = "the record is their own organisation's"
NAMED = "they are on the record's list"
COMMISSIONED = "their organisation commissions its owner"
PRACTICE = "their organisation commissions its owner, a GP practice"
SHARED = "its owner shares it with their organisation"
WORDS = ("L0 public", "L1 official", "L2 provider-confidential", "L3 person-identifiable", "L4 restricted")


@pytest.fixture
def decision():
    return ours


def every_fact(decision):
    """Yield facts of every level in every combination."""
    for level, *flags in product(range(5), *((False, True) for _ in FLAGS)):
        yield decision.Facts("ANY", level=level, **dict(zip(FLAGS, flags, strict=True)))


def expected(over: str, facts, ceiling: int) -> tuple[bool, str]:
    """Say what the security plan says (1.1 levels, 1.3 scopes, 1.4 invariants): a refusal first, then each ground in order."""
    if facts.is_excluded:
        return False, KEPT_OUT
    if facts.level > ceiling:
        return False, f"this page shows nothing above {WORDS[ceiling]}"
    if not over:
        return False, NO_ROLE
    if facts.level == 4 and not facts.is_named:
        return False, NOT_LISTED
    theirs = not facts.is_draft
    grounds = (
        (over in "ocps*" and facts.is_own, OWN),
        (over in "n*" and facts.is_named, NAMED),
        (over in "c*" and facts.is_contracted and theirs, COMMISSIONED),
        (over == "p" and facts.is_contracted and facts.is_of_practice and theirs, PRACTICE),
        (over == "s" and facts.is_shared and theirs, SHARED),
    )
    return next(((True, words) for holds, words in grounds if holds), (False, NOT_THIS))


@pytest.mark.parametrize("over", OVER)
def test_the_roles_hold_what_the_proof_takes_them_for(over):
    from safeguarding.core.access import policy

    role, permission = OVER[over]

    assert policy.scopes(role, permission) == frozenset(over)


def test_every_combination_of_facts_is_decided_as_the_plan_says(decision):
    for facts in every_fact(decision):
        for over, (role, permission) in OVER.items():
            for ceiling in (2, 3, 4):
                found = decision.decide(frozenset({role}), permission, facts, ceiling)
                assert (found.may, found.because) == expected(over, facts, ceiling), (over, ceiling, facts)


def test_roles_held_together_open_what_each_opens(decision):
    both = frozenset({"R02", "R18"})
    owned = decision.Facts("SHR", is_own=True)
    assert decision.decide(both, Permission("SHR", "w"), owned, 3).because == OWN
    assert not decision.decide(frozenset({"R18"}), Permission("SHR", "w"), owned, 3).may


def test_the_database_lets_through_no_less_than_anybody_may_and_no_draft_list_or_level_more(decision):
    for facts in every_fact(decision):
        for ceiling in range(5):
            others = (facts.is_contracted or facts.is_shared) and not facts.is_draft
            within = facts.level <= ceiling and (facts.level < 4 or facts.is_named)
            wanted = not facts.is_excluded and within and (facts.is_own or facts.is_named or others)
            assert decision.let_through(facts, ceiling) == wanted, (ceiling, facts)


def test_whatever_is_allowed_to_anybody_passes_the_database(decision):
    for facts in every_fact(decision):
        for role, permission in OVER.values():
            if decision.decide(frozenset({role}), permission, facts, 4).may:
                assert decision.let_through(facts, 4)


def test_a_record_of_which_nothing_is_said_is_confidential_and_nobodys(decision):
    facts = decision.Facts("SELF")

    assert facts.level == 2
    assert not any(getattr(facts, name) for name in FLAGS)


def test_the_levels_are_those_of_the_plan(decision):
    levels = (
        decision.PUBLIC,
        decision.OFFICIAL,
        decision.PROVIDER_CONFIDENTIAL,
        decision.PERSON_IDENTIFIABLE,
        decision.RESTRICTED,
    )

    assert levels == (0, 1, 2, 3, 4)
    assert tuple(decision.LEVELS[level] for level in levels) == WORDS
    assert decision.ORDINARY_CEILING == 2


def test_the_grounds_are_given_in_the_order_of_a_page(decision):
    assert [ground.words for ground in decision.GROUNDS] == [OWN, NAMED, COMMISSIONED, PRACTICE, SHARED]
    scopes = [frozenset(letters) for letters in ("ocps*", "n*", "c*", "p", "s")]
    assert [ground.scopes for ground in decision.GROUNDS] == scopes
    plain = decision.Ground(frozenset("o"), "words", "is_own")
    assert (plain.is_for_others, plain.is_for_practices) == (False, False)


def test_a_ground_answers_yes_or_no_and_never_nothing(decision):
    scopes = frozenset("p")
    others = decision.Ground(scopes, "words", "is_contracted", is_for_others=True)
    practices = decision.Ground(scopes, "words", "is_contracted", is_for_practices=True)
    draft = decision.Facts("SELF", is_contracted=True, is_draft=True)
    of_practice = decision.Facts("SELF", is_contracted=True, is_of_practice=True)

    assert others.holds(draft) is False
    assert others.holds(of_practice) is True
    assert practices.holds(draft) is False
    assert practices.holds(of_practice) is True


def test_nothing_changes_after_the_fact(decision):
    made = (
        decision.Facts("SELF"),
        decision.Decision(True, "why"),
        decision.Ground(frozenset("o"), "words", "is_own"),
    )
    for record in made:
        with pytest.raises(FrozenInstanceError):
            record.because = "another"


def test_a_level_is_raised_by_one_and_lowered_by_two(decision):
    for now, wanted in product(range(5), repeat=2):
        assert decision.may_be_level(now, wanted, is_agreed_by_two=False) == (wanted >= now)
        assert decision.may_be_level(now, wanted, is_agreed_by_two=True)


def test_a_flag_is_set_by_one_and_cleared_by_two(decision):
    for was, stays, agreed in product((False, True), repeat=3):
        assert decision.may_drop_flag(was, stays, is_agreed_by_two=agreed) == (stays or not was or agreed)


def test_nothing_goes_before_its_time_or_under_a_hold(decision):
    held, free = decision.Facts("SHR", is_held=True), decision.Facts("SHR")
    for is_due in (False, True):
        found = decision.may_be_disposed_of(held, is_due=is_due)
        assert (found.may, found.because) == (
            False,
            "A legal hold stands. Nothing of this record may be disposed of.",
        )
    early, late = (decision.may_be_disposed_of(free, is_due=is_due) for is_due in (False, True))
    assert (early.may, early.because) == (False, "The time for which this record is kept has not passed.")
    assert (late.may, late.because) == (
        True,
        "The time for which this record is kept has passed, and no hold stands.",
    )


def test_a_second_factor_is_fresh_for_five_minutes(decision):
    second = timedelta(seconds=1)
    fresh = {
        None: False,
        -second: False,
        timedelta(0): True,
        timedelta(minutes=5): True,
        timedelta(minutes=5) + second: False,
    }
    assert timedelta(minutes=5) == decision.LONGEST_SINCE_STEP_UP
    assert {since: decision.step_up_is_fresh(since) for since in fresh} == fresh
