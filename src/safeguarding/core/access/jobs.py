"""
Work that is done after the page has answered: a thin wrapper over procrastinate, so that another queue could stand behind it.

    @job(unique=("organisation_id", "on"))
    def remind(*, by: Actor, organisation_id: int, on: str, **_: object) -> None: ...

    remind.defer(organisation_id=organisation.pk, on=today.isoformat())

A job is enqueued in the transaction of the change that asks for it and is dropped with it. It takes ids and ISO dates, and
any argument that a newer or older release may add. It runs in a transaction of its own as `by`: the person `user_id` acting
for `organisation_id`, or without a person the deployment's worker for that organisation, with row security set for them.
What it wrote and the mark that it ran stand in the same transaction, so a job that is run again changes nothing.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from procrastinate import App, JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.exceptions import AlreadyEnqueued

from safeguarding.core.access import context, queries
from safeguarding.core.access.operations import system_actor

RETRY = RetryStrategy(
    max_attempts=6, exponential_wait=5
)  # the last try is about an hour and a half after the first
SECONDS_UNTIL_STALLED = 30  # three heartbeats
LOOK_FOR_DROPPED = "* * * * * */20"  # every twenty seconds
DONE = "_done"

JOBS: dict[str, Job] = {}


@dataclass(frozen=True)
class Job:
    """A function that runs later, and how many of it may wait at once."""

    name: str
    function: Callable[..., object]
    unique: tuple[str, ...]
    every: str

    def defer(
        self,
        *,
        organisation_id: int | None = None,
        user_id: int | None = None,
        later: datetime | None = None,
        **arguments: Any,
    ) -> None:
        """
        Enqueue the job in the transaction in hand; one that is unique and waits already is not enqueued again.

        :param later: a moment before which it does not run.
        """
        given = {"organisation_id": organisation_id, "user_id": user_id, **arguments}
        key = self._key(given)
        waiting = app.configure_task(name=self.name, lock=key, queueing_lock=key, schedule_at=later)
        try:
            with transaction.atomic():
                waiting.defer(**given)
        except AlreadyEnqueued:
            return

    def _key(self, given: dict[str, Any]) -> str | None:
        if not self.unique:
            return None
        return ":".join([self.name, *(f"{name}={given.get(name)}" for name in self.unique)])

    def run(self, number: int | None = None, **given: Any) -> None:
        """Do the work once, as whom and for whom it was asked; `number` is the job's own, to mark that it was done."""
        with transaction.atomic():
            if given.pop(DONE, False):
                return
            by = self._actor(given)
            with context.acting(by):
                self.function(**given, by=by)
            if number is not None:
                _mark(number)

    def _actor(self, given: dict[str, Any]):
        today = timezone.localdate()
        if given.get("organisation_id") is None:
            return system_actor(today, self.name)
        return queries.actor_of(given["organisation_id"], given.get("user_id"), today, purpose=self.name)


def job(*, unique: tuple[str, ...] = (), every: str = "") -> Callable[[Callable[..., object]], Job]:
    """
    Make a function a job, called after its module and its name.

    :param unique: arguments of which one job may wait at a time; two of them never run at the same time either.
    :param every: when it runs by itself, as five words of cron such as "0 6 * * *"; it then acts for the deployment.
    """

    def make(function: Callable[..., object]) -> Job:
        place = (
            function.__module__.removeprefix("safeguarding.").removesuffix(".jobs").removesuffix(".listeners")
        )
        made = Job(f"{place}.{function.__name__}", function, unique, every)
        JOBS[made.name] = made
        return made

    return make


def _mark(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set args = args || jsonb_build_object(%s::text, true) where id = %s",
            [DONE, number],
        )


def teach(application: App) -> None:
    """Tell a worker every job there is, when those run that run by themselves, and to pick up what another dropped."""
    for known in JOBS.values():
        task = application.task(name=known.name, pass_context=True, retry=RETRY)(_performing(known))
        if known.every:
            application.periodic(cron=known.every)(task)
    dropped = application.task(name="core.access.take_up_dropped", pass_context=True, queueing_lock="dropped")
    application.periodic(cron=LOOK_FOR_DROPPED)(dropped(take_up_dropped))


def _performing(known: Job) -> Callable[..., None]:
    def perform(about: JobContext, **given: Any) -> None:
        known.run(about.job.id, **given)

    return perform


async def take_up_dropped(about: JobContext, timestamp: int) -> None:
    """Put back the jobs of workers that were killed: nobody has heard of them for half a minute."""
    manager = about.app.job_manager
    for dropped in await manager.get_stalled_jobs(seconds_since_heartbeat=SECONDS_UNTIL_STALLED):
        await manager.retry_job(dropped)


def work(*, concurrency: int = 2, until_idle: bool = False) -> None:
    """Run jobs until a stop signal, or until none is left; a job in hand is finished first, for ten seconds at most."""
    # An app of its own: within a job, `defer` goes on through Django's connection and so through the job's transaction.
    application = DjangoApp(connector=app.connector.get_worker_connector())
    teach(application)
    asyncio.run(_work(application, concurrency, until_idle))


async def _work(application: App, concurrency: int, until_idle: bool) -> None:
    async with application.open_async():
        await application.run_worker_async(
            concurrency=concurrency,
            wait=not until_idle,
            delete_jobs="successful",
            shutdown_graceful_timeout=10,
        )


def stop_with_parent() -> None:
    """Stop this process when the one that started it is gone: our standard input is its pipe, and ends with it."""

    def watch() -> None:
        # Past Python's own buffer, which must not be held when this process comes to its end before its parent.
        while os.read(sys.stdin.fileno(), 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
