"""What the tests of notices share."""

import json

from django.db import connection
from django.utils import timezone

from safeguarding.core.access.jobs import JOBS
from safeguarding.core.notices import operations
from safeguarding.core.notices.models import Notice


def tell(
    world, by: str = "dana", to: str = "riverside", kind: str = "validation.query", **more
) -> Notice | None:
    actor = world.actor(by)
    if "person" not in more and "roles" not in more:
        more["roles"] = ["R16"]
    options = {"organisation": getattr(world, to), "kind": kind, "url": "/core/access/choose/"} | more
    return operations.tell(**options, by=actor, at=timezone.now())


def run_what_waits(*, later: bool = False) -> list[str]:
    """Run every job that waits, and those that it asks for; return their names in order."""
    ran: list[str] = []
    while name := run_next(later=later):
        ran.append(name)
    return ran


def run_next(*, later: bool = False) -> str:
    """Run the job that has waited longest and return its name, or nothing if none waits."""
    found = _next(later)
    if found is None:
        return ""
    number, name, given = found
    JOBS[name].run(number, **json.loads(given))
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_events where job_id = %s", [number])
        cursor.execute("delete from procrastinate_jobs where id = %s", [number])
    return name


def _next(later: bool):
    when = "true" if later else "(scheduled_at is null or scheduled_at <= now())"
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id, task_name, args from procrastinate_jobs where status = 'todo' and {when} order by id limit 1"
        )
        return cursor.fetchone()
