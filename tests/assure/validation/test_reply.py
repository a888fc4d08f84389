"""Answering what a commissioner asked."""

import pytest
from django.urls import reverse

from safeguarding.collect import api as collect
from tests.assure.validation import acts


@pytest.fixture
def query(world):
    validation = acts.begun(world, acts.sent(world))
    question = collect.outline(validation.assessment.framework).question("C2")
    return acts.operations.ask(
        validation=validation,
        question=question,
        text="Which levels?",
        by=world.actor("dana"),
        at=acts.timezone.now(),
    )


def address(query):
    return reverse("assure:validation_reply", args=[query.public_id])


def test_the_answer_is_with_the_commissioner(world, sign_in, query):
    client = sign_in(world.pat)
    page = client.get(address(query)).content.decode()
    assert "Which levels?" in page
    assert 'read/#standard-C"' in page

    client.post(address(query), {"version": 1, "text": "Levels 2 and 3"})

    page = sign_in(world.dana).get(reverse("assure:validation_ask", args=[query.assessment.public_id, "C2"]))
    assert "Levels 2 and 3" in page.content.decode()
    assert "Answered" in page.content.decode()


def test_a_closed_query_is_not_answered(world, sign_in, query):
    acts.operations.close_query(query=query, by=world.actor("dana"), at=acts.timezone.now())

    page = sign_in(world.pat).post(address(query), {"version": 2, "text": "Late"}).content.decode()

    assert "This query is closed" in page


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("pat", 200),
        ("perry", 200),
        ("homer", 404),
        ("dana", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_only_the_one_asked_opens_it(world, sign_in, query, person, status):
    assert sign_in(getattr(world, person)).get(address(query)).status_code == status
