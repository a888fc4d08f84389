"""Raising a risk."""

import pytest
from django.urls import reverse

from safeguarding.act.risks.models import Risk
from tests.act.risks import acts

ADDRESS = reverse("act:risks_add")


def test_raises_it_with_its_score(world, sign_in):
    page = sign_in(world.dana).post(ADDRESS, acts.TYPED, follow=True).content.decode()

    assert "16 Extreme" in page
    assert "A weekly list of who waits" in page


def test_twice_clicked_raises_once(world, sign_in):
    form = acts.TYPED | {"form_key": "0c0f6a52-6a0f-4f7e-9d5b-0d7c3f0f2a13"}
    client = sign_in(world.dana)

    client.post(ADDRESS, form)
    client.post(ADDRESS, form)

    world.actor("dana")
    assert Risk.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "Enter what may go wrong"),
        ({"impact": ""}, "on both scales, or on neither"),
        ({"raised_on": "2027-01-01"}, "cannot lie in the future"),
        ({"title": "Mr Green falls"}, "name"),
    ],
)
def test_says_what_is_wrong(world, sign_in, changed, said):
    assert said in sign_in(world.dana).post(ADDRESS, acts.TYPED | changed).content.decode()


def test_the_same_risk_is_not_raised_while_it_is_open(world, sign_in):
    acts.risk(world)

    page = sign_in(world.dana).post(ADDRESS, acts.TYPED).content.decode()

    assert "stands in the register already" in page


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("pat", 200), ("bo", 403), ("noone", 302)])
def test_who_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
