"""The board of returns: who, when and in which state; never an answer."""

import io
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.collect.assessments import acts


@pytest.fixture
def issued(world):
    return acts.issue(world, "riverside", "foxglove", "moorland")


def address(issued):
    return reverse("collect:assessments_board", args=[issued.public_id])


def test_shows_how_far_each_is_and_never_an_answer(world, sign_in, issued):
    acts.answer(
        world, "pat", acts.return_of(world, issued, "riverside"), only={"A1", "A2"}, what_we_do="Secret words"
    )

    page = sign_in(world.dana).get(address(issued)).content.decode()

    assert "2 of 70" in page
    assert "In progress" in page
    assert "Not started" in page
    assert "Secret words" not in page


def test_says_who_signed_and_when(world, sign_in, issued):
    acts.send(world, acts.return_of(world, issued, "riverside"))

    page = sign_in(world.adi).get(address(issued)).content.decode()

    assert "Perry Executive" in page
    assert "Returned on time" in page


def test_late_is_overdue_and_held_in_abeyance_is_not(world, sign_in):
    late = acts.issue(world, "riverside", due=-3)
    client = sign_in(world.dana)
    assert "Overdue" in client.get(address(late), {"returned": "overdue"}).content.decode()

    acts.operations.suspend_round(
        issued=late,
        version=late.version,
        reason="The pandemic",
        review_on=date.today() + timedelta(days=60),
        by=world.actor("dana"),
        at=acts.timezone.now(),
    )

    page = client.get(address(late), {"returned": "overdue"}).content.decode()
    assert "Nothing matches" in page
    assert "The pandemic" in page


def test_filters_sorts_and_downloads_what_it_shows(world, sign_in, issued):
    client = sign_in(world.dana)

    page = client.get(address(issued), {"returned": "owed", "sort": "-organisation"}).content.decode()
    csv = client.get(address(issued), {"export": "csv", "state": "NOT_STARTED"}).content.decode("utf-8-sig")
    book = client.get(address(issued), {"export": "xlsx"})

    assert page.index("Riverside") < page.index("Foxglove")
    assert csv.count("0 of 70") == 3
    assert "xl/workbook.xml" in ZipFile(io.BytesIO(book.content)).namelist()
    assert 'filename="returns.xlsx"' in book.headers["Content-Disposition"]


def test_the_page_asks_no_more_of_the_database_when_more_are_asked(world, sign_in, issued):
    one = acts.issue(world, "riverside")
    client = sign_in(world.dana)

    def count(which):
        with CaptureQueriesContext(connection) as asked:
            client.get(address(which))
        return len(asked)

    count(one)
    assert count(issued) == count(one) <= 25


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("dana", 200),
        ("adi", 200),
        ("connie", 200),
        ("pat", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_only_those_who_issued_it_open_the_board(world, sign_in, issued, person, status):
    assert sign_in(getattr(world, person)).get(address(issued)).status_code == status


def test_whoever_may_not_read_answers_gets_no_link_to_them(world, sign_in, issued):
    riverside = acts.return_of(world, issued, "riverside")
    acts.send(world, riverside)
    read = reverse("collect:assessments_read", args=[riverside.public_id])

    assert read in sign_in(world.dana).get(address(issued)).content.decode()
    assert read not in sign_in(world.adi).get(address(issued)).content.decode()
