"""What waits to be done in the name of somebody who leaves is named, handed on or ended with words, and never fails."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from safeguarding.core.access import jobs, waiting
from safeguarding.core.access.models import RoleHolding
from safeguarding.core.access.operations import close_account
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.notices import jobs as of_notices
from tests.core.cover.acts import address as of_hand_over
from tests.core.cover.acts import hand_over
from tests.core.notices.helping import run_what_waits

WORDS = "Look into what there is to do"
SEEN: list = []


@pytest.fixture(autouse=True)
def look():
    """Know one more job, which needs the right to read actions."""
    SEEN.clear()

    @jobs.job()
    def look(*, by, **_):
        """Look into what there is to do."""
        require(by, Permission("ACT", "r"), by.organisation)
        SEEN.append(by.user)

    yield look
    del jobs.JOBS[look.name]


def ask(world, look, person="dana", times=1) -> None:
    for _ in range(times):
        look.defer(organisation_id=world.wyvern.pk, user_id=getattr(world, person).pk)


def kept(look) -> list[tuple[str, dict]]:
    with connection.cursor() as cursor:
        cursor.execute("select status::text, args from procrastinate_jobs where task_name = %s", [look.name])
        return [(status, json.loads(given)) for status, given in cursor.fetchall()]


def close_page(person) -> str:
    return f"/core/access/people/{person.public_id}/close/"


def run_as_a_worker_does(look) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select id, args from procrastinate_jobs where task_name = %s", [look.name])
        number, given = cursor.fetchone()
    return look.run(number, **json.loads(given))


@pytest.mark.parametrize("page", [close_page, of_hand_over])
def test_both_pages_name_what_waits_in_a_leavers_name(world, sign_in, look, page):
    ask(world, look, times=2)
    ask(world, look, person="hana")

    shown = sign_in(world.una).get(page(world.dana)).content.decode()

    assert f"<li>{WORDS} (2 times)</li>" in shown
    assert WORDS not in sign_in(world.una).get(page(world.bo)).content.decode()


def test_what_waits_is_ended_with_words_when_the_account_closes(world, sign_in, look):
    ask(world, look)
    ask(world, look, person="hana")

    sign_in(world.una).post(close_page(world.dana))

    states = {given["user_id"]: (status, given.get(waiting.ENDED)) for status, given in kept(look)}
    assert states[world.dana.pk] == ("cancelled", "Ended because the account was closed")
    assert states[world.hana.pk] == ("todo", None)
    world.actor("una")
    assert '"jobs_ended":1' in AuditRecord.objects.get(what="account.closed").body


def test_nothing_that_was_ended_runs_or_counts_as_a_failure(world, sign_in, look):
    ask(world, look)
    sign_in(world.una).post(close_page(world.dana))

    run_what_waits()

    assert SEEN == []
    page = sign_in(world.opal).get("/core/access/state/").content.decode()
    assert WORDS in page
    assert "Ended because the account was closed" in page
    assert "jobs failed after every try" not in page


def test_what_waits_is_done_in_the_name_of_whoever_takes_over(world, client, look):
    ask(world, look)

    made = hand_over(world, client, world.dana, to=world.hana)
    run_what_waits()

    assert made.tally["jobs"] == 1
    assert [world.hana] == SEEN
    receipt = client.get(f"/core/cover/leavers/{made.public_id}/").content.decode()
    assert "Jobs that waited in their name" in receipt


def test_where_each_post_goes_to_its_next_holder_nobody_takes_the_jobs_over(world, client, look):
    ask(world, look)

    hand_over(world, client, world.dana, to="next")

    assert [status for status, _ in kept(look)] == ["cancelled"]


def test_what_the_taker_may_not_do_is_ended_and_not_tried_again(world, look):
    ask(world, look)
    una = world.actor("una")
    close_account(user=world.dana, by=una, at=timezone.now(), successor=world.una)

    assert run_as_a_worker_does(look) == "Ended because the person who took it over may not do it"
    assert SEEN == []


def test_a_job_of_somebody_whose_roles_ended_by_date_is_ended_when_its_turn_comes(world, look):
    ask(world, look)
    world.actor("una")
    yesterday = timezone.localdate() - timedelta(days=1)
    RoleHolding.objects.filter(user=world.dana).update(ends_on=yesterday)

    assert "holds no role here any more" in run_as_a_worker_does(look)
    assert kept(look)[0][1][waiting.ENDED] == waiting.LEFT


def test_what_somebody_who_stays_may_not_do_is_still_a_fault(world, look):
    ask(world, look, person="una")

    with pytest.raises(PermissionDenied):
        run_as_a_worker_does(look)


def test_the_days_email_to_a_leaver_is_ended_whoever_takes_over(world, client):
    of_notices.write_digest.defer(organisation_id=world.wyvern.pk, person_id=world.dana.pk)

    hand_over(world, client, world.dana, to=world.hana)

    assert [status for status, _ in kept(of_notices.write_digest)] == ["cancelled"]


def test_what_waits_at_another_organisation_is_left_alone(world, sign_in, look):
    look.defer(organisation_id=world.riverside.pk, user_id=world.dana.pk)

    sign_in(world.una).post(close_page(world.dana))

    assert [status for status, _ in kept(look)] == ["todo"]
