"""One conclusion."""

import pytest
from django.urls import reverse

from tests.assure.conclusions import acts


@pytest.mark.parametrize(
    ("person", "status"), [("hana", 200), ("bo", 200), ("pat", 404), ("oscar", 404), ("noone", 302)]
)
def test_shows_the_sentence_and_its_background_to_our_own_people(world, sign_in, person, status):
    here = reverse("assure:conclusions_show", args=[acts.conclusion(world).public_id])

    answer = sign_in(getattr(world, person)).get(here)

    assert answer.status_code == status
    assert ("Austerity and The pandemic" in answer.content.decode()) == (status == 200)
