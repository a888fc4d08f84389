"""Clocks: working days of England, months, dated rules, and what a miss is called."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.kit.clocks import (
    Authority,
    Length,
    NoSuchRule,
    Pause,
    Rule,
    add_working_days,
    bank_holidays,
    due,
    is_working_day,
    load_rules,
    local_rule,
    paused_days,
    standing,
    working_days_between,
)
from safeguarding.kit.content import BadContent

HERE = Path(__file__).parent
DATA = HERE.parent / "data" / "bank_holidays"
CLOCKS = HERE.parents[1] / "content" / "clocks"
days = st.dates(date(2010, 1, 1), date(2035, 12, 31))


@pytest.fixture(scope="module")
def rules():
    return load_rules(CLOCKS)


def govuk_days(year):
    """Return GOV.UK's bank holidays for England and Wales in a year."""
    divisions = json.loads((DATA / "bank-holidays_2019_2028.json").read_text())["divisions"]
    entries = divisions["common.nations.england-and-wales_slug"][str(year)]
    return {datetime.strptime(entry["date"], "%d/%m/%Y").date() for entry in entries}  # noqa: DTZ007 (a day)


@pytest.mark.parametrize("year", range(2019, 2029))
def test_bank_holidays_are_those_of_govuk(year):
    assert bank_holidays(year) == govuk_days(year)


@pytest.mark.parametrize("case", json.loads((DATA / "working_day_cases.json").read_text())["cases"], ids=str)
def test_working_days_by_the_govuk_calendar(case):
    assert (
        add_working_days(date.fromisoformat(case["start"]), case["working_days"]).isoformat() == case["due"]
    )


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2019-12-02", 20, "2020-01-02"),
        ("2022-05-10", 20, "2022-06-09"),  # Jubilee
        ("2026-03-16", 20, "2026-04-15"),  # Easter
        ("2021-05-01", 20, "2021-06-01"),  # from a Saturday
        ("2022-09-09", 15, "2022-10-03"),  # State Funeral
        ("2025-12-12", 15, "2026-01-07"),
        ("2023-04-28", 15, "2023-05-23"),  # two bank holidays in May
        ("2025-04-15", 5, "2025-04-24"),
        ("2025-04-17", 1, "2025-04-22"),
        ("2025-08-22", 1, "2025-08-26"),
        ("2023-05-22", 10, "2023-06-06"),
        ("2025-11-03", 45, "2026-01-08"),
        ("2024-12-19", 10, "2025-01-07"),
        ("2025-12-29", 0, "2025-12-29"),
        ("2026-01-05", -7, "2025-12-22"),
    ],
)
def test_working_days_over_awkward_weeks(start, count, expected):
    assert add_working_days(date.fromisoformat(start), count).isoformat() == expected


@given(days, st.integers(1, 120))
def test_the_due_day_is_a_working_day_and_so_many_working_days_away(day, count):
    result = add_working_days(day, count)

    assert is_working_day(result)
    assert working_days_between(day, result) == count
    assert working_days_between(result, day) == -count
    assert add_working_days(result, -count) <= day or not is_working_day(day)


@given(days, days, days)
def test_working_days_add_up(one, two, three):
    assert working_days_between(one, two) + working_days_between(two, three) == working_days_between(
        one, three
    )


@pytest.mark.parametrize(
    ("name", "start", "expected"),
    [
        ("leder-review", "2019-05-15", "2019-11-15"),
        ("leder-review", "2025-08-31", "2026-02-28"),
        ("iha", "2019-12-02", "2020-01-02"),
        ("L-10", "2019-12-02", "2020-01-02"),
        ("rapid-review", "2022-09-09", "2022-10-03"),
        ("dols-standard", "2026-06-01", "2026-06-21"),
        ("dols-urgent", "2026-06-01", "2026-06-07"),
        ("rha-under-five", "2023-08-31", "2024-02-29"),
        ("working-days:20", "2019-12-02", "2020-01-02"),
        ("calendar-days:28", "2024-02-01", "2024-02-29"),
        ("months:12", "2020-02-29", "2021-02-28"),
    ],
)
def test_rules_by_name_id_or_length(rules, name, start, expected):
    started_on = date.fromisoformat(start)

    assert due(rules.named(name, on=started_on), started_on).isoformat() == expected


def test_the_date_of_the_event_picks_the_rule(rules):
    assert rules.named("leder-review", on=date(2021, 5, 31)).id == "A-30"
    assert rules.named("leder-review", on=date(2021, 6, 1)).id == "A-32"
    with pytest.raises(NoSuchRule, match="2018-06-28"):
        rules.named("rapid-review", on=date(2018, 6, 28))


@pytest.mark.parametrize("text", ["weeks:6", "months:", "months:-1", "months:½", "months", ":5"])
def test_lengths_that_are_none(rules, text):
    with pytest.raises(NoSuchRule):
        rules.named(text, on=date(2020, 1, 1))
    with pytest.raises(NoSuchRule):
        Length.parse(text)


def test_lengths_in_words():
    assert [Length.parse(text).words for text in ("working-days:20", "months:1", "calendar-days:21")] == [
        "20 working days",
        "1 month",
        "21 calendar days",
    ]
    assert str(Length.parse("working-days:20")) == "working-days:20"


def leder(**changes):
    facts = {"length": Length.parse("months:6"), "authority": Authority.NG, "pauses": ("inquest",)} | changes
    return Rule("A-32", "leder-review", "LeDeR review", source="policy", **facts)


