"""Recording what a round demonstrated."""

import pytest
from django.urls import reverse

from safeguarding.assure.themes.models import Finding
from tests.assure.validation import acts

ADDRESS = reverse("assure:themes_add")


def test_records_with_themes_and_providers(world, sign_in):
    assessment = acts.sent(world)
    form = {
        "round": str(assessment.round.public_id),
        "title": "Training is thin",
        "themes": ["training", "supervision"],
        "providers": [str(assessment.organisation.public_id)],
    }

    page = sign_in(world.dana).post(ADDRESS, form, follow=True).content.decode()

    assert "Riverside NHS Trust" in page
    world.actor("dana")
    assert Finding.objects.get().codings.count() == 2


def test_errors_say_what_to_do(world, sign_in):
    page = sign_in(world.dana).post(ADDRESS, {"title": ""}).content.decode()

    assert "Enter what the audit demonstrated" in page
    assert "Select what it is about" in page


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("connie", 403), ("pat", 403), ("noone", 302)])
def test_who_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
