"""The operator sees whether the product is well; a load balancer hears that it stands, and no more."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from safeguarding.core.access import health

ADDRESS = "/core/access/state/"


def test_the_operator_sees_that_no_worker_runs(world, sign_in):
    page = sign_in(world.opal).get(ADDRESS).content.decode()

    assert "No worker runs" in page
    assert "Needs attention" in page


@pytest.mark.parametrize("person", ["una", "hana", "dana", "pat", "cal"])
def test_nobody_else_opens_it(world, sign_in, person):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == 403


def test_counts_jobs_that_failed(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (task_name, queue_name, args, status) values ('x', 'default', '{}', 'failed')"
        )

    assert health.state(timezone.now()).failed == 1


NOW = timezone.now()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((None, 0, 1, 0.5), None),
        ((None, 0, 0, 0.5), "No worker runs"),
        ((None, 2, 1, 0.5), "2 jobs failed"),
        ((NOW - timedelta(minutes=16), 0, 1, 0.5), "Jobs wait"),
        ((NOW - timedelta(minutes=14), 0, 1, 0.5), None),
        ((None, 0, 1, 0.05), "nearly full"),
    ],
)
def test_says_what_an_operator_should_look_into(given, words):
    said = health.warnings(NOW, *given)

    assert (words is None and said == []) or (len(said) == 1 and words in said[0])


def test_a_load_balancer_hears_that_it_stands_and_no_more(client, db):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"yes\n")
    assert not response.cookies


def test_a_load_balancer_hears_that_the_database_is_gone(client, db, monkeypatch):
    def gone():
        raise OperationalError("secret details")

    with monkeypatch.context() as now:
        now.setattr(connection, "cursor", gone)
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (503, b"no\n")


@pytest.mark.parametrize(
    ("place", "words"),
    [("", "No virus scanner is set up"), ("/nowhere.sock", "The virus scanner does not answer")],
)
def test_the_operator_sees_how_files_are_scanned(world, sign_in, settings, place, words):
    settings.SCANNER = place

    assert words in sign_in(world.opal).get(ADDRESS).content.decode()
