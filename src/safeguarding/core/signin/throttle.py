"""
Where the accounts library counts tries: in the database, so that every process of a deployment counts together.

It is Django's cache for nothing else. Values are JSON, never pickled: what somebody could write into the table cannot run.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from allauth.core import ratelimit
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from safeguarding.core.signin.models import Tries

LONGEST = timedelta(days=1)
ADD = (
    "insert into core_tries (key, value, ends) values (%s, %s, %s) on conflict (key) do update"
    " set value = excluded.value, ends = excluded.ends where core_tries.ends < now()"
)
# In one statement: of two processes that count at once, neither is forgotten.
COUNT = (
    "insert into core_tries (key, value, ends) values (%s, '1', %s) on conflict (key) do update"
    " set value = to_jsonb((core_tries.value #>> '{}')::int + 1) returning (value #>> '{}')::int"
)
# A few at a time, and none that another request is at: two of them never wait for each other.
PUT_AWAY = (
    "delete from core_tries where key in"
    " (select key from core_tries where ends < now() limit 100 for update skip locked)"
)


class Throttle(BaseCache):
    """Keeps a value under a key until a moment."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value unless one stands already; of two at once, one is told that it came second."""
        row = self._row(self.make_and_validate_key(key, version), value, timeout)
        with connection.cursor() as cursor:
            cursor.execute(PUT_AWAY)
            cursor.execute(ADD, [row.key, json.dumps(row.value), row.ends])
            return cursor.rowcount == 1

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what stands, or the default."""
        found = Tries.objects.filter(key=self.make_and_validate_key(key, version), ends__gte=timezone.now())
        return next(iter(found.values_list("value", flat=True)), default)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value in place of whatever stands."""
        row = self._row(self.make_and_validate_key(key, version), value, timeout)
        Tries.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["key"], update_fields=["value", "ends"]
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value."""
        return bool(Tries.objects.filter(key=self.make_and_validate_key(key, version)).delete()[0])

    def clear(self) -> None:
        """Forget everything."""
        Tries.objects.all().delete()

    def _row(self, name: str, value: Any, timeout: Any) -> Tries:
        return Tries(key=name, value=value, ends=self._end(timeout))

    def _end(self, timeout: Any) -> datetime:
        until = self.get_backend_timeout(timeout)
        latest = timezone.now() + LONGEST
        return latest if until is None else min(datetime.fromtimestamp(until, tz=latest.tzinfo), latest)


def may_try(request: HttpRequest, action: str) -> bool:
    """Count one more try of something that is limited by person (`ACCOUNT_RATE_LIMITS`), and say whether it may be."""
    return ratelimit.consume(request, action=action, user=request.user)


def count_this_hour(person: int, action: str, now: datetime) -> int:
    """Count one more of something that a person does without leaving a record, and return how many that makes this hour."""
    key = f"{action}:{person}:{now:%Y%m%d%H}"
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, now + timedelta(hours=1)])
        return cursor.fetchone()[0]