def started_and(stopped=None, today="2020-06-01", rule=None, pauses=()):
    """Return the standing of a clock started on 15 May 2019 and due on 15 November 2019."""
    stopped_on = date.fromisoformat(stopped) if stopped else None
    return standing(rule or leder(), date(2019, 5, 15), stopped_on, date.fromisoformat(today), pauses)


@pytest.mark.parametrize(
    ("stopped", "today", "state", "words"),
    [
        (None, "2019-11-10", "running", "due in 5 days"),
        (None, "2019-11-14", "running", "due in 1 day"),
        (None, "2019-11-15", "running", "due today"),
        (None, "2019-11-16", "late (guidance)", "late (guidance) by 1 day"),
        ("2019-11-15", "2020-06-01", "in time", "in time"),
        ("2019-11-18", "2020-06-01", "late (guidance)", "late (guidance) by 3 days"),
        ("2019-11-18", "2019-11-10", "running", "due in 5 days"),  # seen as it stood before it was done
    ],
)
def test_where_a_review_stands(stopped, today, state, words):
    result = started_and(stopped, today)

    assert (result.state, result.words) == (state, words)
    assert result.due_on == date(2019, 11, 15)


@pytest.mark.parametrize(
    ("authority", "missed"),
    [("STAT", "breach"), ("SG", "late"), ("NG", "late (guidance)"), ("LOC", "off target")],
)
def test_a_miss_is_called_by_what_the_timescale_rests_on(authority, missed):
    rule = leder(authority=Authority(authority))

    assert started_and(rule=rule).state == missed
    assert rule.authority.words


def test_working_day_clocks_speak_of_working_days():
    rule = local_rule("working-days:20")

    open_clock = standing(rule, date(2019, 12, 2), None, date(2019, 12, 24))
    assert open_clock.words == "due in 4 working days"
    assert open_clock.days_gross == 16
    late = standing(
        rule, date(2019, 11, 1), date(2019, 11, 30), date(2020, 1, 1)
    )  # due Friday 29, done Saturday 30
    assert late.words == "off target by 1 working day"


def test_pauses_never_move_what_is_due_but_are_shown_beside_it():
    pauses = [
        Pause("inquest", date(2019, 6, 1), date(2019, 6, 11)),
        Pause("inquest", date(2019, 6, 5), date(2019, 6, 16)),  # overlaps: counted once
        Pause("reviewer on leave", date(2019, 7, 1), date(2019, 8, 1)),  # not a reason of the rule
    ]

    result = started_and("2019-11-20", pauses=pauses)

    assert result.due_on == date(2019, 11, 15)
    assert result.due_net_on == date(2019, 11, 30)
    assert (result.days_gross, result.days_net) == (189, 174)
    assert result.state == "late (guidance)"


def test_law_has_no_net_due_date():
    rule = leder(authority=Authority.STAT)

    result = started_and(
        "2019-11-20", rule=rule, pauses=[Pause("inquest", date(2019, 6, 1), date(2019, 6, 11))]
    )

    assert result.due_net_on is None
    assert result.days_net == result.days_gross - 10


def test_a_pause_still_open_runs_to_today_and_counts_only_working_days_where_the_rule_does():
    rule = leder(length=Length.parse("working-days:20"))

    paused = paused_days(rule, date(2019, 12, 2), date(2019, 12, 9), [Pause("inquest", date(2019, 11, 1))])

    assert paused == {date(2019, 12, day) for day in (3, 4, 5, 6, 9)}
    assert started_and(rule=rule).due_net_on == started_and(rule=rule).due_on


@given(days, st.integers(0, 400), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 90)), max_size=4))
def test_net_days_are_never_more_than_gross_and_never_below_nothing(start, length, spans):
    pauses = [
        Pause("inquest", start + timedelta(days=after), start + timedelta(days=after + held))
        for after, held in spans
    ]
    until = start + timedelta(days=length)

    result = standing(leder(), start, until, until, pauses)

    assert 0 <= result.days_net <= result.days_gross == length
    assert result.due_on == standing(leder(), start, until, until).due_on


def test_two_versions_of_a_rule_may_not_stand_on_one_day(tmp_path):
    folder = tmp_path / "content" / "clocks"
    folder.mkdir(parents=True)
    text = (CLOCKS / "leder.yaml").read_text().replace("valid_from: 2021-06-01", "valid_from: 2021-05-01")
    (folder / "leder.yaml").write_text(text)

    with pytest.raises(BadContent, match="leder-review: two versions stand on one day"):
        load_rules(folder)


def test_a_rule_without_a_source_is_refused_with_its_line(tmp_path):
    folder = tmp_path / "content" / "clocks"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_text("rules:\n  - id: X-1\n    key: x\n    title: X\n    length: weeks:6\n")

    with pytest.raises(BadContent) as refused:
        load_rules(folder)

    assert "content/clocks/x.yaml line 2: rules[0].source is missing" in refused.value.problems
    assert any(
        problem.startswith("content/clocks/x.yaml line 5: rules[0].length")
        for problem in refused.value.problems
    )


def test_every_rule_of_the_content_says_where_it_comes_from(rules):
    assert len(rules.rules) >= 20
    assert all(rule.source and rule.starts and rule.stops and rule.valid_from for rule in rules.rules)
