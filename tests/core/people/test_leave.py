"""Recording a holder's last day."""

import pytest
from django.urls import reverse

from tests.core.people import acts


def address(world):
    holding = acts.held(world, acts.post(world))
    return reverse("core:people_leave", args=[holding.pk])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(here, {"ends_on": "2024-12-31"})

    assert response.status_code == 302, response.content.decode()
    assert "Vacant since 1 January 2025" in sign_in(world.hana).get(response.url).content.decode()


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = sign_in(world.hana).post(here, {"ends_on": "2020-12-31"}).content.decode()

    assert "on or after the first day" in page
