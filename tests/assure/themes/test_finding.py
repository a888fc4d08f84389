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
