"""
Clocks: when something is due, and whether it was in time, by dated rules that are content and not code.

Working days are those of England (Banking and Financial Dealings Act 1971 and royal proclamations). Day 0 is the
day of the event; the first counted day is the next working day. A rule is picked by the date of the event, never by
today: a review begun under one policy finishes under it. Today is told, never asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

import holidays

from safeguarding.kit import content
from safeguarding.kit.periods import ONE_DAY, add_months

SATURDAY = 5


class NoSuchRule(ValueError):
    """No rule of that name applied on that date."""


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the weekdays of a year that are bank holidays in England, substitutes and one-offs included."""
    found = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return frozenset(day for day in found if day.weekday() < SATURDAY and day.year == year)


def is_working_day(day: date) -> bool:
    """Tell whether a day is neither a weekend nor a bank holiday in England."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """Return the nth working day after a day, or before it where the count is negative; 0 is the day itself."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(first: date, last: date) -> int:
    """Return how many working days come after the first day, up to the last; negative where it comes before."""
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"
    MONTHS = "months"


class Authority(StrEnum):
    """What a timescale rests on, which decides what missing it is called."""

    STAT = "STAT"
    SG = "SG"
    NG = "NG"
    LOC = "LOC"

    @property
    def words(self) -> str:
        """Where the timescale comes from."""
        return AUTHORITY_WORDS[self][0]

    @property
    def missed(self) -> str:
        """What a miss is called; a miss of guidance is not a breach of law."""
        return AUTHORITY_WORDS[self][1]


AUTHORITY_WORDS = {
    Authority.STAT: ("Act or regulations", "breach"),
    Authority.SG: ("statutory guidance", "late"),
    Authority.NG: ("national guidance", "late (guidance)"),
    Authority.LOC: ("local standard", "off target"),
}


@dataclass(frozen=True)
class Length:
    """How long a clock runs, such as working-days:20."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.unit}:{self.count}"

    @property
    def words(self) -> str:
        """Write it as people say it: 20 working days."""
        name = self.unit.value.replace("-", " ")
        return f"{self.count} {name if self.count != 1 else name.removesuffix('s')}"

    @classmethod
    def parse(cls, text: str) -> "Length":
        """
        Read working-days:N, calendar-days:N or months:N.

        :raises NoSuchRule: if it is none of these.
        """
        unit, _, count = text.partition(":")
        if unit not in list(Unit) or not (count.isascii() and count.isdecimal()):
            raise NoSuchRule(f'"{text}" is not working-days:N, calendar-days:N or months:N')
        return cls(int(count), Unit(unit))

    def after(self, day: date) -> date:
        """Return the last day in time, the day of the event not counted."""
        if self.unit is Unit.WORKING_DAYS:
            return add_working_days(day, self.count)
        if self.unit is Unit.MONTHS:
            return add_months(day, self.count)
        return day + timedelta(days=self.count)


@dataclass(frozen=True)
class Rule:
    """One timescale as it stood between two dates."""

    id: str
    key: str
    title: str
    length: Length
    authority: Authority
    source: str
    starts: str = ""
    stops: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    pauses: tuple[str, ...] = ()
    counts_first_day: bool = False  # "beginning with the day": the day of the event is day 1

    def applies_on(self, day: date) -> bool:
        """Tell whether the rule stood on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def overlaps(self, other: "Rule") -> bool:
        """Tell whether two versions of a rule would both stand on some day."""
        starts = max(self.valid_from or date.min, other.valid_from or date.min)
        return starts <= min(self.valid_to or date.max, other.valid_to or date.max)


@dataclass(frozen=True)
class Pause:
    """A time in which a clock was held: from a day to the day it went on again, or still held."""

    reason: str
    from_on: date
    resumed_on: date | None = None


def due(rule: Rule, started_on: date) -> date:
    """Return the last day on which it is in time; no pause ever moves it."""
    return rule.length.after(started_on - ONE_DAY if rule.counts_first_day else started_on)


@dataclass(frozen=True)
class Standing:
    """Where one clock stands, or how it ended."""

    rule: Rule
    due_on: date
    due_net_on: date | None
    days_gross: int
    days_net: int
    days_left: int  # below nothing when late; in the rule's unit, months in days
    stopped_on: date | None

    @property
    def in_time(self) -> bool:
        """Whether it was, or still can be, done by the due date."""
        return self.days_left >= 0

    @property
    def state(self) -> str:
        """One of in time, running, or what the rule's authority calls a miss."""
        if not self.in_time:
            return self.rule.authority.missed
        return "in time" if self.stopped_on else "running"

    @property
    def words(self) -> str:
        """Say it: in time; due today; due in 3 working days; late by 1 day."""
        if self.in_time and self.stopped_on:
            return "in time"
        if not self.days_left:
            return "due today"
        return f"{'due in' if self.in_time else f'{self.state} by'} {self._days(abs(self.days_left))}"

    def _days(self, count: int) -> str:
        unit = "working day" if self.rule.length.unit is Unit.WORKING_DAYS else "day"
        return f"{count} {unit}{'' if count == 1 else 's'}"


