"""A share is ended before its last day."""

import pytest

from safeguarding.core.audit.models import AuditRecord
from tests.collect.reviews.making import a_review
from tests.core.sharing.test_give import given, partner


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
