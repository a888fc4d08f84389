"""Something is shared with another organisation for a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.core.access.models import Share
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.notices.models import Notice
from safeguarding.core.sharing import operations
from tests.collect.reviews.making import a_review

TODAY = timezone.localdate()
ADDRESS = "/core/sharing/give/"


def typed(world, last=89, first=0, **more) -> dict[str, str]:
    return {
        "resource": "REV",
        "shared_with": str(world.northvale.public_id),
        "reason": "The partnership writes its yearly report",
        "starts_on": (TODAY + timedelta(days=first)).isoformat(),
        "ends_on": (TODAY + timedelta(days=last)).isoformat(),
    } | more


def given(world, by="dana", last=89, first=0, resource="REV") -> Share:
    """Share something with Northvale by calling the operation."""
    return operations.share(
        resource=resource,
        shared_with=world.northvale,
        reason="The partnership writes its yearly report",
        starts_on=TODAY + timedelta(days=first),
        ends_on=TODAY + timedelta(days=last),
        by=world.actor(by),
        at=timezone.now(),
    )


def partner(world):
    """Let Noone be the partnership's business manager at Northvale."""
    return world.give("noone", "R22", "northvale")


def test_the_other_organisation_reads_it_until_the_last_day(world, client):
    reader = partner(world)
    row = a_review(world, label="SAR-9")
    client.force_login(reader)
    assert client.get(f"/collect/reviews/{row.public_id}/").status_code == 404

    client.force_login(world.dana)
    assert client.post(ADDRESS, typed(world)).status_code == 302

    client.force_login(reader)
    assert client.get(f"/collect/reviews/{row.public_id}/").status_code == 200
    world.actor("dana")
    assert AuditRecord.objects.filter(what="share.given").count() == 1


def test_nothing_else_of_ours_opens_with_it(world, client):
    reader = partner(world)
    row = a_review(world, label="SAR-9")
    given(world, resource="VIS")
    client.force_login(reader)

    assert client.get(f"/collect/reviews/{row.public_id}/").status_code == 404


def test_a_share_of_a_time_that_has_passed_opens_nothing(world, client):
    reader = partner(world)
    row = a_review(world, label="SAR-9")
    share = given(world)
    Share.objects.filter(pk=share.pk).update(
        starts_on=TODAY - timedelta(days=9), ends_on=TODAY - timedelta(days=1)
    )
    client.force_login(reader)

    assert client.get(f"/collect/reviews/{row.public_id}/").status_code == 404


def test_the_form_offers_90_days(world, sign_in):
    page = sign_in(world.dana).get(ADDRESS).content.decode()

    last = TODAY + timedelta(days=89)
    assert f'value="{last.day}"' in page
    assert f'value="{last.year}"' in page


def test_those_who_read_it_are_told_that_something_is_shared(world):
    given(world)

    (told,) = Notice.objects.filter(kind="share.given")

    assert told.organisation == world.northvale
    assert "R22" in told.roles


@pytest.mark.parametrize(
    ("last", "first", "said"),
    [(365, 0, "more than 365 days"), (-1, 0, "on or after"), (5, -1, "today or later")],
)
def test_days_that_do_not_fit_are_refused_in_words(world, sign_in, last, first, said):
    page = sign_in(world.dana).post(ADDRESS, typed(world, last=last, first=first)).content.decode()

    assert said in page
    assert not Share.objects.exists()


def test_a_year_is_not_too_long(world):
    assert given(world, last=364).pk


def test_what_is_shared_already_is_not_shared_twice(world, sign_in):
    client = sign_in(world.dana)
    client.post(ADDRESS, typed(world))

    page = client.post(ADDRESS, typed(world)).content.decode()

    assert "on some of these days already" in page
    world.actor("dana")
    assert Share.objects.count() == 1


@pytest.mark.parametrize("place", ["riverside", "elsewhere_icb", "wyvern", "north_wyvern"])
def test_a_provider_or_a_commissioner_is_offered_nothing(world, sign_in, place):
    found = str(getattr(world, place).public_id)

    page = sign_in(world.dana).post(ADDRESS, typed(world, shared_with=found)).content.decode()

    assert "from the list" in page


@pytest.mark.parametrize("resource", ["SHR", "INT", "VAL", "CASE"])
def test_intelligence_and_what_is_restricted_are_never_shared(world, sign_in, resource):
    page = sign_in(world.dana).post(ADDRESS, typed(world, resource=resource)).content.decode()

    assert "from the list" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("dana", 200), ("pat", 200), ("bo", 403), ("una", 403), ("cal", 403), ("noone", 302)],
)
def test_whoever_writes_such_records_shares_them(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == status
