"""The page of one post."""

import pytest
from django.urls import reverse

from tests.core.people import acts


@pytest.mark.parametrize(("person", "status"), acts.CAST)
def test_only_its_own_organisation_sees_a_post(world, sign_in, person, status):
    found = acts.post(world)

    assert (
        sign_in(getattr(world, person)).get(reverse("core:people_post", args=[found.public_id])).status_code
        == status
    )


def test_shows_holders_roles_and_a_vacancy_without_cover(world, sign_in):
    found = acts.post(world, portfolio=("Adults", "Prevent"))
    address = reverse("core:people_post", args=[found.public_id])
    assert "Nothing is written about how the work is covered" in acts.text(sign_in(world.hana), address)

    acts.held(world, found)

    page = acts.text(sign_in(world.hana), address)
    assert "Holly Holder" in page
    assert "Adults and Prevent" in page
    assert "Nothing is written" not in page


def test_readers_are_offered_no_change(world, sign_in):
    found = acts.post(world)

    assert "Record a holder" not in acts.text(
        sign_in(world.bo), reverse("core:people_post", args=[found.public_id])
    )
