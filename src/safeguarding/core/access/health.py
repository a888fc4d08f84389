"""Whether the product is well: its jobs, its workers, the room on its disk. Nothing about anybody's records."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from safeguarding.core.files import scanner

LONGEST_WAIT = timedelta(minutes=15)
LEAST_FREE = 0.10  # of the disk


# What is said of the virus scanner, by whether it answers; nothing where an operator has set up none.
SCANNING: dict[bool | None, tuple[str, list[str]]] = {
    None: (
        "None is set up",
        [
            "No virus scanner is set up: files are labelled “Not scanned” and can be downloaded. Set SAFEGUARDING_CLAMD."
        ],
    ),
    False: (
        "Does not answer",
        ["The virus scanner does not answer: new files are kept and cannot be downloaded."],
    ),
    True: ("Answers", []),
}


@dataclass(frozen=True)
class State:
    """What an operator looks at."""

    waiting: int
    overdue_since: datetime | None  # when the oldest job that could run was asked for
    running: int
    failed: int
    workers: int
    free: float  # share of the disk that stored files lie on
    database_bytes: int
    scanner: str  # of viruses, in words
    warnings: list[str]


def state(now: datetime) -> State:
    """Return how the product is, with what is wrong in words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) filter (where status = 'todo'), count(*) filter (where status = 'doing'),"
            " count(*) filter (where status = 'failed'), (select min(e.at) from procrastinate_events e"
            " join procrastinate_jobs j on j.id = e.job_id where j.status = 'todo' and e.type = 'deferred'"
            " and (j.scheduled_at is null or j.scheduled_at <= %s)), (select count(*) from procrastinate_workers"
            " where last_heartbeat > now() - interval '1 minute'), pg_database_size(current_database())"
            " from procrastinate_jobs",
            [now],
        )
        waiting, running, failed, oldest, workers, size = cursor.fetchone()
    free = free_share()
    scanning = scanner.answers()
    said = warnings(now, oldest, failed, workers, free) + SCANNING[scanning][1]
    return State(waiting, oldest, running, failed, workers, free, size, SCANNING[scanning][0], said)


def warnings(now: datetime, oldest: datetime | None, failed: int, workers: int, free: float) -> list[str]:
    """Return what an operator should look into."""
    said = {
        "No worker runs: e-mails and reports wait. Start one with “safeguarding worker”.": workers == 0,
        f"{failed} jobs failed after every try. The worker's log says why.": failed > 0,
        "Jobs wait for longer than a quarter of an hour.": oldest is not None and now - oldest > LONGEST_WAIT,
        "The disk that holds stored files is nearly full.": free < LEAST_FREE,
    }
    return [words for words, holds in said.items() if holds]


def free_share() -> float:
    """Return the share of the disk under the stored files that is free."""
    place = Path(settings.FILES)
    while not place.exists():
        place = place.parent
    usage = shutil.disk_usage(place)
    return usage.free / usage.total
