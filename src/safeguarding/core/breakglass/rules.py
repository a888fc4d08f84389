"""When the glass may be broken, and what follows: pure functions over facts (security plan 1.5)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from safeguarding.core.access import policy
from safeguarding.core.access.decision import PERSON_IDENTIFIABLE, step_up_is_fresh
from safeguarding.core.access.policy import Permission

LASTS = timedelta(minutes=60)
MOST_BY_ONE = 3  # in 24 hours; the next is refused
INCIDENT_FROM = 10  # by one organisation in 24 hours; from here on it is a security incident
WITHIN = timedelta(hours=24)
SHORTEST_REASON = 20


@dataclass(frozen=True)
class Attempt:
    """Somebody who wants to open one record now."""

    roles: frozenset[str]
    resource: str
    level: int
    reason: str
    has_ground: bool = True
    since_step_up: timedelta | None = timedelta(0)
    is_within_reach: bool = True  # of their own organisation, or of a provider under contract with it
    is_excluded: bool = False
    by_them_lately: int = 0  # openings of theirs in the last 24 hours
    is_suspended: bool = False  # an opening of theirs was not judged in time


def refusal(attempt: Attempt) -> str:
    """Return why the glass stays whole, in words fit to show; nothing when it may be broken."""
    may = policy.reach(attempt.roles, Permission(attempt.resource, "b"))
    checks = (
        (not step_up_is_fresh(attempt.since_step_up), STEP_UP),
        # One answer to whatever must not be told apart: no such record, not theirs to open, closed to all but its list.
        (not may or not attempt.is_within_reach, UNKNOWN),
        (attempt.level != PERSON_IDENTIFIABLE or attempt.is_excluded, UNKNOWN),
        (attempt.is_suspended, SUSPENDED),
        (attempt.by_them_lately >= MOST_BY_ONE, TOO_OFTEN),
        (not attempt.has_ground, "Choose a ground."),
        (
            len(attempt.reason.strip()) < SHORTEST_REASON,
            f"Give a reason of at least {SHORTEST_REASON} characters.",
        ),
    )
    return next((words for holds, words in checks if holds), "")


STEP_UP = "Prove your second factor again: it must not be older than five minutes."
UNKNOWN = "There is no record with this reference that can be opened in this way."
SUSPENDED = "You may not open records in this way until your Caldicott Guardian has judged your last opening."
TOO_OFTEN = f"You opened {MOST_BY_ONE} records in this way in the last 24 hours. Ask your Caldicott Guardian."


def is_incident(by_organisation_lately: int) -> bool:
    """Tell whether an organisation's openings of the last 24 hours are a security incident."""
    return by_organisation_lately >= INCIDENT_FROM


@dataclass(frozen=True)
class Judged:
    """One earlier opening, as the suspension looks at it."""

    decide_by_day: date
    is_justified: bool | None


def is_suspended(openings: list[Judged], today: date) -> bool:
    """Tell whether somebody's right is suspended: an opening that nobody judged by the end of the next working day."""
    return any(opening.is_justified is None and today > opening.decide_by_day for opening in openings)


def is_open(opened_at: datetime, now: datetime) -> bool:
    """Tell whether an opening still shows its record."""
    return opened_at <= now < opened_at + LASTS
