"""Every figure in reach with what was made of it, one by one."""

import pytest
from django.urls import reverse

from safeguarding.collect import api as collect
from tests.assure.indicators.test_judge import URN, form
from tests.assure.indicators.test_judge import address as page_of
from tests.collect.returns.given import YEAR, record

ADDRESS = reverse("assure:indicators_verdicts")


@pytest.fixture
def claim(world):
    pat = world.actor("pat")
    record(pat, (URN, world.riverside, YEAR, (79, 100)))
    return collect.figure(pat, URN, world.riverside, YEAR)


def shown(client, verdict: str = "") -> str:
    return client.get(ADDRESS, {"verdict": verdict}).content.decode()


def test_a_figure_moves_from_not_judged_to_its_verdict(world, sign_in, claim):
    client = sign_in(world.dana)
    assert page_of(claim, "judged") in shown(client, "none")

    client.post(page_of(claim), form("QUERIED", comment="Which month?"))

    assert page_of(claim, "judged") in shown(client, "QUERIED")
    assert page_of(claim, "judged") not in shown(client, "none")
    client.post(page_of(claim), form("ACCEPTED"))
    assert page_of(claim, "judged") in shown(client, "ACCEPTED")
    assert page_of(claim, "judged") not in shown(client, "QUERIED")


def test_a_figure_that_was_corrected_since_says_so(world, sign_in, claim):
    client = sign_in(world.dana)
    client.post(page_of(claim), form("ACCEPTED"))
    record(world.actor("pat"), (URN, world.riverside, YEAR, (80, 100)))

    assert "Accepted, corrected since" in shown(client, "corrected")
    assert page_of(claim, "judged") not in shown(client, "ACCEPTED")


def test_a_provider_sees_no_verdict_that_was_not_released(world, sign_in, claim):
    sign_in(world.dana).post(page_of(claim), form("DISPUTED", comment="It does not add up."))

    page = shown(sign_in(world.pat))

    assert "Not judged" in page
    assert page_of(claim, "judged") in page
    assert 'class="nhsuk-tag nhsuk-tag--red"' not in page


def test_the_list_is_a_file_as_it_is_filtered(world, sign_in, claim):
    client = sign_in(world.dana)
    client.post(page_of(claim), form("ACCEPTED"))

    lines = client.get(ADDRESS, {"verdict": "ACCEPTED", "export": "csv"}).content.decode().splitlines()

    assert len(lines) == 2
    assert "Accepted" in lines[1]


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("connie", 200), ("pat", 200), ("noone", 302)])
def test_who_opens_the_page(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
