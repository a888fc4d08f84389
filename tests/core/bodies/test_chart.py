"""The governance chart."""

import pytest
from django.urls import reverse

from safeguarding.core.bodies import operations
from tests.core.people import acts

ADDRESS = reverse("core:bodies_chart")


def test_draws_every_box_and_says_every_line(world, sign_in):
    board, committee = acts.body(world, "Board", on_chart=True), acts.body(world, on_chart=True)
    operations.link(body=committee, to=board, kind="REPORTS_TO", by=world.actor("hana"), at=acts.NOW)

    page = acts.text(sign_in(world.bo), ADDRESS)

    assert "<svg" in page
    assert "Quality Committee reports to Board" in page


def test_an_empty_chart_says_what_to_do(world, sign_in):
    assert "No committee is shown in the chart yet" in acts.text(sign_in(world.bo), ADDRESS)


def test_a_name_is_escaped_in_the_drawing(world, sign_in):
    acts.body(world, "<script>alert(1)</script>", on_chart=True)

    assert "<script>alert" not in acts.text(sign_in(world.bo), ADDRESS)


@pytest.mark.parametrize(
    ("asked", "status"), [({"of": "x"}, 404), ({"on": "never"}, 400), ({"on": "2024-01-01"}, 200)]
)
def test_another_organisation_is_not_found_and_a_wrong_day_is_refused(world, sign_in, asked, status):
    assert sign_in(world.bo).get(ADDRESS, asked).status_code == status


def test_the_chart_of_an_organisation_is_its_own(world, sign_in):
    acts.body(world, on_chart=True)

    assert "Quality Committee" not in acts.text(sign_in(world.pat), ADDRESS)
