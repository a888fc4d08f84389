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
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone
from procrastinate import App, JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.exceptions import AlreadyEnqueued, JobAborted

from safeguarding.core.access import context, queries, waiting
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.operations import system_actor
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import User

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

    def run(self, number: int | None = None, **given: Any) -> str:
        """
        Do the work once, as whom and for whom it was asked, or say why it was ended.

        :param number: the job's own, to mark that it was done.
        """
        with transaction.atomic():
            if given.pop(DONE, False):
                return ""
            by = self._actor(given)
            why = _why_not(by) or self._try(by, given)
            if number is not None:
                _mark(number, {waiting.ENDED: why} if why else {DONE: True})
        return why

    def _try(self, by: Actor, given: dict[str, Any]) -> str:
        """Do the work; what somebody took over with a leaver's work and may not do is ended, and not tried again."""
        try:
            with context.acting(by):
                self.function(**given, by=by)
        except (PermissionDenied, Http404):
            if waiting.HANDED_ON not in given:
                raise
            return waiting.NOT_ABLE
        return ""

    @property
    def words(self) -> str:
        """What it does, in words, such as "Tell an organisation that an action was assigned to it"."""
        return (self.function.__doc__ or self.name).strip().partition("\n")[0].rstrip(".")

    def _actor(self, given: dict[str, Any]) -> Actor:
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


def _why_not(by: Actor) -> str:
    """Return why nothing is done in somebody's name: they left after they had asked for it."""
    left = by.user is not None and not by.user.is_system and not by.roles
    return waiting.LEFT if left else ""


def _mark(number: int, what: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set args = args || %s::jsonb where id = %s", [json.dumps(what), number]
        )


def in_words(task: str) -> str:
    """Return what a job does, in words; the name itself, of one that this release does not know."""
    return JOBS[task].words if task in JOBS else task


def waiting_in_words(person: User, organisation: Organisation) -> list[str]:
    """Return what waits to be done in somebody's name, a line for each kind of job, with how often."""
    found = waiting.in_name_of(person, organisation)
    return sorted(f"{in_words(task)}{_times(count)}" for task, count in found.items())


def _times(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""


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
        if why := known.run(about.job.id, **given):
            raise JobAborted(why)  # it is kept as ended, and neither tried again nor counted as a failure

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
