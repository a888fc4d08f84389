"""The page of one body."""

import pytest
from django.urls import reverse

from tests.core.people import acts


@pytest.mark.parametrize(("person", "status"), acts.CAST)
def test_only_its_own_organisation_sees_a_body(world, sign_in, person, status):
    found = acts.body(world)

    assert (
        sign_in(getattr(world, person)).get(reverse("core:bodies_body", args=[found.public_id])).status_code
        == status
    )


def test_a_team_shows_its_posts(world, sign_in):
    team = acts.body(world, "Safeguarding team", kind="TEAM")
    acts.post(world, "Designated nurse", team=team, is_statutory=True)

    page = acts.text(sign_in(world.bo), reverse("core:bodies_body", args=[team.public_id]))

    assert "Designated nurse" in page
    assert "Statutory post" in page
