"""A publication is for anybody; what does not exist or was taken back is not found."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from safeguarding.report.publishing import operations
from safeguarding.report.publishing.models import Publication


@pytest.fixture
def published(world, signed, now):
    return operations.publish(paper=signed, version=signed.version, by=world.actor("chris"), at=now)


def address(publication):
    return reverse("report:publishing_show", args=[publication.public_id])


def test_anybody_reads_it(client, published):
    page = client.get(address(published)).content.decode()

    assert "NHS Wyvern Integrated Care Board" in page
    assert "counts from 1 to 7 are shown as 5" in page


@pytest.mark.parametrize("person", ["pat", "oscar", "noone"])
def test_people_of_other_organisations_read_it_too(world, sign_in, published, person):
    assert sign_in(getattr(world, person)).get(address(published)).status_code == 200


def test_what_was_taken_back_is_not_found(world, client, published, now):
    operations.withdraw(publication=published, reason="An error.", by=world.actor("chris"), at=now)

    assert client.get(address(published)).status_code == 404


def test_what_was_never_published_is_not_found(client, db):
    assert client.get(reverse("report:publishing_show", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("change", [{"tables": []}, {"policy": "none"}, {"title": "Better"}])
def test_nobody_changes_what_the_public_read(world, published, change):
    world.actor("chris")

    with pytest.raises(DatabaseError, match="stands as it was approved"), transaction.atomic():
        Publication.objects.filter(pk=published.pk).update(**change)


def test_nobody_brings_back_what_was_taken_back(world, published, now):
    operations.withdraw(publication=published, reason="An error.", by=world.actor("chris"), at=now)

    with pytest.raises(DatabaseError, match="stands as it was approved"), transaction.atomic():
        Publication.objects.filter(pk=published.pk).update(withdrawn_at=None, withdrawn_by=None)
