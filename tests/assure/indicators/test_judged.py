"""What was made of a figure, for those who may read it."""

import pytest
from django.urls import reverse

from safeguarding.collect import api as collect
from tests.assure.indicators.test_judge import URN, address, form
from tests.collect.returns.given import YEAR, record


@pytest.fixture
def claim(world):
    pat = world.actor("pat")
    record(pat, (URN, world.riverside, YEAR, (79, 100)))
    return collect.figure(pat, URN, world.riverside, YEAR)


def test_the_figures_own_page_leads_here_and_the_latest_stands_first(world, sign_in, claim):
    client = sign_in(world.dana)
    client.post(address(claim), form("QUERIED", comment="Which month?"))
    client.post(address(claim), form("ACCEPTED"))

    assert (
        address(claim, "judged")
        in client.get(reverse("collect:returns_figure", args=[claim.public_id])).content.decode()
    )
    page = client.get(address(claim, "judged")).content.decode()
    assert page.index("Accepted") < page.index("Which month?")


def test_where_nothing_was_judged_it_says_so(world, sign_in, claim):
    assert "Nobody has judged" in sign_in(world.pat).get(address(claim, "judged")).content.decode()


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("connie", 200), ("pat", 200), ("olga", 404), ("noone", 302)]
)
def test_who_opens_the_page(world, sign_in, claim, person, status):
    assert sign_in(getattr(world, person)).get(address(claim, "judged")).status_code == status
