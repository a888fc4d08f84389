"""Taking a reporting line away."""

import pytest
from django.urls import reverse

from safeguarding.core.people import operations
from safeguarding.core.people.models import ReportingLine
from tests.core.people import acts


def address(world):
    start, end = acts.post(world), acts.post(world, "Chief Nurse")
    line = operations.add_line(start=start, end=end, by=world.actor("hana"), at=acts.NOW)
    return reverse("core:people_remove_line", args=[line.pk])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(here, {})

    assert response.status_code == 302, response.content.decode()
    world.actor("hana")
    assert not ReportingLine.objects.exists()


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status
