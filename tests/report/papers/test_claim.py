"""A claim ties words that stand in the text to a measure."""

import pytest
from django.urls import reverse

from safeguarding.report.papers import queries
from tests.report.papers.people import WRITERS


def address(paper):
    return reverse("report:papers_claim", args=[paper.public_id])


def asked(**more):
    return {
        "section": "adults",
        "words": "Enquiries increased",
        "measure": "adults.enquiries",
        "direction": "up",
    } | more


def test_keeps_the_claim(world, sign_in, paper):
    response = sign_in(world.dana).post(address(paper), asked())

    [claim] = queries.claims(world.actor("dana"), paper)
    assert response.status_code == 302
    assert (claim.words, claim.direction) == ("Enquiries increased", "up")


def test_refuses_words_that_the_section_does_not_hold(world, sign_in, paper):
    response = sign_in(world.dana).post(address(paper), asked(words="Enquiries doubled"))

    assert "The section does not hold these words" in response.content.decode()


@pytest.mark.parametrize(("person", "status"), WRITERS.items())
def test_only_writers_open_it(world, sign_in, paper, person, status):
    assert sign_in(getattr(world, person)).get(address(paper)).status_code == status
