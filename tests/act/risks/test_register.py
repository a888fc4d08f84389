"""The risk register."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.act.risks import operations
from tests.act.risks import acts

ADDRESS = reverse("act:risks_register")


def titles(page):
    return [part.partition("</bdi>")[0] for part in page.partition("<tbody")[2].split("<bdi>")[1:]]


def test_the_highest_score_stands_first_and_what_nobody_scored_last(world, sign_in):
    acts.risk(world, "Middling", likelihood=3, impact=3)
    acts.risk(world, "Worst", likelihood=5, impact=4)
    acts.risk(world, "Unscored", likelihood=None, impact=None)

    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert titles(page) == ["Worst", "Middling", "Unscored"]
    assert "20 Extreme" in page
    assert "9 High" in page
    assert "Not scored" in page


def test_narrows_to_what_is_to_be_looked_at(world, sign_in):
    today = date.today()
    acts.risk(world, "Due", review_on=today)
    acts.risk(world, "Later", review_on=today + timedelta(days=9))
    acts.risk(world, "No day set")

    assert titles(sign_in(world.dana).get(ADDRESS, {"state": "review"}).content.decode()) == [
        "Due",
        "No day set",
    ]


def test_closed_risks_stand_apart(world, sign_in):
    risk = acts.risk(world, "Gone")
    operations.close_risk(
        risk=risk, version=1, closed_on=date(2026, 2, 1), because="Done", by=world.actor("dana"), at=acts.NOW
    )

    assert titles(sign_in(world.dana).get(ADDRESS, {"state": "closed"}).content.decode()) == ["Gone"]
    assert "Gone" in sign_in(world.dana).get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")


def test_asks_no_more_of_the_database_for_more_risks(world, sign_in):
    client = sign_in(world.dana)

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        return len(asked)

    acts.risk(world)
    count()
    one = count()
    for n in range(5):
        acts.risk(world, f"Risk {n}")
    assert count() == one


@pytest.mark.parametrize(("person", "sees"), [("hana", True), ("bo", True), ("pat", False), ("oscar", False)])
def test_only_our_own_people_see_our_risks(world, sign_in, person, sees):
    acts.risk(world)

    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert ("Health assessments come late" in page) == sees
    assert (reverse("act:risks_add") in page) == (person != "bo")
