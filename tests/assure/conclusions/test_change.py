"""Changing a conclusion."""

import pytest
from django.urls import reverse

from tests.assure.conclusions import acts


def address(found):
    return reverse("assure:conclusions_change", args=[found.public_id])


def test_says_something_else_and_why(world, sign_in):
    form = acts.TYPED | {"judgement": "WEAKER", "why": "The inspection", "version": 1}

    page = sign_in(world.dana).post(address(acts.conclusion(world)), form, follow=True).content.decode()

    assert "Arrangements for commissioning grew weaker from early help to protection." in page
    assert "The inspection" in page


@pytest.mark.parametrize(
    ("changed", "said"), [({"version": 5}, "Somebody else changed this"), ({"why": ""}, "Enter why")]
)
def test_says_what_is_wrong(world, sign_in, changed, said):
    form = acts.TYPED | {"judgement": "WEAKER", "why": "The inspection", "version": 1} | changed

    assert said in sign_in(world.dana).post(address(acts.conclusion(world)), form).content.decode()


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write(world, sign_in, person, status):
    here = address(acts.conclusion(world))

    assert sign_in(getattr(world, person)).get(here).status_code == status
