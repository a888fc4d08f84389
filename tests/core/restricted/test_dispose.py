"""Asking to dispose of a record whose time has passed."""

import re

import pytest

from safeguarding.core.restricted.models import Proposal
from tests.core.restricted.making import a_request, as_reader, opened
from tests.core.restricted.test_disposal import passed


def address(row):
    return f"/core/restricted/{row.public_id}/dispose/"


def test_asks_a_second_person(world, sign_in):
    row = a_request(world)
    passed(world, row)
    browser = opened(sign_in(world.hana), world)

    assert "cannot be brought back" in browser.get(address(row)).content.decode()
    response = browser.post(address(row), {"reason": "Nothing follows any more"})

    assert response.headers["Location"] == "/core/restricted/due/"
    as_reader(world, "cal")
    asked = Proposal.objects.get(kind="DISPOSE")
    assert asked.reason == "Nothing follows any more"
    page = (
        opened(sign_in(world.cal), world).get(f"/core/restricted/decide/{asked.public_id}/").content.decode()
    )
    assert "cannot be brought back" in page


def test_can_be_left_without_asking(world, sign_in):
    row = a_request(world)
    passed(world, row)

    page = opened(sign_in(world.hana), world).get(address(row)).content.decode()

    assert re.search(r'href="/core/restricted/due/"[^>]*>\s*Cancel', page)


def test_says_why_not(world, sign_in):
    row = a_request(world)

    page = opened(sign_in(world.hana), world).post(address(row), {"reason": "We are done"}).content.decode()

    assert "The time for which this record is kept has not passed." in page


@pytest.mark.parametrize(("person", "status"), [("hana", 200), ("cal", 200), ("olga", 404)])
def test_who_may_open_it(world, sign_in, person, status):
    row = a_request(world)
    place = "elsewhere" if person == "olga" else "wyvern"
    browser = opened(sign_in(getattr(world, person)), world, place)

    assert browser.get(address(row)).status_code == status
