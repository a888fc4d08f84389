"""Reminding those who owe a return."""

import pytest
from django.urls import reverse

from safeguarding.core.audit.models import AuditRecord
from tests.collect.assessments import acts


@pytest.fixture
def issued(world):
    issued = acts.issue(world, "riverside", "foxglove")
    acts.send(world, acts.return_of(world, issued, "riverside"))
    return issued


def address(issued):
    return reverse("collect:assessments_chase", args=[issued.public_id])


def test_reminds_those_who_owe_and_not_those_who_sent(world, sign_in, issued):
    client = sign_in(world.adi)
    assert "Riverside NHS Trust" not in client.get(address(issued)).content.decode()

    page = client.post(address(issued), {"version": 1}, follow=True).content.decode()

    assert "1 organisation reminded" in page
    world.actor("adi")
    assert AuditRecord.objects.filter(what="round.chased").count() == 1


def test_nobody_is_reminded_twice_in_a_day(world, sign_in, issued):
    client = sign_in(world.adi)
    client.post(address(issued), {"version": 1})

    page = client.post(address(issued), {"version": 1}, follow=True).content.decode()

    assert "0 organisations reminded" in page


def test_the_organisation_sees_that_it_was_reminded(world, sign_in, issued):
    sign_in(world.adi).post(address(issued), {"version": 1})
    world.actor("homer")
    foxglove = acts.return_of(world, issued, "foxglove")

    page = sign_in(world.homer).get(reverse("collect:assessments_show", args=[foxglove.public_id]))

    assert "Reminder sent" in page.content.decode()


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("connie", 404), ("pat", 404), ("oscar", 404), ("noone", 302)]
)
def test_only_those_who_run_rounds_open_the_page(world, sign_in, issued, person, status):
    assert sign_in(getattr(world, person)).get(address(issued)).status_code == status
