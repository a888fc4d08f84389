"""How long restricted records are kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.core.access.decision import Facts, may_be_disposed_of
from safeguarding.core.restricted import retention


@pytest.mark.parametrize(
    ("key", "ended", "due"),
    [
        ("adult", date(2020, 5, 1), date(2028, 5, 1)),
        ("child", date(2020, 2, 29), date(2046, 3, 1)),
        ("serious", date(2024, 2, 29), date(2044, 3, 1)),
        ("adult", None, None),
    ],
)
def test_the_day_from_which_a_record_may_go(key, ended, due):
    assert retention.due_on(key, ended) == due


@given(st.sampled_from(sorted(retention.CLASSES)), st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates())
def test_nothing_goes_before_its_time_and_nothing_held_ever(key, ended, today):
    is_due = retention.is_due(key, ended, today)

    assert is_due == (today >= retention.due_on(key, ended))
    assert not may_be_disposed_of(Facts("SHR", is_held=True), is_due=is_due).may
    assert may_be_disposed_of(Facts("SHR"), is_due=is_due).may == is_due


def test_every_class_says_where_its_time_is_from():
    assert all(one.years > 0 and one.trigger and one.source for one in retention.CLASSES.values())
