"""What a topic's loader needs to know: who writes, about whom, and what its file says."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Any

import yaml
from django.conf import settings

from safeguarding.core.access import context
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.decision import ORDINARY_CEILING
from safeguarding.core.access.queries import actor_for
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import User


@dataclass
class Stage:
    """
    One commissioner's part of the demonstration.

    :param commissioner: the body whose year is told (abolished since, for the five real ones).
    :param home: the living board that holds its records and employs the made-up staff.
    :param organisations: every organisation of the file, and the shared ones, by key.
    :param people: the made-up staff of the home by the key of their post, such as "head" or "nurse-children".
    """

    key: str
    title: str
    commissioner: Organisation
    home: Organisation
    now: datetime
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    others: dict[str, tuple[User, Organisation]] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)  # what one topic leaves for the next

    @property
    def today(self) -> date:
        """Return the day on which the demonstration is built."""
        return self.now.date()

    def has(self, topic: str) -> bool:
        """Test whether this commissioner has a file for a topic."""
        return self._file(topic).exists()

    def read(self, topic: str) -> Any:
        """Return what the commissioner's file for a topic says."""
        return yaml.safe_load(self._file(topic).read_text(encoding="utf-8"))

    def _file(self, topic: str):
        return settings.CONTENT / "demo" / self.key / f"{topic}.yaml"

    def actor(self, key: str = "head", level: int = ORDINARY_CEILING) -> Actor:
        """Return one of the home's staff acting for it; or, for a key such as "riverside:pat", a provider's own staff."""
        user, organisation = self._person(key)
        return replace(actor_for(user, organisation, self.today), level=level)

    def acting(self, key: str = "head", level: int = ORDINARY_CEILING) -> AbstractContextManager[None]:
        """Work in the row-security context of one of the staff, as a page of that level does."""
        user, organisation = self._person(key)
        return context.acting(Actor(user, organisation, frozenset(), self.today, level=level))

    def _person(self, key: str) -> tuple[User, Organisation]:
        return self.others[key] if key in self.others else (self.people[key], self.home)

    def at(self, day: date | str, hour: int = 10) -> datetime:
        """Return a moment on a day of the past, for `at=`; a text is an ISO date or days from today such as "-30"."""
        return datetime.combine(self.day(day), time(hour), tzinfo=UTC)

    def day(self, day: date | str | int) -> date:
        """Return a day; a number (or a text of one) counts in days from today, which keeps a living board living."""
        if isinstance(day, date):
            return day
        text = str(day)
        return (
            date.fromordinal(self.today.toordinal() + int(text))
            if text.lstrip("+-").isdigit()
            else _iso(text)
        )


def _iso(text: str) -> date:
    return date.fromisoformat(text)
