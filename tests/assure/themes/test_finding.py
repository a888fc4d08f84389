"""One finding."""

import pytest
from django.urls import reverse

from tests.assure.themes import acts


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("dana", 200),
        ("connie", 200),
        ("adi", 404),
        ("pat", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_who_opens_it(world, sign_in, person, status):
    finding = acts.found(world)

    response = sign_in(getattr(world, person)).get(reverse("assure:themes_finding", args=[finding.public_id]))

    assert response.status_code == status
    if status == 200:
        assert "Found at 1 provider" in response.content.decode()


@pytest.mark.parametrize(("person", "offered"), [("dana", True), ("connie", False)])
def test_an_action_is_offered_to_whoever_may_open_one(world, sign_in, person, offered):
    finding = acts.found(world)

    page = sign_in(getattr(world, person)).get(reverse("assure:themes_finding", args=[finding.public_id]))

    assert ("/act/actions/open/?" in page.content.decode()) is offered