def standing(
    rule: Rule, started_on: date, stopped_on: date | None, today: date, pauses: Sequence[Pause] = ()
) -> Standing:
    """
    Say where a clock stands today, or how it ended.

    A day late on a weekend is late, though no working day passed: it shows as one day.
    """
    until = min(stopped_on, today) if stopped_on else today
    due_on = due(rule, started_on)
    paused = paused_days(rule, started_on, until, pauses)
    gross = _elapsed(rule, started_on, until)
    return Standing(
        rule=rule,
        due_on=due_on,
        due_net_on=_due_net(rule, due_on, len(paused)),
        days_gross=gross,
        days_net=gross - len(paused),
        days_left=_left(rule, until, due_on),
        stopped_on=stopped_on if stopped_on and stopped_on <= today else None,
    )


def _counts(rule: Rule, day: date) -> bool:
    return rule.length.unit is not Unit.WORKING_DAYS or is_working_day(day)


def _elapsed(rule: Rule, first: date, last: date) -> int:
    if rule.length.unit is Unit.WORKING_DAYS:
        return working_days_between(first, last)
    return (last - first).days


def _left(rule: Rule, until: date, due_on: date) -> int:
    """Return the days left, never 0 unless it is the due date itself."""
    return _elapsed(rule, until, due_on) or (due_on > until) - (due_on < until)


def paused_days(rule: Rule, started_on: date, until: date, pauses: Iterable[Pause]) -> frozenset[date]:
    """Return the counted days held for a reason that the rule lists; overlapping pauses count once."""
    return frozenset(
        day
        for pause in pauses
        if pause.reason in rule.pauses
        for day in _days_of(pause, started_on, until)
        if _counts(rule, day)
    )


def _days_of(pause: Pause, started_on: date, until: date) -> Iterable[date]:
    """Yield the days of a pause after the start and up to the end; the day it goes on again counts as running."""
    day = max(pause.from_on, started_on + ONE_DAY)
    last = min(until, pause.resumed_on - ONE_DAY if pause.resumed_on else until)
    while day <= last:
        yield day
        day += ONE_DAY


def _due_net(rule: Rule, due_on: date, paused: int) -> date | None:
    """Return the due date with the pauses added, where the rule has pauses and is not law."""
    if not rule.pauses or rule.authority is Authority.STAT:
        return None
    unit = Unit.WORKING_DAYS if rule.length.unit is Unit.WORKING_DAYS else Unit.CALENDAR_DAYS
    return Length(paused, unit).after(due_on)


@dataclass(frozen=True)
class Rules:
    """The dated rules of the content folder."""

    rules: tuple[Rule, ...]

    def named(self, name: str, on: date) -> Rule:
        """
        Return the rule of that handbook id or key that stood on the date of the event, or a local one by its length.

        :raises NoSuchRule: if none did.
        """
        for rule in self.rules:
            if name in (rule.id, rule.key) and rule.applies_on(on):
                return rule
        if ":" in name:
            return local_rule(name)
        raise NoSuchRule(f'No rule "{name}" stood on {on.isoformat()}')


def local_rule(length: str, title: str = "") -> Rule:
    """Return a local standard of a given length, such as working-days:5."""
    read = Length.parse(length)
    return Rule(length, length, title or read.words, read, Authority.LOC, "Agreed locally")


RULE_SCHEMA = {
    "type": "object",
    "required": ["id", "key", "title", "starts", "stops", "length", "authority", "source"],
    "additionalProperties": False,
    "properties": {
        **{
            name: {"type": "string", "minLength": 1}
            for name in ("id", "key", "title", "starts", "stops", "source")
        },
        "length": {"type": "string", "pattern": "^(working-days|calendar-days|months):[0-9]+$"},
        "authority": {"enum": [authority.value for authority in Authority]},
        "valid_from": {"type": ["string", "null"], "format": "date"},
        "valid_to": {"type": ["string", "null"], "format": "date"},
        "pauses": {"type": "array", "items": {"type": "string"}},
        "counts_first_day": {"type": "boolean"},
        "note": {"type": "string"},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["rules"],
    "additionalProperties": False,
    "properties": {"rules": {"type": "array", "minItems": 1, "items": RULE_SCHEMA}},
}


def load_rules(folder: Path) -> Rules:
    """
    Read all rules of a folder of content files.

    :raises content.BadContent: if a file is wrong or two versions of a rule stand on one day.
    """
    files = [
        content.load(path, SCHEMA, relative_to=folder.parent.parent) for path in sorted(folder.glob("*.yaml"))
    ]
    rules = tuple(_rule(entry) for file in files for entry in file.data["rules"])
    clashes = [
        f"{one.key}: two versions stand on one day"
        for one, other in combinations(rules, 2)
        if (one.key == other.key or one.id == other.id) and one.overlaps(other)
    ]
    if clashes:
        raise content.BadContent(clashes)
    return Rules(rules)


def _rule(entry: dict[str, Any]) -> Rule:
    facts = {name: value for name, value in entry.items() if name != "note"}
    facts["length"] = Length.parse(entry["length"])
    facts["authority"] = Authority(entry["authority"])
    facts["pauses"] = tuple(entry.get("pauses", ()))
    return Rule(**facts)
