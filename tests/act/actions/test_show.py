"""One action with everything that has happened to it."""

import pytest
from django.urls import reverse

from tests.act.actions import acts


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("dana", 200),
        ("connie", 200),
        ("pat", 200),
        ("homer", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_who_opens_it(world, sign_in, person, status):
    action = acts.opened(world, due=-1)

    response = sign_in(getattr(world, person)).get(reverse("act:actions_show", args=[action.public_id]))

    assert response.status_code == status
    if status == 200:
        assert "Overdue" in response.content.decode()
        assert "Named nurse" in response.content.decode()
