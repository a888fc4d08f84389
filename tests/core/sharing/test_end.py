"""A share is ended before its last day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.collect.reviews.models import Review
from safeguarding.core.access import context
from safeguarding.core.access.models import Share
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.sharing import operations
from tests.collect.reviews.making import a_review
from tests.core.sharing.test_give import TODAY, given, partner


def address(share) -> str:
    return f"/core/sharing/{share.public_id}/end/"


def test_it_opens_nothing_from_the_next_page_on(world, client):
    reader, row = partner(world), a_review(world, label="SAR-9")
    share = given(world)
    client.force_login(reader)
    assert client.get(f"/collect/reviews/{row.public_id}/").status_code == 200

    client.force_login(world.hana)
    assert client.post(address(share)).status_code == 302

    client.force_login(reader)
    assert client.get(f"/collect/reviews/{row.public_id}/").status_code == 404
    world.actor("dana")
    assert AuditRecord.objects.filter(what="share.ended").count() == 1


def end(world, share) -> None:
    operations.end_share(share=share, by=world.actor("dana"), at=timezone.now())


def let_it_pass(world, share) -> None:
    world.actor("dana")
    first, last = TODAY - timedelta(days=9), TODAY - timedelta(days=1)
    Share.objects.filter(pk=share.pk).update(starts_on=first, ends_on=last)


def put_it_off(world, share) -> None:
    world.actor("dana")
    Share.objects.filter(pk=share.pk).update(starts_on=TODAY + timedelta(days=1))


@pytest.mark.parametrize("close", [end, let_it_pass, put_it_off])
def test_the_database_itself_lets_nothing_through_then(world, close):
    """Whatever a query asks for; that no query asks for it is proved in `security/test_querysets_alone.py`."""
    reader, row = partner(world), a_review(world, label="SAR-9")
    share = given(world)

    def is_let_through():
        context.set_context([str(world.northvale.pk), str(reader.pk), "2", TODAY.isoformat()])
        return Review.objects.filter(pk=row.pk).exists()

    assert is_let_through()
    close(world, share)
    assert not is_let_through()


def test_a_second_press_finds_it_ended(world, client):
    share = given(world)
    client.force_login(world.dana)
    client.post(address(share))

    assert client.post(address(share)).status_code == 404


def test_when_it_has_ended_it_may_be_given_anew(world, client):
    share = given(world)
    client.force_login(world.dana)
    client.post(address(share))

    assert given(world).pk != share.pk


@pytest.mark.parametrize(
    ("who", "status"), [("dana", 200), ("bo", 404), ("una", 404), ("pat", 404), ("olga", 404)]
)
def test_each_member_of_the_cast(world, client, who, status):
    share = given(world)
    client.force_login(getattr(world, who))

    assert client.get(address(share)).status_code == status


def test_the_other_organisation_does_not_end_it(world, client):
    share = given(world)
    client.force_login(partner(world))

    assert client.post(address(share)).status_code == 404
