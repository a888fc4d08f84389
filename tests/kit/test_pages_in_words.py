"""Dates, counts and shares as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.kit.pages import tags, words


def test_a_date_is_written_in_words():
    assert words.day(date(2026, 6, 4)) == "4 June 2026"
    assert words.weekday(date(2026, 6, 4)) == "Thursday 4 June 2026"


def test_a_moment_is_told_in_london_time():
    assert words.moment(datetime(2026, 6, 4, 13, 3, tzinfo=UTC)) == "4 June 2026 at 2:03pm"
    assert words.day(datetime(2026, 10, 24, 23, 30, tzinfo=UTC)) == "25 October 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "midnight"),
        (12, 0, "midday"),
        (9, 0, "9am"),
        (0, 5, "12:05am"),
        (12, 30, "12:30pm"),
        (23, 59, "11:59pm"),
    ],
)
def test_the_time_of_day_is_written_as_the_nhs_writes_it(hour, minute, said):
    assert words.clock_time(datetime(2026, 1, 4, hour, minute, tzinfo=UTC)) == said


@pytest.mark.parametrize("missing", [None, ""])
def test_a_missing_value_is_said_to_be_missing_and_never_shown_as_nought(missing):
    for say in (words.day, words.weekday, words.moment, words.clock_time, words.number, words.percent):
        assert say(missing) == "Not recorded"
    assert words.share(None, 4) == "Not recorded"
    assert words.number(0) == "0"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (3, "3 working days left"),
        (1, "1 working day left"),
        (0, "due today"),
        (-2, "2 working days overdue"),
        (None, "No due date"),
    ],
)
def test_how_long_is_left_is_said_in_days(days, said):
    assert words.days_left(days) == said


def test_numbers_have_their_thousands_set_apart():
    assert words.number(1162) == "1,162"
    assert words.number(Decimal("1162.345"), 2) == "1,162.35"
    assert words.plural(1, "reply", "replies") == "1 reply"
    assert words.plural(1162, "action") == "1,162 actions"


def test_a_percentage_stands_with_what_it_rests_on():
    assert words.share(45, 52) == "86.5% (45 of 52)"
    assert words.share(1, 8) == "12.5% (1 of 8)"
    assert words.percent(Decimal("12.25")) == "12.3%"


def test_nothing_of_nothing_is_not_a_percentage():
    assert words.share(0, 0) == "not applicable (0 of 0)"


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_lies_within_half_a_tenth_of_the_exact_value(numerator, denominator):
    said = Decimal(words.share(numerator, denominator).split("%")[0].replace(",", ""))
    assert abs(said - Decimal(100 * numerator) / denominator) <= Decimal("0.05")


def test_words_are_listed_as_a_sentence_does():
    assert words.listed([]) == ""
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"


def test_typed_text_keeps_its_lines_and_is_escaped():
    assert words.lines("One\nTwo\n\n<b>") == "<p>One<br>Two</p><p>&lt;b&gt;</p>"
    assert words.lines(None) == ""


def test_a_name_is_set_apart_from_the_direction_of_its_neighbours():
    assert words.isolated("<محمد>") == "<bdi>&lt;محمد&gt;</bdi>"


def test_a_status_is_a_word_in_a_tag_of_its_own_colour():
    assert tags.tag("Overdue") == '<strong class="nhsuk-tag nhsuk-tag--red">Overdue</strong>'
    assert "nhsuk-tag--grey" in tags.tag("A word of this organisation's own")
    assert tags.tag("<i>", "blue") == '<strong class="nhsuk-tag nhsuk-tag--blue">&lt;i&gt;</strong>'


def test_the_five_ways_of_having_no_figure_look_different_words():
    assert (
        len(
            {
                tags.tag(word)
                for word in ("No data", "Nil return", "Not applicable", "Suspended", "Suppressed")
            }
        )
        == 5
    )


def test_a_rating_shows_its_letter_its_word_and_its_reason():
    drawn = tags.rag("r", "<two> standards")
    assert ">R</span> Red</strong>" in drawn
    assert "&lt;two&gt; standards" in drawn
    assert "reason" not in tags.rag("G")
    assert "No data" in tags.rag(None)


def test_tags_and_links_are_words_where_there_is_no_page():
    assert str(tags.Tag("Overdue")) == "Overdue"
    link = tags.Link("A & B", "/a/?b=1&c=2")
    assert str(link) == "A & B"
    assert (
        link.__html__() == '<a class="nhsuk-link app-whole" href="/a/?b=1&amp;c=2"><bdi>A &amp; B</bdi></a>'
    )
    long = tags.Link("Llanfairpwllgwyngyllgogerych", "/a/")
    assert "app-whole" not in long.__html__()  # may be broken in a narrow column
