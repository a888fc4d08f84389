"""Jobs stand and fall with the change that asks for them, run as whom they should, and do their work once."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection, transaction
from django.utils import timezone

from safeguarding.core.access import context, jobs
from safeguarding.core.access.jobs import JOBS, Job, job
from safeguarding.core.audit import operations as audit
from safeguarding.core.audit.models import AuditRecord
from tests import databases
from tests.world import of_ones_own

SEEN: list[dict] = []


@pytest.fixture(autouse=True)
def _registry(monkeypatch):
    monkeypatch.setattr(jobs, "JOBS", dict(JOBS))
    monkeypatch.setattr(audit, "LISTENERS", {})
    SEEN.clear()


def note() -> Job:
    @job(unique=("organisation_id", "on"))
    def note(*, by, organisation_id, on, **_):
        SEEN.append({"by": by, "context": context.current(), "organisation": organisation_id, "on": on})
        audit.record("job.noted", about=None, by=by, at=timezone.now())

    return note


def waiting(name: str) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute("select id, args from procrastinate_jobs where task_name = %s order by id", [name])
        return [{"id": number, "args": json.loads(args)} for number, args in cursor.fetchall()]


def test_a_change_that_is_taken_back_drops_its_job(world):
    made = note()

    with transaction.atomic():
        made.defer(organisation_id=world.wyvern.pk, on="2026-01-01")
        assert len(waiting(made.name)) == 1
        transaction.set_rollback(True)

    assert waiting(made.name) == []


def test_a_unique_job_waits_once_and_spoils_no_transaction(world):
    made, place = note(), world.wyvern.pk

    for on in ("2026-01-01", "2026-01-01", "2026-01-02"):
        made.defer(organisation_id=place, on=on)

    assert [one["args"]["on"] for one in waiting(made.name)] == ["2026-01-01", "2026-01-02"]


def test_runs_as_the_person_with_row_security_set(world):
    made, dana, wyvern = note(), world.dana, world.wyvern

    made.run(organisation_id=wyvern.pk, user_id=dana.pk, on="2026-01-01")

    assert SEEN[0]["by"].user == dana
    assert SEEN[0]["by"].roles == {"R03"}
    assert SEEN[0]["context"][:2] == [str(wyvern.pk), str(dana.pk)]


def test_without_a_person_the_worker_acts_for_that_organisation_alone(world):
    made, wyvern = note(), world.wyvern

    made.run(organisation_id=wyvern.pk, on="2026-01-01")

    assert SEEN[0]["by"].roles == {"WORKER"}
    assert SEEN[0]["by"].organisation == wyvern
    assert SEEN[0]["by"].user.is_system


def test_without_an_organisation_the_deployment_acts(world):
    @job(every="0 6 * * *")
    def daily(*, by, timestamp, **_):
        SEEN.append({"by": by})

    daily.run(timestamp=1)

    assert SEEN[0]["by"].roles == {"SYSTEM"}


def test_an_argument_of_another_release_does_no_harm(world):
    note().run(organisation_id=world.wyvern.pk, on="2026-01-01", colour="blue")

    assert len(SEEN) == 1


def test_a_job_that_runs_twice_works_once(world):
    made, wyvern = note(), world.wyvern
    made.defer(organisation_id=wyvern.pk, on="2026-01-01")
    (first,) = waiting(made.name)
    made.run(first["id"], **first["args"])

    (again,) = waiting(made.name)
    made.run(again["id"], **again["args"])

    world.actor("dana")
    assert AuditRecord.objects.filter(what="job.noted").count() == 1


def test_a_job_that_fails_leaves_nothing_and_may_run_again(world):
    @job()
    def fail(*, by, **_):
        audit.record("job.noted", about=None, by=by, at=timezone.now())
        raise ZeroDivisionError

    fail.defer(organisation_id=world.wyvern.pk)
    (one,) = waiting(fail.name)

    with pytest.raises(ZeroDivisionError):
        fail.run(one["id"], **one["args"])

    world.actor("dana")
    assert not AuditRecord.objects.filter(what="job.noted").exists()
    assert jobs.DONE not in waiting(fail.name)[0]["args"]


def test_what_is_recorded_enqueues_who_listens(world):
    @audit.when("thing.done")
    @job()
    def listen(*, by, about, at, **_):
        SEEN.append({"about": about, "by": by})

    dana = world.actor("dana")
    audit.record("thing.done", about=dana.user, by=dana, at=timezone.now())

    (one,) = waiting(listen.name)
    listen.run(one["id"], **one["args"])
    assert SEEN[0]["about"] == f"core.User:{dana.user.public_id}"
    assert SEEN[0]["by"].user == dana.user


WORKER = """
import sys, time
import django
django.setup()
from django.db import connections
for alias in ("default", "owner"):
    connections[alias].settings_dict["NAME"] = sys.argv[1]
from safeguarding.core.access import jobs
jobs.SECONDS_UNTIL_STALLED = 1
jobs.LOOK_FOR_DROPPED = "* * * * * *"
@jobs.job()
def linger(*, by, seconds, **_):
    print("began", flush=True)
    time.sleep(seconds)
    print("ended", flush=True)
jobs.work(until_idle=sys.argv[2] == "idle")
"""


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Work on a copy of the world of one's own, where what is written stays, so that another process sees it."""
    with django_db_blocker.unblock(), of_ones_own("jobs") as name:
        yield name


def start(database: str, mode: str) -> subprocess.Popen:
    more = {
        "DJANGO_SETTINGS_MODULE": "safeguarding.config.settings_test",
        "PYTHONPATH": str(databases.ROOT / "src"),
    }
    words = [sys.executable, "-c", WORKER, database, mode]
    return subprocess.Popen(words, env=os.environ | more, stdout=subprocess.PIPE, text=True)


def states() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select status::text from procrastinate_jobs where task_name like '%linger'")
        return [state for (state,) in cursor.fetchall()]


def test_the_job_of_a_killed_worker_is_taken_up_by_another(committed):
    Job("__main__.linger", print, (), "").defer(seconds=30)
    killed = start(committed, "forever")
    assert killed.stdout.readline() == "began\n"
    killed.kill()
    killed.communicate()
    assert states() == ["doing"]
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set args = jsonb_set(args, '{seconds}', '0') where status = 'doing'"
        )

    other = start(committed, "forever")
    try:
        assert other.stdout.readline() == "began\n"
        assert other.stdout.readline() == "ended\n"
    finally:
        other.terminate()
        other.communicate(timeout=20)
    assert states() == []


def test_a_worker_stops_when_told_and_leaves_no_job_behind(committed):
    Job("__main__.linger", print, (), "").defer(seconds=0)
    worker = start(committed, "idle")

    said, _ = worker.communicate(timeout=60)

    assert said == "began\nended\n"
    assert worker.returncode == 0
    assert states() == []
