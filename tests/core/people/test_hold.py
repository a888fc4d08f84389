"""Recording who holds a post."""

import pytest
from django.urls import reverse

from tests.core.people import acts


def address(world):
    world.actor("hana")
    return reverse("core:people_hold", args=[acts.post(world).public_id])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here, {"holder": "Holly", "kind": "SUBSTANTIVE", "starts_on": "2024-01-01"}
    )

    assert response.status_code == 302, response.content.decode()
    assert "Holly" in sign_in(world.hana).get(response.url).content.decode()


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = (
        sign_in(world.hana)
        .post(here, {"holder": "Holly", "kind": "SECONDMENT", "starts_on": "2024-01-01"})
        .content.decode()
    )

    assert "A secondment has a last day" in page
