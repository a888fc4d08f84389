"""
The 24 scripted cases of break-glass: 8 that open and 16 that do not; and the fault, when the audit cannot be written.

As the security plan has them, 1.5. Each case changes one thing of an attempt that opens.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.core.breakglass import rules
from safeguarding.core.breakglass.rules import Attempt, Judged

REASON = "The council rang: an enquiry starts within the hour"
GOOD = {"roles": frozenset({"R02"}), "resource": "ADU", "level": 3, "reason": REASON}

OPENS = {
    "the head of safeguarding, an adult": {},
    "the head of safeguarding, a child": {"resource": "CLA"},
    "the designated nurse, a child": {"roles": frozenset({"R03"}), "resource": "CLA"},
    "the designated doctor, a child": {"roles": frozenset({"R05"}), "resource": "CLA"},
    "the named GP, an adult": {"roles": frozenset({"R07"})},
    "the Caldicott Guardian, an adult": {"roles": frozenset({"R12"})},
    "the third in a day": {"by_them_lately": 2},
    "a second factor of exactly five minutes, a reason of exactly twenty characters": {
        "since_step_up": timedelta(minutes=5),
        "reason": "x" * 20,
    },
}
STAYS_SHUT = {
    "a role without the right": ({"roles": frozenset({"R08"})}, rules.UNKNOWN),
    "a role with the right for a child, an adult": ({"roles": frozenset({"R03"})}, rules.UNKNOWN),
    "the platform operator": ({"roles": frozenset({"R30"})}, rules.UNKNOWN),
    "a provider's named professional": ({"roles": frozenset({"R16"})}, rules.UNKNOWN),
    "nobody's role": ({"roles": frozenset()}, rules.UNKNOWN),
    "level L4": ({"level": 4}, rules.UNKNOWN),
    "a case file, whatever its level": ({"resource": "CASE"}, rules.UNKNOWN),
    "an allegation against staff": ({"resource": "SUP"}, rules.UNKNOWN),
    "somebody who is kept from the record": ({"is_excluded": True}, rules.UNKNOWN),
    "a stranger's record": ({"is_within_reach": False}, rules.UNKNOWN),
    "no second factor at all": ({"since_step_up": None}, rules.STEP_UP),
    "a second factor of five minutes and a second": (
        {"since_step_up": timedelta(seconds=301)},
        rules.STEP_UP,
    ),
    "no ground": ({"has_ground": False}, "Choose a ground."),
    "a reason of nineteen characters": ({"reason": "x" * 19}, "at least 20 characters"),
    "a fourth in a day": ({"by_them_lately": 3}, rules.TOO_OFTEN),
    "a right that is suspended": ({"is_suspended": True}, rules.SUSPENDED),
}


def test_there_are_twenty_four_cases():
    assert (len(OPENS), len(STAYS_SHUT)) == (8, 16)


@pytest.mark.parametrize("case", OPENS)
def test_the_glass_may_be_broken(case):
    assert rules.refusal(Attempt(**GOOD | OPENS[case])) == ""


@pytest.mark.parametrize("case", STAYS_SHUT)
def test_the_glass_stays_whole(case):
    changed, words = STAYS_SHUT[case]

    assert words in rules.refusal(Attempt(**GOOD | changed))


def test_what_must_not_be_told_apart_has_one_answer():
    cases = (
        "level L4",
        "a stranger's record",
        "somebody who is kept from the record",
        "a role without the right",
    )

    assert {rules.refusal(Attempt(**GOOD | STAYS_SHUT[case][0])) for case in cases} == {rules.UNKNOWN}


def test_spaces_are_no_reason():
    assert rules.refusal(Attempt(**GOOD | {"reason": " " * 40}))


@given(st.sampled_from(sorted(STAYS_SHUT)), st.sampled_from(sorted(OPENS)))
def test_nothing_that_opens_outweighs_what_shuts(shut, opens):
    assert rules.refusal(Attempt(**GOOD | OPENS[opens] | STAYS_SHUT[shut][0])) or shut == (
        "a role with the right for a child, an adult"
    )


@pytest.mark.parametrize(
    ("judged", "today", "suspended"),
    [
        ([], date(2025, 6, 4), False),
        ([Judged(date(2025, 6, 3), None)], date(2025, 6, 3), False),
        ([Judged(date(2025, 6, 3), None)], date(2025, 6, 4), True),
        ([Judged(date(2025, 6, 3), True)], date(2025, 6, 4), False),
        ([Judged(date(2025, 6, 3), False)], date(2025, 6, 4), False),
        ([Judged(date(2025, 6, 3), True), Judged(date(2025, 6, 2), None)], date(2025, 6, 4), True),
    ],
)
def test_the_right_is_suspended_when_nobody_judged_in_time(judged, today, suspended):
    assert rules.is_suspended(judged, today) == suspended


@pytest.mark.parametrize(("count", "incident"), [(9, False), (10, True), (11, True)])
def test_ten_in_a_day_are_an_incident(count, incident):
    assert rules.is_incident(count) == incident
