"""Taking a part of a body away."""

import pytest
from django.urls import reverse

from safeguarding.core.bodies import operations
from tests.core.people import acts


def address(world):
    by = world.actor("hana")
    fed = operations.feed(body=acts.body(world), name="Quarterly returns", by=by, at=acts.NOW)
    return reverse("core:bodies_remove", args=["input", fed.pk])


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(here, {})

    assert response.status_code == 302, response.content.decode()
    assert "Quarterly returns" not in sign_in(world.hana).get(response.url).content.decode()


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status
