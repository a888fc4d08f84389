"""
What waits to be done in somebody's name, for when they leave: it is named, and handed on or ended with words.

A job acts with the rights of whoever asked for it. Theirs are gone when its turn comes, and without this it would fail,
be tried again and stand among the failures, where nobody could tell why.
"""

import json
from collections import Counter
from dataclasses import dataclass

from django.db import connection

from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import User

ENDED = "_ended"  # in the arguments of a job: why it was ended, in words
HANDED_ON = "_handed_on"  # in the arguments of a job: the person who asked for it, and left

CLOSED = "Ended because the account was closed"
LEFT = "Ended because the person who asked for it holds no role here any more"
NOT_ABLE = "Ended because the person who took it over may not do it"

# Whatever is done as the person, and the day's e-mail to them.
_THEIRS = (
    "where status = 'todo' and (args ->> 'organisation_id')::bigint = %s"
    " and ((args ->> 'user_id')::bigint = %s or (args ->> 'person_id')::bigint = %s)"
)
NAMES = f"select task_name from procrastinate_jobs {_THEIRS}"  # noqa: S608  a constant
END = f"update procrastinate_jobs set status = 'cancelled', args = args || %s::jsonb {_THEIRS}"  # noqa: S608  a constant


@dataclass(frozen=True)
class Ended:
    """Some jobs that were ended for one reason, as an operator sees them."""

    task: str
    why: str
    count: int


def in_name_of(person: User, organisation: Organisation) -> Counter[str]:
    """Return the names of the jobs that wait in somebody's name at an organisation, with how many there are of each."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [organisation.pk, person.pk, person.pk])
        return Counter(task for (task,) in cursor.fetchall())


def hand_on(person: User, to: User, organisation: Organisation) -> int:
    """Let what waits in a leaver's name be done in the name of whoever takes over; return how much there was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set args = args || jsonb_build_object('user_id', %s::bigint, %s::text, %s::bigint)"
            " where status = 'todo' and (args ->> 'organisation_id')::bigint = %s and (args ->> 'user_id')::bigint = %s",
            [to.pk, HANDED_ON, person.pk, organisation.pk, person.pk],
        )
        return cursor.rowcount


def end(person: User, organisation: Organisation) -> int:
    """End what waits in a leaver's name, and say why in the job itself; return how much there was."""
    with connection.cursor() as cursor:
        cursor.execute(END, [json.dumps({ENDED: CLOSED}), organisation.pk, person.pk, person.pk])
        return cursor.rowcount


def ended() -> list[Ended]:
    """Return what was ended, by kind of job and reason; for the operator, so nothing of whose it was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select task_name, args ->> %s, count(*) from procrastinate_jobs"
            " where args ? %s and status in ('cancelled', 'aborted') group by 1, 2 order by 1, 2",
            [ENDED, ENDED],
        )
        return [Ended(*row) for row in cursor.fetchall()]
