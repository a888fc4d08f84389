"""What waits to be validated."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assure.validation import acts

ADDRESS = reverse("assure:validation_inbox")


def test_an_empty_inbox_says_what_will_stand_there(world, sign_in):
    assert "When a provider submits a self-assessment" in sign_in(world.dana).get(ADDRESS).content.decode()


def test_lists_what_was_sent_and_not_what_is_a_draft(world, sign_in):
    acts.sent(world)
    acts.answering.issue(world, "foxglove")

    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert "Riverside NHS Trust" in page
    assert "Foxglove House" not in page
    file = sign_in(world.dana).get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")
    assert "Riverside NHS Trust" in file


def test_asks_no_more_of_the_database_when_more_were_sent(world, sign_in):
    client = sign_in(world.dana)

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        return len(asked)

    acts.sent(world)
    count()
    one = count()
    acts.sent(world, "foxglove", "homer", "homer")
    assert count() == one <= 25


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("connie", 200), ("pat", 403), ("adi", 403), ("noone", 302)]
)
def test_who_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status


@pytest.mark.parametrize("person", ["oscar", "otto"])
def test_another_commissioner_sees_nothing_of_ours(world, sign_in, person):
    acts.sent(world)

    assert "Riverside" not in sign_in(getattr(world, person)).get(ADDRESS).content.decode()
