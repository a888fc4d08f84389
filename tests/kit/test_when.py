"""Days as far as they are known are read, written and kept without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.kit import when
from safeguarding.kit.forms.when import When
from safeguarding.kit.periods import NotAPeriod, Period


@pytest.mark.parametrize(
    "words",
    ["15 May 2019", "June 2019", "2019", "2019/20", "Q2 2019/20", "1 April 2021 to 30 June 2022"],
)
def test_what_is_written_is_what_was_read(words):
    assert when.words(when.read(words)) == words


@pytest.mark.parametrize(
    ("words", "days"),
    [("2019-06", "1 June 2019 to 30 June 2019"), ("June 2019 to March 2020", "1 June 2019 to 31 March 2020")],
)
def test_other_ways_of_writing_are_read(words, days):
    assert when.read(words).dates == days


@pytest.mark.parametrize("words", ["", "soon", "32 May 2019", "2020 to 2019", "May"])
def test_words_that_name_no_days_are_refused(words):
    with pytest.raises(NotAPeriod):
        when.read(words)


@given(st.dates(), st.integers(0, 4000))
def test_every_period_survives_being_written_and_read(first, length):
    try:
        known = Period(first, first.fromordinal(first.toordinal() + length))
        text = when.words(known)
    except (ValueError, OverflowError):
        return
    if first.year >= 1000:
        assert when.read(text) == known


def test_the_field_gives_the_days_and_says_what_is_wrong():
    field = When(label="When it was published", required=False)

    assert field.clean("March 2022") == when.read("March 2022")
    assert field.clean("") is None
    assert field.prepare_value(when.read("2019/20")) == "2019/20"
    with pytest.raises(Exception, match="must be a day, a month or a year"):
        field.clean("last spring")
