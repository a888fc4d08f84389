"""What was done to one record, and what one person did, is found among 200,000 records within a second."""

import time

import pytest
from django.test import Client
from django.utils import timezone

from tests import databases
from tests.world import World, of_ones_own

ROWS = 200_000


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """Keep a world of one's own with 200,000 records in one chain."""
    with (
        django_db_blocker.unblock(),
        of_ones_own("searched") as name,
        databases.superuser(name) as superuser,
    ):
        superuser.execute("set session_replication_role = replica")
        (place,) = superuser.execute(
            "select id from core_organisation where name = 'NHS Wyvern Integrated Care Board'"
        ).fetchone()
        superuser.execute(
            "insert into core_auditrecord (organisation_id, sequence, recorded_at, what, by, about, concerns, body,"
            " previous, hash) select %s, 1000000 + n, now() - n * interval '1 minute', 'action.read',"
            " 'person' || n %% 500 || '@x.invalid', 'act.Action:' || n %% 5000, '{}',"
            " '{\"what\":\"action.read\",\"detail\":{}}', '', '' from generate_series(1, %s) n",
            [place, ROWS],
        )
        superuser.execute("analyze core_auditrecord")
        superuser.commit()
        yield name


@pytest.fixture
def client_of_the_guardian(filled, django_db_blocker):
    with django_db_blocker.unblock(), databases.using(filled):
        client = Client()
        client.force_login(World().cal)
        yield client


def timed(client, address) -> tuple[float, object]:
    before = time.perf_counter()
    answer = client.get(address)
    return time.perf_counter() - before, answer


@pytest.mark.long
@pytest.mark.parametrize(
    "address", ["/core/audit/?q=person7@x.invalid", "/core/audit/?q=act.Action:77", "/core/audit/"]
)
def test_the_answer_comes_within_a_second(client_of_the_guardian, address, record_property):
    timed(client_of_the_guardian, "/core/audit/")
    taken, answer = min((timed(client_of_the_guardian, address) for _ in range(6)), key=lambda pair: pair[0])
    record_property("figure", f"{taken:.2f} s for {address.partition('=')[2] or 'all'}")

    assert answer.status_code == 200
    assert b"action" in answer.content.lower()
    assert taken < 1.0


@pytest.mark.long
def test_what_is_found_is_all_there_is(filled, django_db_blocker):
    with databases.superuser(filled) as superuser:
        (touched,) = superuser.execute(
            "select count(*) from core_auditrecord where about = 'act.Action:77'"
        ).fetchone()

    assert touched == ROWS // 5000
    assert timezone.localdate().year > 2025
